package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StreamWindowTest {
    private static final int TAIL = 100;

    private BlockPool pool = new BlockPool(Arena.ofAuto(), 8 << 20);
    private StreamWindow window = new StreamWindow(pool, TAIL);

    private static MemorySegment bytes(String text) {
        return Arena.ofAuto().allocateFrom(text, StandardCharsets.ISO_8859_1);
    }

    private void append(String text) {
        window.append(bytes(text), 0, text.length());
    }

    private String text() {
        ByteRange range = new ByteRange();
        window.into(range);
        byte[] bytes = new byte[range.length()];
        MemorySegment.copy(range.memory(), ValueLayout.JAVA_BYTE, range.offset(), bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 99, 100, 101, 500})
    void shouldKeepATailAndAllThatIsFresh(int step) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < 3000 / step; i++) {
            String piece = Character.toString('a' + i % 26).repeat(step);
            append(piece);
            all.append(piece);

            String text = text();
            assertThat(all.substring((int) window.position())).isEqualTo(text);
            assertThat(text.substring(window.freshOffset())).isEqualTo(piece);
            assertThat(window.freshOffset()).isEqualTo(Math.min(TAIL, all.length() - step));
            window.inspected();
        }
        assertThat(pool.lentBytes()).isLessThanOrEqualTo(1024);
    }

    @Test
    void shouldHoldFreshBytesUntilTheyWereInspected() {
        for (int i = 0; i < 1000; i++) {
            append("x".repeat(1000));
        }
        assertThat(text()).hasSize(1_000_000);
        assertThat(window.freshOffset()).isZero();

        window.inspected();
        assertThat(text()).hasSize(TAIL);
        assertThat(window.position()).isEqualTo(1_000_000 - TAIL);
        assertThat(pool.lentBytes()).isLessThanOrEqualTo(1024);
    }

    @Test
    void shouldNotLetPatternsCrossAGap() {
        append("ab");
        window.inspected();
        append("EV");
        window.skip(10);
        append("IL");

        assertThat(text()).isEqualTo("EVIL");
        assertThat(window.freshOffset()).isZero();
        assertThat(window.position()).isEqualTo(12);
        window.inspected();
        window.skip(1);
        append("X");
        assertThat(text()).isEqualTo("X");
        assertThat(window.position()).isEqualTo(17);
    }

    @Test
    void shouldShowFreshBytesWhereTheyAreIfThereIsNoMemory() {
        pool = new BlockPool(Arena.ofAuto(), 1 << 16);
        List<Long> taken = new ArrayList<>();
        for (long block = pool.take(64); block != BlockPool.NONE; block = pool.take(64)) {
            taken.add(block);
        }
        window = new StreamWindow(pool, TAIL);

        append("first");
        assertThat(text()).isEqualTo("first");
        assertThat(window.freshOffset()).isZero();
        window.inspected();
        assertThat(text()).isEmpty();
        append("second");
        assertThat(text()).isEqualTo("second");
        assertThat(window.position()).isEqualTo(5);
        window.inspected();

        taken.forEach(block -> pool.give(block, 64));
        append("third");
        window.inspected();
        append(" and");
        assertThat(text()).isEqualTo("third and");
        assertThat(window.position()).isEqualTo(11);
        assertThat(window.freshOffset()).isEqualTo(5);
    }

    @Test
    void shouldGiveItsMemoryBack() {
        append("some");
        window.clear();

        assertThat(text()).isEmpty();
        assertThat(window.position()).isZero();
        assertThat(pool.lentBytes()).isZero();
    }
}
