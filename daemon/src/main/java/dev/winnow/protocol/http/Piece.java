package dev.winnow.protocol.http;

import dev.winnow.bindings.ffm.NativeMemory;
import java.lang.foreign.MemorySegment;

/// The bytes that a reader was given, and how far it has read them.
///
/// Ownership: borrows the memory until it is released. Threading: its reader's.
final class Piece {
    /// No line ends in these bytes.
    static final long OPEN = -1;

    private static final byte LINE_FEED = '\n';

    private MemorySegment memory = NativeMemory.everything();
    private long at;
    private long end;

    void wrap(MemorySegment newMemory, long offset, int length) {
        memory = newMemory;
        at = offset;
        end = offset + length;
    }

    /// Lets go of the memory; what was not read is still counted.
    void release() {
        memory = NativeMemory.everything();
    }

    MemorySegment memory() {
        return memory;
    }

    /// Where the next byte is.
    long at() {
        return at;
    }

    long end() {
        return end;
    }

    boolean isEmpty() {
        return at >= end;
    }

    /// Bytes that are not read yet.
    int length() {
        return (int) (end - at);
    }

    void readTo(long newAt) {
        at = newAt;
    }

    /// Behind the next line feed, or [#OPEN].
    long lineEnd() {
        return lineEnd(at);
    }

    /// Behind the next line feed from a place on, or [#OPEN].
    long lineEnd(long from) {
        long feed = Ascii.find(memory, from, end, LINE_FEED);
        return feed < end ? feed + 1 : OPEN;
    }
}
