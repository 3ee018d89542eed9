package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class FlowTextsTest {
    private static long set(FlowTexts texts, Arena arena, long first, int id, String text) {
        MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, text.getBytes(StandardCharsets.ISO_8859_1));
        return texts.set(first, id, bytes.address(), text.length());
    }

    private static Map<Integer, String> all(long first) {
        Map<Integer, String> all = new LinkedHashMap<>();
        ByteRange range = new ByteRange();
        for (long at = first; at != BlockPool.NONE; at = FlowTexts.next(at)) {
            FlowTexts.read(at, range);
            byte[] bytes =
                    range.memory().asSlice(range.offset(), range.length()).toArray(ValueLayout.JAVA_BYTE);
            all.put(FlowTexts.id(at), new String(bytes, StandardCharsets.ISO_8859_1));
        }
        return all;
    }

    /// Each number sets the variable that its remainder names to as many bytes as it says.
    @Property(tries = 200)
    void shouldHoldWhatWasSetLastAndGiveAllMemoryBack(
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 1024) Integer> lengths) {
        try (Arena arena = Arena.ofConfined()) {
            BlockPool pool = new BlockPool(arena, 1 << 22);
            FlowTexts texts = new FlowTexts(pool);
            Map<Integer, String> expected = new LinkedHashMap<>();
            long first = BlockPool.NONE;
            for (int length : lengths) {
                String text = "x".repeat(length);
                expected.put(length % 5, text);
                first = set(texts, arena, first, length % 5, text);
            }
            assertThat(all(first)).containsExactlyEntriesOf(expected);
            texts.giveAll(first);
            assertThat(pool.lentBytes()).isZero();
        }
    }

    @Test
    void shouldKeepWhatItHoldsWithoutMemoryForMore() {
        try (Arena arena = Arena.ofConfined()) {
            BlockPool pool = new BlockPool(arena, 1 << 18);
            FlowTexts texts = new FlowTexts(pool);
            long first = set(texts, arena, BlockPool.NONE, 0, "kept");
            int id = 1;
            for (; pool.refusals() == 0; id++) {
                first = set(texts, arena, first, id, "x".repeat(1024));
            }
            first = set(texts, arena, first, 0, "y".repeat(1024));
            assertThat(all(first)).containsEntry(0, "kept").doesNotContainKey(id - 1);
            texts.giveAll(first);
            assertThat(pool.lentBytes()).isZero();
        }
    }
}
