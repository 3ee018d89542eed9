package dev.winnow.memory;

import dev.winnow.bindings.ffm.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Blocks of native memory in sizes that are powers of two, lent to one thread's connections.
///
/// Memory is taken from the arena in chunks as it is needed, up to a bound, and never returned to it: a chunk that was
/// cut into blocks of one size stays so. A free block's first word is the address of the next free one.
///
/// Threading: one thread. Ownership: the arena owns the memory; a block is its borrower's until it is given back.
public final class BlockPool {
    /// The smallest block, in bytes.
    public static final int MIN_BLOCK_BYTES = 1 << 6;
    /// The largest block, in bytes.
    public static final int MAX_BLOCK_BYTES = 1 << 20;
    /// What [#take] answers when there is nothing left.
    public static final long NONE = 0;

    private static final int MIN_SHIFT = Integer.numberOfTrailingZeros(MIN_BLOCK_BYTES);
    private static final int CLASSES = Integer.numberOfTrailingZeros(MAX_BLOCK_BYTES) - MIN_SHIFT + 1;
    private static final int CHUNK_BYTES = 1 << 16;
    private static final ValueLayout.OfLong NEXT = ValueLayout.JAVA_LONG;
    private static final MemorySegment MEMORY = NativeMemory.everything();

    private final Arena arena;
    private final long maxBytes;
    private final long[] free = new long[CLASSES];
    private long reservedBytes;
    private long lentBytes;
    private long refusals;

    /// @param arena outlives every use of the pool
    /// @param maxBytes the most that is ever taken from the arena
    public BlockPool(Arena arena, long maxBytes) {
        this.arena = arena;
        this.maxBytes = maxBytes;
    }

    /// The size of the block that holds `bytes`, 1 to [#MAX_BLOCK_BYTES].
    public static int blockBytes(int bytes) {
        return MIN_BLOCK_BYTES << sizeClass(bytes);
    }

    private static int sizeClass(int bytes) {
        return Integer.SIZE - Integer.numberOfLeadingZeros((Math.max(bytes, MIN_BLOCK_BYTES) - 1) >>> MIN_SHIFT);
    }

    /// Lends a block of at least `bytes` bytes, whose contents are whatever was there.
    ///
    /// @param bytes 1 to [#MAX_BLOCK_BYTES]
    /// @return its address, for [NativeMemory#everything], or [#NONE], which is counted
    public long take(int bytes) {
        int sizeClass = sizeClass(bytes);
        if (free[sizeClass] == NONE && !reserve(sizeClass)) {
            refusals++;
            return NONE;
        }
        long block = free[sizeClass];
        free[sizeClass] = MEMORY.get(NEXT, block);
        lentBytes += blockBytes(bytes);
        return block;
    }

    /// Takes a block back.
    ///
    /// @param address what [#take] answered
    /// @param bytes what was asked for then, or any number with the same [#blockBytes]
    public void give(long address, int bytes) {
        int sizeClass = sizeClass(bytes);
        MEMORY.set(NEXT, address, free[sizeClass]);
        free[sizeClass] = address;
        lentBytes -= blockBytes(bytes);
    }

    private boolean reserve(int sizeClass) {
        int block = MIN_BLOCK_BYTES << sizeClass;
        int chunk = Math.max(block, CHUNK_BYTES);
        if (reservedBytes + chunk > maxBytes) {
            return false;
        }
        long start = arena.allocate(chunk, Long.BYTES).address();
        reservedBytes += chunk;
        long next = NONE;
        for (long at = start + chunk - block; at >= start; at -= block) {
            MEMORY.set(NEXT, at, next);
            next = at;
        }
        free[sizeClass] = next;
        return true;
    }

    /// Bytes in blocks that are lent.
    public long lentBytes() {
        return lentBytes;
    }

    /// How often there was no block to lend.
    public long refusals() {
        return refusals;
    }

    @Override
    public String toString() {
        long idle = Arrays.stream(free).filter(block -> block != NONE).count();
        return "lent " + lentBytes + " of " + reservedBytes + " bytes, " + idle + " sizes at hand, bound " + maxBytes;
    }
}
