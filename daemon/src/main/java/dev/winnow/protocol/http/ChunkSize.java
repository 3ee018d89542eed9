package dev.winnow.protocol.http;

import dev.winnow.memory.GrowingBytes;

/// A chunk's first line (RFC 9112, 7.1): a hexadecimal number, and whatever else.
final class ChunkSize {
    enum Kind {
        /// A number is there.
        SIZE,
        /// Nothing but white space.
        BLANK,
        BAD,
        /// The line is not whole.
        UNSURE
    }

    private static final int MAX_DIGITS = 8;

    private long value;
    private boolean hasExtension;

    /// @param whole the line's end is there
    Kind parse(GrowingBytes line, boolean whole) {
        int at = 0;
        while (at < line.length() && Ascii.isSpace(line.at(at))) {
            at++;
        }
        int first = at;
        value = 0;
        while (at < line.length() && at - first <= MAX_DIGITS && Ascii.hexDigit(line.at(at)) >= 0) {
            value = value << 4 | Ascii.hexDigit(line.at(at));
            at++;
        }
        hasExtension = false;
        for (int i = at; i < line.length(); i++) {
            hasExtension |= line.at(i) == ';';
        }
        return kind(line, first, at, whole);
    }

    private Kind kind(GrowingBytes line, int first, int at, boolean whole) {
        if (first == line.length()) {
            return whole ? Kind.BLANK : Kind.UNSURE;
        }
        if (at == first || at - first > MAX_DIGITS) {
            return Kind.BAD;
        }
        if (!whole) {
            return Kind.UNSURE;
        }
        return value > Integer.MAX_VALUE ? Kind.BAD : Kind.SIZE;
    }

    /// Whether something is said behind the number (RFC 9112, 7.1.1).
    boolean hasExtension() {
        return hasExtension;
    }

    /// The number, 0 to 2³¹ - 1.
    long value() {
        return value;
    }
}
