package dev.winnow.rule.parse;

import dev.winnow.rule.option.BitTest;

/// Flag bits as rules write them: a letter each, and a sign before or after that says how to compare.
record BitLetters(int bits, BitTest test) {
    /// What a table of letters answers for a letter that it lacks.
    static final int UNKNOWN = -1;

    @FunctionalInterface
    interface Letters {
        int bit(char letter);
    }

    static BitLetters read(Value value, String what, Letters letters) throws Mistake {
        int bits = 0;
        boolean named = false;
        BitTest test = BitTest.EXACT;
        for (int i = 0; i < value.length(); i++) {
            char c = value.at(i);
            BitTest sign = sign(c);
            int bit = letters.bit(c);
            if (sign != BitTest.EXACT && test == BitTest.EXACT) {
                test = sign;
            } else if (sign != BitTest.EXACT) {
                throw value.slice(i, i + 1).mistake("only one of `+`, `*` and `!` can be given");
            } else if (bit != UNKNOWN) {
                bits |= bit;
                named = true;
            } else if (!Value.isSpace(c)) {
                throw value.slice(i, i + 1)
                        .mistake("unknown flag " + value.slice(i, i + 1).quoted() + " for `" + what + "`");
            }
        }
        if (!named) {
            throw value.mistake("`" + what + "` needs flags");
        }
        return new BitLetters(bits, test);
    }

    private static BitTest sign(char c) {
        return switch (c) {
            case '+' -> BitTest.ALL;
            case '*' -> BitTest.ANY;
            case '!' -> BitTest.NOT_ALL;
            default -> BitTest.EXACT;
        };
    }
}
