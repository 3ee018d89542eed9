package dev.winnow.memory;

import dev.winnow.bindings.ffm.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/// Blocks of native memory in sizes that are powers of two, lent to one thread's connections.
///
/// A block as large as a chunk or larger is a span of its own; smaller ones of one size share a chunk. A chunk whose
/// blocks are all free may hold blocks of any size next, so that many small blocks lent once do not starve large ones
/// for good:
///
/// ```
///  region  | 64 64 64 … | 4096 4096 … |      free      |        262,144        |
///             chunk        chunk        span of chunks    span of chunks
/// ```
///
/// A free block's first word is the address of the next free one of its chunk; blocks that were never lent are not in
/// the list, so a chunk costs nothing to cut.
///
/// Threading: one thread. Ownership: the arena owns the memory; a block is its borrower's until it is given back.
public final class BlockPool {
    /// The smallest block, in bytes.
    public static final int MIN_BLOCK_BYTES = 1 << 6;
    /// The largest block, in bytes.
    public static final int MAX_BLOCK_BYTES = SpanPool.CHUNK_BYTES << SpanPool.MAX_ORDER;
    /// What [#take] answers when there is nothing left.
    public static final long NONE = SpanPool.NONE;

    private static final int MIN_SHIFT = Integer.numberOfTrailingZeros(MIN_BLOCK_BYTES);
    private static final int SHARED_CLASSES = SpanPool.CHUNK_SHIFT - MIN_SHIFT;
    private static final int NO_CHUNK = -1;
    private static final ValueLayout.OfLong NEXT = ValueLayout.JAVA_LONG;
    private static final MemorySegment MEMORY = NativeMemory.everything();

    private final long maxBytes;
    private final SpanPool spans;
    private final ChunkLists withRoom;
    private final long[] firstFree;
    private final int[] cutBytes;
    private final int[] lentBlocks;
    private long lentBytes;
    private long refusals;

    /// @param arena outlives every use of the pool
    /// @param maxBytes the most that is ever taken from the arena
    public BlockPool(Arena arena, long maxBytes) {
        this.maxBytes = maxBytes;
        spans = new SpanPool(arena, maxBytes);
        withRoom = new ChunkLists(SHARED_CLASSES, spans.chunkCount());
        firstFree = new long[spans.chunkCount()];
        cutBytes = new int[spans.chunkCount()];
        lentBlocks = new int[spans.chunkCount()];
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
        long block = sizeClass < SHARED_CLASSES ? takeShared(sizeClass) : spans.take(sizeClass - SHARED_CLASSES);
        if (block == NONE) {
            refusals++;
            return NONE;
        }
        lentBytes += blockBytes(bytes);
        return block;
    }

    private long takeShared(int sizeClass) {
        int chunk = withRoom.first(sizeClass);
        if (chunk == NO_CHUNK) {
            chunk = newChunk(sizeClass);
            if (chunk == NO_CHUNK) {
                return NONE;
            }
        }
        int block = MIN_BLOCK_BYTES << sizeClass;
        long taken = firstFree[chunk];
        if (taken == NONE) {
            taken = spans.start(chunk) + cutBytes[chunk];
            cutBytes[chunk] += block;
        } else {
            firstFree[chunk] = MEMORY.get(NEXT, taken);
        }
        lentBlocks[chunk]++;
        if (lentBlocks[chunk] == SpanPool.CHUNK_BYTES / block) {
            withRoom.remove(sizeClass, chunk);
        }
        return taken;
    }

    private int newChunk(int sizeClass) {
        long start = spans.take(0);
        if (start == NONE) {
            return NO_CHUNK;
        }
        int chunk = spans.chunkOf(start);
        firstFree[chunk] = NONE;
        cutBytes[chunk] = 0;
        lentBlocks[chunk] = 0;
        withRoom.add(sizeClass, chunk);
        return chunk;
    }

    /// Takes a block back.
    ///
    /// @param address what [#take] answered
    /// @param bytes what was asked for then, or any number with the same [#blockBytes]
    public void give(long address, int bytes) {
        int sizeClass = sizeClass(bytes);
        if (sizeClass < SHARED_CLASSES) {
            giveShared(address, sizeClass);
        } else {
            spans.give(address, sizeClass - SHARED_CLASSES);
        }
        lentBytes -= blockBytes(bytes);
    }

    private void giveShared(long address, int sizeClass) {
        int chunk = spans.chunkOf(address);
        MEMORY.set(NEXT, address, firstFree[chunk]);
        firstFree[chunk] = address;
        if (lentBlocks[chunk] == SpanPool.CHUNK_BYTES >> (sizeClass + MIN_SHIFT)) {
            withRoom.add(sizeClass, chunk);
        }
        if (--lentBlocks[chunk] == 0) {
            withRoom.remove(sizeClass, chunk);
            spans.give(spans.start(chunk), 0);
        }
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
        return "lent " + lentBytes + " of " + spans.reservedBytes() + " bytes, "
                + Arrays.stream(lentBlocks).filter(blocks -> blocks > 0).count() + " chunks shared, bound " + maxBytes;
    }
}
