package dev.winnow.memory;

import java.lang.foreign.MemorySegment;

/// Where some bytes are. Reused: whoever fills one in says how long the bytes stay. One thread.
public final class ByteRange {
    private MemorySegment memory = MemorySegment.NULL;
    private long offset;
    private int length;

    /// Points at `newLength` bytes at `newOffset` of `newMemory`, which is off-heap.
    public void set(MemorySegment newMemory, long newOffset, int newLength) {
        memory = newMemory;
        offset = newOffset;
        length = newLength;
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
}
