package dev.winnow.flow;

import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Where the bytes are that rules have captured for flows: a chain of blocks of native memory for each flow, in the
/// order in which its variables were first set.
///
/// ```
///   address of the next block, or 0 | number of the variable | length | the bytes
/// ```
///
/// Threading: one thread.
final class FlowTexts {
    private static final MemorySegment MEMORY = NativeMemory.everything();
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt NUMBER = ValueLayout.JAVA_INT;
    private static final int ID_OFFSET = 8;
    private static final int LENGTH_OFFSET = 12;
    private static final int HEADER_BYTES = 16;

    private final BlockPool pool;

    FlowTexts(BlockPool pool) {
        this.pool = pool;
    }

    /// Sets a variable of the chain that begins with `first`. Without memory it keeps what it holds.
    ///
    /// @return where the chain begins now
    long set(long first, int id, long source, int length) {
        long block = pool.take(HEADER_BYTES + length);
        if (block == BlockPool.NONE) {
            return first;
        }
        long before = BlockPool.NONE;
        long at = first;
        while (at != BlockPool.NONE && id(at) != id) {
            before = at;
            at = next(at);
        }
        MEMORY.set(WORD, block, at == BlockPool.NONE ? BlockPool.NONE : next(at));
        MEMORY.set(NUMBER, block + ID_OFFSET, id);
        MEMORY.set(NUMBER, block + LENGTH_OFFSET, length);
        MemorySegment.copy(MEMORY, source, MEMORY, block + HEADER_BYTES, length);
        if (at != BlockPool.NONE) {
            give(at);
        }
        if (before == BlockPool.NONE) {
            return block;
        }
        MEMORY.set(WORD, before, block);
        return first;
    }

    /// Gives a whole chain back.
    void giveAll(long first) {
        long at = first;
        while (at != BlockPool.NONE) {
            long next = next(at);
            give(at);
            at = next;
        }
    }

    private void give(long block) {
        pool.give(block, HEADER_BYTES + length(block));
    }

    static long next(long block) {
        return MEMORY.get(WORD, block);
    }

    static int id(long block) {
        return MEMORY.get(NUMBER, block + ID_OFFSET);
    }

    private static int length(long block) {
        return MEMORY.get(NUMBER, block + LENGTH_OFFSET);
    }

    static void read(long block, ByteRange range) {
        range.set(MEMORY, block + HEADER_BYTES, length(block));
    }
}
