package dev.winnow.protocol;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Cuts one direction of a stream into lines. A line longer than the bound comes in pieces. Threading: its flow's.
public final class LineReader {
    /// Who takes the lines.
    @FunctionalInterface
    public interface Sink {
        /// Takes a line, or a piece of one.
        ///
        /// @param memory off-heap; the bytes are gone after the call
        /// @param length without the line's end, CR LF or LF
        /// @param begins whether this is the line's beginning
        /// @param ends whether this is the line's end
        /// @return whether to read on; where not, the bytes behind the line stay with the caller
        boolean line(MemorySegment memory, long offset, int length, boolean begins, boolean ends);
    }

    private final GrowingBytes pending;
    private boolean isInside;

    /// @param maxLength of a piece, in bytes
    public LineReader(BlockPool blocks, int maxLength) {
        pending = new GrowingBytes(blocks, maxLength);
    }

    /// Hands the lines in some bytes of the stream to `sink`; an unfinished one is kept.
    ///
    /// @return how many of the bytes were taken: all, unless the sink stopped
    public int read(MemorySegment memory, long offset, int length, Sink sink) {
        int at = 0;
        boolean goesOn = true;
        while (goesOn && at < length) {
            int end = lineFeed(memory, offset, at, length);
            if (end == length) {
                goesOn = keep(memory, offset + at, end - at, sink);
                at = end;
            } else {
                goesOn = end(memory, offset + at, end - at, sink);
                at = end + 1;
            }
        }
        return at;
    }

    private static int lineFeed(MemorySegment memory, long offset, int from, int length) {
        int at = from;
        while (at < length && memory.get(ValueLayout.JAVA_BYTE, offset + at) != '\n') {
            at++;
        }
        return at;
    }

    private boolean keep(MemorySegment memory, long offset, int length, Sink sink) {
        int kept = pending.append(memory, offset, length);
        if (kept == length) {
            return true;
        }
        boolean goesOn = give(pending.memory(), pending.address(), pending.length(), false, sink);
        pending.clear();
        return goesOn && give(memory, offset + kept, length - kept, false, sink);
    }

    private boolean end(MemorySegment memory, long offset, int length, Sink sink) {
        if (pending.length() == 0) {
            return give(memory, offset, length, true, sink);
        }
        int kept = pending.append(memory, offset, length);
        boolean isWhole = kept == length;
        boolean goesOn = give(pending.memory(), pending.address(), pending.length(), isWhole, sink);
        pending.clear();
        return isWhole ? goesOn : give(memory, offset + kept, length - kept, true, sink) && goesOn;
    }

    private boolean give(MemorySegment memory, long offset, int length, boolean ends, Sink sink) {
        boolean begins = !isInside;
        isInside = !ends;
        boolean hasReturn = ends && length > 0 && memory.get(ValueLayout.JAVA_BYTE, offset + length - 1) == '\r';
        return sink.line(memory, offset, hasReturn ? length - 1 : length, begins, ends);
    }

    /// Hands on what was kept as a line's end, where no more comes.
    public void flush(Sink sink) {
        if (pending.length() > 0) {
            give(pending.memory(), pending.address(), pending.length(), true, sink);
        }
        clear();
    }

    /// Forgets what was kept.
    public void clear() {
        pending.clear();
        isInside = false;
    }
}
