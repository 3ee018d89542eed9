package dev.winnow.detect.content;

/// A number of an option: written in the rule, or taken from the bytes by an option before it. Immutable.
///
/// @param fixed the number, where it was written
/// @param slot of [Inspection#variables], or [#NONE]
record Operand(long fixed, int slot) {
    private static final int NONE = -1;

    static Operand of(long number) {
        return new Operand(number, NONE);
    }

    static Operand variable(int slot) {
        return new Operand(0, slot);
    }

    boolean isVariable() {
        return slot != NONE;
    }

    long value(Inspection in) {
        return slot == NONE ? fixed : in.variables[slot];
    }
}
