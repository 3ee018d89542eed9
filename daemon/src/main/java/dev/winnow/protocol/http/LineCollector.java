package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A line, or as much of it as has come: looked at where it lies if it comes whole, kept until its end comes if not.
///
/// Threading: its reader's.
final class LineCollector {
    private final GrowingBytes kept;
    private MemorySegment memory;
    private long from;
    private long to;
    private boolean whole;

    LineCollector(BlockPool blocks) {
        kept = new GrowingBytes(blocks, HttpSettings.MAX_LINE_BYTES);
        memory = kept.memory();
    }

    /// Takes bytes up to the line's end, or all.
    ///
    /// @return false if the line is too long, or there is no memory for it
    boolean take(Piece piece) {
        long start = piece.at();
        long lineEnd = piece.lineEnd();
        whole = lineEnd != Piece.OPEN;
        long end = whole ? lineEnd : piece.end();
        piece.readTo(end);
        if (whole && kept.length() == 0) {
            memory = piece.memory();
            from = start;
            to = end;
            return to - from <= HttpSettings.MAX_LINE_BYTES;
        }
        boolean fits = kept.append(piece.memory(), start, (int) (end - start)) == end - start;
        lookAtKept();
        return fits;
    }

    private void lookAtKept() {
        memory = kept.memory();
        from = kept.address();
        to = from + kept.length();
    }

    /// Takes what is kept for a whole line, though its end never came.
    ///
    /// @return false where nothing is kept
    boolean takeOpenEnd() {
        lookAtKept();
        whole = true;
        return from < to;
    }

    /// Where the line is, with the line feed, until the piece is released or the line cleared.
    MemorySegment memory() {
        return memory;
    }

    long from() {
        return from;
    }

    long to() {
        return to;
    }

    int length() {
        return (int) (to - from);
    }

    /// Whether the line's end is there.
    boolean isWhole() {
        return whole;
    }

    /// Whether this is a whole line and there is nothing in it.
    boolean isBlank() {
        return whole && (length() == 1 || (length() == 2 && memory.get(ValueLayout.JAVA_BYTE, from) == '\r'));
    }

    /// Whether some of a line is kept.
    boolean isOpen() {
        return kept.length() > 0;
    }

    /// Forgets the line.
    void clear() {
        kept.clear();
        lookAtKept();
    }
}
