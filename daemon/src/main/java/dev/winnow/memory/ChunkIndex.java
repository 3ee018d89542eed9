package dev.winnow.memory;

/// Chunks of [SpanPool#CHUNK_BYTES] by the addresses in them. They may begin anywhere, but do not overlap: so at most
/// one begins in each aligned window of that size, and an address lies in the one that begins in its window or in the
/// window before. A hash table of windows with linear probing.
///
/// Threading: one thread. Allocates in the constructor only.
final class ChunkIndex {
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final long[] starts;
    private final int[] chunkPlusOne;
    private final int mask;
    private int count;

    /// @param capacity the most chunks
    ChunkIndex(int capacity) {
        starts = new long[capacity];
        chunkPlusOne = new int[Integer.highestOneBit(Math.max(1, capacity)) << 2];
        mask = chunkPlusOne.length - 1;
    }

    /// Numbers the chunk that begins at `start`, counting from 0.
    int add(long start) {
        starts[count] = start;
        int slot = slotOf(start >>> SpanPool.CHUNK_SHIFT);
        chunkPlusOne[slot] = ++count;
        return count - 1;
    }

    /// The chunk in which `address` lies.
    int of(long address) {
        long window = address >>> SpanPool.CHUNK_SHIFT;
        int found = chunkPlusOne[slotOf(window)] - 1;
        boolean beginsBefore = found >= 0 && starts[found] <= address;
        return beginsBefore ? found : chunkPlusOne[slotOf(window - 1)] - 1;
    }

    long start(int chunk) {
        return starts[chunk];
    }

    /// Where a window's chunk is, or would be.
    private int slotOf(long window) {
        int slot = (int) ((window * SPREAD) >>> Integer.SIZE) & mask;
        while (chunkPlusOne[slot] != 0 && starts[chunkPlusOne[slot] - 1] >>> SpanPool.CHUNK_SHIFT != window) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
