package dev.winnow.protocol;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A flyweight over bytes that may say anything: reads outside of them answer [#OUTSIDE] instead of throwing.
///
/// Lifetime: borrows the wrapped memory. Threading: one thread.
public final class Octets {
    /// What is read where there are no bytes.
    public static final int OUTSIDE = -1;

    private MemorySegment memory = MemorySegment.NULL;
    private long offset;
    private int length;

    /// Looks at `newLength` bytes at `newOffset`.
    public Octets wrap(MemorySegment newMemory, long newOffset, int newLength) {
        memory = newMemory;
        offset = newOffset;
        length = newLength;
        return this;
    }

    public MemorySegment memory() {
        return memory;
    }

    /// Where in [#memory] the byte `index` is.
    public long offset(int index) {
        return offset + index;
    }

    public int length() {
        return length;
    }

    /// Whether `count` bytes from `index` on are inside.
    public boolean has(int index, int count) {
        return index >= 0 && count >= 0 && index <= length - count;
    }

    public int u8(int index) {
        return has(index, 1) ? byteAt(index) : OUTSIDE;
    }

    /// Two bytes in network order.
    public int u16(int index) {
        return has(index, 2) ? byteAt(index) << 8 | byteAt(index + 1) : OUTSIDE;
    }

    /// Three bytes in network order.
    public int u24(int index) {
        return has(index, 3) ? byteAt(index) << 16 | byteAt(index + 1) << 8 | byteAt(index + 2) : OUTSIDE;
    }

    /// Two bytes, the lowest first.
    public int littleU16(int index) {
        return has(index, 2) ? byteAt(index + 1) << 8 | byteAt(index) : OUTSIDE;
    }

    /// Four bytes, the lowest first.
    public long littleU32(int index) {
        return has(index, 4) ? (long) littleU16(index + 2) << 16 | littleU16(index) : OUTSIDE;
    }

    /// Eight bytes, the lowest first; the sign is the caller's business.
    public long littleU64(int index) {
        return has(index, 8) ? littleU32(index + 4) << 32 | littleU32(index) : OUTSIDE;
    }

    private int byteAt(int index) {
        return memory.get(ValueLayout.JAVA_BYTE, offset + index) & 0xFF;
    }
}
