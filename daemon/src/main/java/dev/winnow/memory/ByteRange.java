package dev.winnow.memory;

import java.lang.foreign.MemorySegment;

/// Where some bytes are. Reused: whoever fills one in says how long the bytes stay. One thread.
///
/// The bytes may be a window of something longer, which is looked into as it comes:
///
/// ```
///   |---- position ----|---- seen ----|---- new ----|
///                      |<------- length ----------->|
/// ```
public final class ByteRange {
    private MemorySegment memory = MemorySegment.NULL;
    private long offset;
    private int length;
    private long position;
    private int seen;

    /// Points at `newLength` bytes at `newOffset` of `newMemory`, which is off-heap; nothing is before them.
    public void set(MemorySegment newMemory, long newOffset, int newLength) {
        memory = newMemory;
        offset = newOffset;
        length = newLength;
        position = 0;
        seen = 0;
    }

    /// Says that the bytes pointed at are a window.
    ///
    /// @param newPosition how many bytes were before them
    /// @param newSeen how many of them have been looked into before
    public void placeWindow(long newPosition, int newSeen) {
        position = newPosition;
        seen = newSeen;
    }

    /// Points at no bytes.
    public void clear() {
        set(MemorySegment.NULL, 0, 0);
    }

    public MemorySegment memory() {
        return memory;
    }

    /// Where in [#memory] the first byte is.
    public long offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    /// How many bytes were before these.
    public long position() {
        return position;
    }

    /// How many of the bytes, at their start, have been looked into before.
    public int seen() {
        return seen;
    }
}
