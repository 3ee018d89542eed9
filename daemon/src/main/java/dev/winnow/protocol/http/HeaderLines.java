package dev.winnow.protocol.http;

import dev.winnow.memory.GrowingBytes;
import java.lang.foreign.ValueLayout;

/// Finds where header lines, or trailers, are over: at an empty line (RFC 9112, 2.1), however they are cut.
final class HeaderLines {
    /// No empty line in these bytes.
    static final long OPEN = Piece.OPEN;

    /// A line is longer than [HttpSettings#MAX_LINE_BYTES].
    static final long TOO_LONG = -2;

    private int lineStart;

    /// Says that lines begin with the next byte of `head`.
    void begin(GrowingBytes head) {
        lineStart = head.length();
    }

    /// Where in the head the line begins whose end has not come.
    int lineStart() {
        return lineStart;
    }

    /// @param head what came before the piece
    /// @return behind the empty line, [#OPEN] or [#TOO_LONG]
    long end(GrowingBytes head, Piece piece) {
        int headLength = head.length();
        long from = piece.at();
        long next = from;
        while (next < piece.end()) {
            long lineEnd = piece.lineEnd(next);
            boolean whole = lineEnd != Piece.OPEN;
            long to = whole ? lineEnd : piece.end();
            long lineLength = headLength + (to - from) - lineStart;
            if (lineLength > HttpSettings.MAX_LINE_BYTES) {
                return TOO_LONG;
            }
            next = to;
            if (whole && isEmpty(lineLength, to - 1, head, piece)) {
                return to;
            }
            lineStart += whole ? (int) lineLength : 0;
        }
        return OPEN;
    }

    private static boolean isEmpty(long lineLength, long feed, GrowingBytes head, Piece piece) {
        if (lineLength != 2) {
            return lineLength == 1;
        }
        byte before =
                feed > piece.at() ? piece.memory().get(ValueLayout.JAVA_BYTE, feed - 1) : head.at(head.length() - 1);
        return before == '\r';
    }
}
