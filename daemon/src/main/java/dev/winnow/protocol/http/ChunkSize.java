package dev.winnow.protocol.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A chunk's first line (RFC 9112, 7.1): a hexadecimal number, and whatever else.
final class ChunkSize {
    enum Kind {
        /// A number is there.
        SIZE,
        /// Nothing but white space.
        BLANK,
        BAD,
        /// The line is not whole.
        UNSURE,
        /// The line is longer than [HttpSettings#MAX_LINE_BYTES].
        TOO_LONG
    }

    private static final int MAX_DIGITS = 8;
    private static final byte EXTENSION = ';';

    private long value;
    private boolean hasExtension;

    /// Takes the number from a line, or from what there is of one.
    Kind parse(LineCollector line) {
        MemorySegment memory = line.memory();
        long first = Ascii.skipSpace(memory, line.from(), line.to());
        long at = first;
        value = 0;
        while (at < line.to() && at - first <= MAX_DIGITS && digit(memory, at) >= 0) {
            value = value << 4 | digit(memory, at);
            at++;
        }
        hasExtension = Ascii.find(memory, at, line.to(), EXTENSION) < line.to();
        return kind(line, first, at);
    }

    private static int digit(MemorySegment memory, long at) {
        return Ascii.hexDigit(memory.get(ValueLayout.JAVA_BYTE, at));
    }

    private Kind kind(LineCollector line, long first, long at) {
        if (first == line.to()) {
            return line.isWhole() ? Kind.BLANK : Kind.UNSURE;
        }
        if (at == first || at - first > MAX_DIGITS) {
            return Kind.BAD;
        }
        if (!line.isWhole()) {
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
