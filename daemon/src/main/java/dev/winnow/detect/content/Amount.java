package dev.winnow.detect.content;

/// A number of an option: written in the rule, or taken from the bytes by an option before it. Immutable.
///
/// @param fixed the number, where it was written
/// @param slot of [Inspection#variables], or [#NONE]
record Amount(long fixed, int slot) {
    private static final int NONE = -1;

    static Amount of(long number) {
        return new Amount(number, NONE);
    }

    static Amount variable(int slot) {
        return new Amount(0, slot);
    }

    boolean isVariable() {
        return slot != NONE;
    }

    long value(Inspection in) {
        return slot == NONE ? fixed : in.variables[slot];
    }
}
