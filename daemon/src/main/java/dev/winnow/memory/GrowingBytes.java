package dev.winnow.memory;

import dev.winnow.bindings.ffm.NativeMemory;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A run of native bytes that grows at its end, in one block of a [BlockPool] that is exchanged for a larger one.
///
/// Holds no memory while it is empty. Bounded: what does not fit is refused. Threading: the pool's.
public final class GrowingBytes {
    private static final MemorySegment MEMORY = NativeMemory.everything();
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    private final BlockPool pool;
    private final int maxLength;
    private long address = BlockPool.NONE;
    private int capacity;
    private int length;

    /// @param maxLength at most [BlockPool#MAX_BLOCK_BYTES]
    public GrowingBytes(BlockPool pool, int maxLength) {
        this.pool = pool;
        this.maxLength = Math.min(maxLength, BlockPool.MAX_BLOCK_BYTES);
    }

    /// Appends as many of the `count` bytes as there is room for.
    ///
    /// @return how many those were
    public int append(MemorySegment source, long offset, int count) {
        int fitting = Math.min(count, maxLength - length);
        if (fitting <= 0 || !ensure(length + fitting)) {
            return 0;
        }
        MemorySegment.copy(source, offset, MEMORY, address + length, fitting);
        length += fitting;
        return fitting;
    }

    /// Appends one byte; false if there was no room.
    public boolean append(byte value) {
        if (length == maxLength || !ensure(length + 1)) {
            return false;
        }
        MEMORY.set(BYTE, address + length++, value);
        return true;
    }

    private boolean ensure(int needed) {
        if (needed <= capacity) {
            return true;
        }
        long larger = pool.take(needed);
        if (larger == BlockPool.NONE) {
            return false;
        }
        MemorySegment.copy(MEMORY, address, MEMORY, larger, length);
        giveBack();
        address = larger;
        capacity = BlockPool.blockBytes(needed);
        return true;
    }

    /// Forgets the first `count` bytes; the others move to the front.
    public void dropFirst(int count) {
        length -= count;
        MemorySegment.copy(MEMORY, address + count, MEMORY, address, length);
    }

    /// Forgets all bytes behind the first `newLength`.
    public void truncate(int newLength) {
        length = Math.min(length, newLength);
    }

    /// Forgets all bytes and gives the memory back.
    public void clear() {
        giveBack();
        address = BlockPool.NONE;
        capacity = 0;
        length = 0;
    }

    private void giveBack() {
        if (address != BlockPool.NONE) {
            pool.give(address, capacity);
        }
    }

    public int length() {
        return length;
    }

    /// No byte more fits, whatever the pool has.
    public boolean isFull() {
        return length == maxLength;
    }

    /// @param index 0 to `length() - 1`
    public byte at(int index) {
        return MEMORY.get(BYTE, address + index);
    }

    /// Changes the byte at `index`, 0 to `length() - 1`.
    public void set(int index, byte value) {
        MEMORY.set(BYTE, address + index, value);
    }

    /// The memory in which [#address] is an offset.
    public MemorySegment memory() {
        return MEMORY;
    }

    /// Where the first byte is, until the next change.
    public long address() {
        return address;
    }

    /// Points `range` at all bytes, until the next change.
    public void into(ByteRange range) {
        range.set(MEMORY, address, length);
    }
}
