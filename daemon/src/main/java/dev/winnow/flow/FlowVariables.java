package dev.winnow.flow;

import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.memory.BlockPool;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Where the variables of flows are: for a flow that has any, one block of native memory. Immutable: where rules
/// come to have more variables there is another one of these, and a flow's block stays as it is until it has to
/// hold one of them.
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
    private final int bitCount;
    private final int intCount;
    private final int bitWords;
    private final int presenceWords;
    private final int bytes;

    /// @param bitCount with `intCount`, as [#check] allows
    FlowVariables(BlockPool pool, int bitCount, int intCount) {
        this.pool = pool;
        this.bitCount = bitCount;
        this.intCount = intCount;
        bitWords = Math.ceilDiv(bitCount, Long.SIZE);
        presenceWords = Math.ceilDiv(intCount, Long.SIZE);
        bytes = (bitWords + presenceWords + intCount) * Long.BYTES;
    }

    /// @throws IllegalArgumentException if no block holds so many
    static void check(int bitCount, int intCount) {
        long words = Math.ceilDiv(bitCount, Long.SIZE) + Math.ceilDiv(intCount, Long.SIZE) + (long) intCount;
        if (words * Long.BYTES > BlockPool.MAX_BLOCK_BYTES) {
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

    /// Whether there is room for that bit.
    boolean hasBit(int id) {
        return id < bitCount;
    }

    /// Whether there is room for that integer.
    boolean hasInt(int id) {
        return id < intCount;
    }

    /// Whether there is room for so many of both.
    boolean holds(int bits, int ints) {
        return bits <= bitCount && ints <= intCount;
    }

    /// Copies all variables of a block into one of these, which have room for more.
    ///
    /// @param newBlock one of these, in which nothing is set
    void copy(FlowVariables from, long block, long newBlock) {
        long bits = (long) from.bitWords * Long.BYTES;
        long presence = (long) from.presenceWords * Long.BYTES;
        long values = (long) from.intCount * Long.BYTES;
        MemorySegment.copy(MEMORY, block, MEMORY, newBlock, bits);
        MemorySegment.copy(MEMORY, block + bits, MEMORY, presenceAt(newBlock, 0), presence);
        MemorySegment.copy(MEMORY, block + bits + presence, MEMORY, valueAt(newBlock, 0), values);
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
