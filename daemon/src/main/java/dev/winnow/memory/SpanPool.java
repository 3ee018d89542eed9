package dev.winnow.memory;

import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.hyperscan.MatchCollector;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Spans of native memory: runs of one, two, four, eight or sixteen chunks, split and joined again as buddies (Knuth,
/// The Art of Computer Programming, volume 1, 2.5).
///
/// Memory is taken from the arena in regions as it is needed, up to a bound, and kept. A span and its buddy, the other
/// half of what they were split from, become one as soon as both are free; that ends with the region. A free span's
/// first words are the addresses of its neighbours in the list of its size.
///
/// Threading: one thread. Allocates on the heap in the constructor, and for a new region.
final class SpanPool {
    static final int CHUNK_SHIFT = 16;
    static final int CHUNK_BYTES = 1 << CHUNK_SHIFT;
    /// The order of the largest span; a span of order n has 2^n chunks.
    static final int MAX_ORDER = 4;
    /// What [#take] answers when there is nothing left.
    static final long NONE = 0;

    private static final byte NOT_FREE = -1;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final long PREVIOUS = Long.BYTES;
    private static final MemorySegment MEMORY = NativeMemory.everything();

    private final Arena arena;
    private final long maxBytes;
    private final ChunkIndex index;
    private final long[] firstFree = new long[MAX_ORDER + 1];
    private final byte[] freeOrder;
    private final byte[] regionOrder;
    private final byte[] placeInRegion;
    private long reservedBytes;

    /// @param arena outlives every use of the pool
    /// @param maxBytes the most that is ever taken from the arena
    SpanPool(Arena arena, long maxBytes) {
        this.arena = arena;
        this.maxBytes = maxBytes;
        int chunks = Math.toIntExact(maxBytes >> CHUNK_SHIFT);
        index = new ChunkIndex(chunks);
        freeOrder = new byte[chunks];
        regionOrder = new byte[chunks];
        placeInRegion = new byte[chunks];
    }

    /// Lends a span, whose contents are whatever was there.
    ///
    /// @param order 0 to [#MAX_ORDER]
    /// @return its address, or [#NONE]
    long take(int order) {
        int found = order;
        while (found <= MAX_ORDER && firstFree[found] == NONE) {
            found++;
        }
        if (found > MAX_ORDER) {
            found = addRegion();
            if (found < order) {
                return NONE;
            }
        }
        long span = firstFree[found];
        remove(span, found);
        while (found > order) {
            add(span + ((long) CHUNK_BYTES << --found), found);
        }
        return span;
    }

    /// Takes a span back, and joins it with its buddies as far as they are free.
    void give(long span, int order) {
        int chunk = index.of(span);
        int joined = order;
        while (joined < regionOrder[chunk]) {
            boolean isUpper = ((placeInRegion[chunk] >> joined) & 1) != 0;
            int buddy = isUpper ? chunk - (1 << joined) : chunk + (1 << joined);
            if (freeOrder[buddy] != joined) {
                break;
            }
            remove(index.start(buddy), joined++);
            chunk = Math.min(chunk, buddy);
        }
        add(index.start(chunk), joined);
    }

    /// The number of the chunk in which `address` lies, 0 to `chunkCount() - 1`.
    int chunkOf(long address) {
        return index.of(address);
    }

    /// Where a chunk begins.
    long start(int chunk) {
        return index.start(chunk);
    }

    int chunkCount() {
        return freeOrder.length;
    }

    long reservedBytes() {
        return reservedBytes;
    }

    /// @return the order of the region that was added, or -1
    private int addRegion() {
        long left = (maxBytes - reservedBytes) >> CHUNK_SHIFT;
        if (left == 0) {
            return -1;
        }
        int order = Math.min(MAX_ORDER, Long.SIZE - 1 - Long.numberOfLeadingZeros(left));
        long bytes = (long) CHUNK_BYTES << order;
        long start =
                arena.allocate(bytes + MatchCollector.READ_BEHIND, Long.BYTES).address();
        reservedBytes += bytes;
        for (int i = 0; i < 1 << order; i++) {
            int chunk = index.add(start + ((long) i << CHUNK_SHIFT));
            freeOrder[chunk] = NOT_FREE;
            regionOrder[chunk] = (byte) order;
            placeInRegion[chunk] = (byte) i;
        }
        add(start, order);
        return order;
    }

    private void add(long span, int order) {
        long next = firstFree[order];
        MEMORY.set(WORD, span, next);
        MEMORY.set(WORD, span + PREVIOUS, NONE);
        if (next != NONE) {
            MEMORY.set(WORD, next + PREVIOUS, span);
        }
        firstFree[order] = span;
        freeOrder[index.of(span)] = (byte) order;
    }

    private void remove(long span, int order) {
        long next = MEMORY.get(WORD, span);
        long previous = MEMORY.get(WORD, span + PREVIOUS);
        if (previous == NONE) {
            firstFree[order] = next;
        } else {
            MEMORY.set(WORD, previous, next);
        }
        if (next != NONE) {
            MEMORY.set(WORD, next + PREVIOUS, previous);
        }
        freeOrder[index.of(span)] = NOT_FREE;
    }
}
