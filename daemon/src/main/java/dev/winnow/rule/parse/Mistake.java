package dev.winnow.rule.parse;

import dev.winnow.rule.source.Diagnostics;

/// Ends the reading of one option or one header, with what is to be told about it. Carries no stack trace: it is an
/// outcome of reading, not a fault of the program.
final class Mistake extends Exception {
    private static final long serialVersionUID = 1;

    private final int start;
    private final int end;

    /// @param start first character concerned, as an offset into the source
    /// @param end offset after the last one
    Mistake(int start, int end, String message) {
        super(message, null, false, false);
        this.start = start;
        this.end = end;
    }

    void report(Diagnostics diagnostics) {
        diagnostics.error(start, end, getMessage());
    }
}
