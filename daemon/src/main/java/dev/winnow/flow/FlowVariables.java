package dev.winnow.flow;

import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.memory.BlockPool;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Where the variables of flows are: for a flow that has any, one block of native memory.
///
/// ```
///   bits, 64 a word | which integers are set, 64 a word | the integers, a word each
/// ```
///
/// Threading: one thread.
final class FlowVariables {
    private static final MemorySegment MEMORY = NativeMemory.everything();
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;

    private final BlockPool pool;
    private final int bitWords;
    private final int presenceWords;
    private final int bytes;

    FlowVariables(BlockPool pool, int bitCount, int intCount) {
        this.pool = pool;
        bitWords = Math.ceilDiv(bitCount, Long.SIZE);
        presenceWords = Math.ceilDiv(intCount, Long.SIZE);
        bytes = (bitWords + presenceWords + intCount) * Long.BYTES;
        if (bytes > BlockPool.MAX_BLOCK_BYTES) {
            throw new IllegalArgumentException("too many flow variables: " + bitCount + " and " + intCount);
        }
    }

    /// A block in which no variable is set, or [BlockPool#NONE].
    long take() {
        long block = pool.take(bytes);
        if (block != BlockPool.NONE) {
            for (int at = 0; at < bytes; at += Long.BYTES) {
                MEMORY.set(WORD, block + at, 0);
            }
        }
        return block;
    }

    void give(long block) {
        pool.give(block, bytes);
    }

    boolean bit(long block, int id) {
        return (MEMORY.get(WORD, block + wordAt(id)) & (1L << id)) != 0;
    }

    void setBit(long block, int id, boolean value) {
        setBitAt(block + wordAt(id), id, value);
    }

    boolean hasInt(long block, int id) {
        return (MEMORY.get(WORD, presenceAt(block, id)) & (1L << id)) != 0;
    }

    long intAt(long block, int id) {
        return MEMORY.get(WORD, valueAt(block, id));
    }

    void setInt(long block, int id, long value) {
        setBitAt(presenceAt(block, id), id, true);
        MEMORY.set(WORD, valueAt(block, id), value);
    }

    private static void setBitAt(long address, int id, boolean value) {
        long word = MEMORY.get(WORD, address);
        MEMORY.set(WORD, address, value ? word | 1L << id : word & ~(1L << id));
    }

    private static long wordAt(int id) {
        return (long) (id / Long.SIZE) * Long.BYTES;
    }

    private long presenceAt(long block, int id) {
        return block + (long) bitWords * Long.BYTES + wordAt(id);
    }

    private long valueAt(long block, int id) {
        return block + (long) (bitWords + presenceWords + id) * Long.BYTES;
    }
}
