package dev.winnow.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bindings.ffm.NativeMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BlockPoolTest {
    private static final int CHUNK = 1 << 16;
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;

    /// The blocks that a pool has lent: where each begins, and how long it is.
    private final TreeMap<Long, Integer> lent = new TreeMap<>();

    private static BlockPool pool(long maxBytes) {
        return new BlockPool(Arena.ofAuto(), maxBytes);
    }

    private static List<Long> takeAll(BlockPool pool, int bytes) {
        List<Long> blocks = new ArrayList<>();
        for (long block = pool.take(bytes); block != BlockPool.NONE; block = pool.take(bytes)) {
            blocks.add(block);
        }
        return blocks;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 65, 4_096, CHUNK / 2, CHUNK, CHUNK + 1, 300_000, BlockPool.MAX_BLOCK_BYTES})
    void shouldLendEveryByteOfTheBoundInBlocksOfAnySize(int bytes) {
        int bound = 4 * BlockPool.MAX_BLOCK_BYTES;
        BlockPool pool = pool(bound);

        assertThat(takeAll(pool, bytes)).hasSize(bound / BlockPool.blockBytes(bytes));
        assertThat(pool.lentBytes()).isEqualTo(bound);
        assertThat(pool.refusals()).isEqualTo(1);
    }

    @Test
    void shouldLendLargeBlocksWhereManySmallOnesWere() {
        BlockPool pool = pool(2 * BlockPool.MAX_BLOCK_BYTES);
        List<Long> small = takeAll(pool, 64);
        assertThat(pool.take(CHUNK)).isEqualTo(BlockPool.NONE);

        small.forEach(block -> pool.give(block, 64));

        assertThat(takeAll(pool, BlockPool.MAX_BLOCK_BYTES)).hasSize(2);
    }

    @Test
    void shouldLendOtherSizesAsSoonAsOneChunkIsFree() {
        BlockPool pool = pool(BlockPool.MAX_BLOCK_BYTES);
        List<Long> small = takeAll(pool, 64);
        small.stream().filter(block -> block < small.getFirst() + CHUNK).forEach(block -> pool.give(block, 64));

        assertThat(takeAll(pool, 4_096)).hasSize(CHUNK / 4_096);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, CHUNK - 1, CHUNK, 3 * CHUNK, 21 * CHUNK})
    void shouldLendAllWholeChunksOfAnOddBound(long bound) {
        assertThat(takeAll(pool(bound), CHUNK)).hasSize((int) (bound / CHUNK));
    }

    /// Each number is a size to lend, or where it is odd, a block to take back.
    @Property(tries = 200)
    void shouldNeverLendAByteTwice(
            @ForAll @Size(max = 2_000) List<@IntRange(max = BlockPool.MAX_BLOCK_BYTES) Integer> steps,
            @ForAll @IntRange(min = 1, max = 40) int chunks) {
        lent.clear();
        BlockPool pool = pool((long) chunks * CHUNK);
        Deque<Long> order = new ArrayDeque<>();
        for (int step : steps) {
            // Small sizes as often as large ones.
            int bytes = 1 + ((step % BlockPool.MAX_BLOCK_BYTES) >> (step % 15));
            if (step % 3 != 0 || order.isEmpty()) {
                lend(pool, bytes, order);
            } else {
                giveBack(pool, step % 2 == 0 ? order.removeFirst() : order.removeLast());
            }
        }
        assertThat(pool.lentBytes())
                .isEqualTo(
                        lent.values().stream().mapToLong(BlockPool::blockBytes).sum());
        order.forEach(block -> giveBack(pool, block));
        assertThat(pool.lentBytes()).isZero();
        assertThat(takeAll(pool, CHUNK)).hasSize(chunks);
    }

    private void lend(BlockPool pool, int bytes, Deque<Long> order) {
        long block = pool.take(bytes);
        if (block != BlockPool.NONE) {
            assertApart(block, bytes);
            lent.put(block, bytes);
            order.addLast(block);
            NativeMemory.everything().set(WORD, block, block);
            NativeMemory.everything().set(WORD, lastWord(block, bytes), ~block);
        }
    }

    private void assertApart(long block, int bytes) {
        Map.Entry<Long, Integer> before = lent.floorEntry(block);
        Long after = lent.ceilingKey(block);
        assertThat(before == null || before.getKey() + BlockPool.blockBytes(before.getValue()) <= block)
                .isTrue();
        assertThat(after == null || block + BlockPool.blockBytes(bytes) <= after)
                .isTrue();
    }

    private void giveBack(BlockPool pool, long block) {
        int bytes = lent.remove(block);
        assertThat(NativeMemory.everything().get(WORD, block)).isEqualTo(block);
        assertThat(NativeMemory.everything().get(WORD, lastWord(block, bytes))).isEqualTo(~block);
        pool.give(block, bytes);
    }

    private static long lastWord(long block, int bytes) {
        return block + BlockPool.blockBytes(bytes) - Long.BYTES;
    }
}
