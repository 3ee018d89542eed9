package dev.winnow.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BodyWindowTest {
    private static final BodyLimits LIMITS = new BodyLimits(10_000, 100, 40);
    private static final int QUARTER = 10;

    private final BlockPool pool = new BlockPool(Arena.ofAuto(), 8 << 20);
    private final ByteRange range = new ByteRange();

    private static String numbered(int length) {
        StringBuilder text = new StringBuilder();
        while (text.length() < length) {
            text.append('[').append(text.length()).append(']');
        }
        return text.substring(0, length);
    }

    private static void append(BodyWindow window, String text) {
        MemorySegment bytes = Arena.ofAuto().allocateFrom(text, StandardCharsets.ISO_8859_1);
        window.append(bytes, 0, text.length());
    }

    private String text() {
        byte[] bytes = new byte[range.length()];
        MemorySegment.copy(range.memory(), ValueLayout.JAVA_BYTE, range.offset(), bytes, 0, bytes.length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// Suricata 7.0.10 looks into the same; but where as much is new as a window has, it looks at no tail.
    @ParameterizedTest
    @CsvSource({
        "50, true, 0-50 0-100 0-150 140-200 190-250",
        "10, true, 0-10 0-20 0-30 0-40 0-50 0-60 0-70 0-80 0-90 0-100 0-110 80-120 90-130 100-140 110-150",
        "50, false, 0-100 0-150 140-200 190-250",
        "10, false, 0-100 0-110 80-120 90-130 100-140 110-150",
        "120, true, 0-120 110-240",
        "39, true, 0-39 0-78 0-117 107-156 146-195",
    })
    void shouldShowWindows(int pieceBytes, boolean atOnce, String expected) {
        BodyWindow window = window(pool, LIMITS, atOnce);
        String body = numbered(250);
        StringBuilder shown = new StringBuilder();
        int last = expected.lastIndexOf('-');
        int end = Integer.parseInt(expected.substring(last + 1));
        for (int at = 0; at < end; at += pieceBytes) {
            append(window, body.substring(at, at + pieceBytes));
            if (window.show()) {
                assertThat(window.into(range)).isTrue();
                long to = range.position() + range.length();
                shown.append(' ').append(range.position()).append('-').append(to);
                assertThat(text()).isEqualTo(body.substring((int) range.position(), (int) to));
                window.inspected();
            }
        }
        assertThat(shown.substring(1)).isEqualTo(expected);
    }

    @Property
    void shouldShowEachPatternInOnePieceHoweverItIsCut(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 300) Integer> pieces,
            @ForAll boolean atOnce) {
        BodyWindow window = window(pool, LIMITS, atOnce);
        String body = numbered(pieces.stream().mapToInt(Integer::intValue).sum());
        int at = 0;
        int covered = 0;
        for (int piece : pieces) {
            append(window, body.substring(at, at + piece));
            at += piece;
            if (window.show()) {
                covered = look(window, body, covered);
            }
        }
        if (window.showAll()) {
            covered = look(window, body, covered);
        }
        assertThat(covered).isEqualTo(body.length() > LIMITS.maxBytes() ? LIMITS.maxBytes() : body.length());
        window.clear();
        assertThat(pool.lentBytes()).isZero();
    }

    private int look(BodyWindow window, String body, int covered) {
        window.into(range);
        int from = (int) range.position();
        assertThat(text()).isEqualTo(body.substring(from, from + range.length()));
        assertThat(from).isLessThanOrEqualTo(Math.max(0, covered - QUARTER));
        assertThat(from + range.seen()).isEqualTo(covered);
        window.inspected();
        return from + range.length();
    }

    @Test
    void shouldCostAsMuchPerByteHoweverLongTheBodyIs() {
        BodyWindow window = window(pool, new BodyLimits(1 << 30, 100, 40), true);
        String piece = numbered(10);
        long looked = 0;
        for (int i = 0; i < 100_000; i++) {
            append(window, piece);
            assertThat(window.show()).isTrue();
            window.into(range);
            looked += range.length();
            window.inspected();
        }
        assertThat(looked).isLessThan(100_000L * 40 + 10_000);
        assertThat(pool.lentBytes()).isLessThanOrEqualTo(512);
    }

    @Test
    void shouldKeepWhatNobodyHasLookedInto() {
        BodyWindow window = window(pool, LIMITS, true);
        for (int i = 0; i < 5; i++) {
            append(window, numbered(1000));
            window.show();
        }
        window.into(range);

        assertThat(text()).isEqualTo(numbered(1000).repeat(5));
    }

    @Test
    void shouldNotJoinWhatIsOnEitherSideOfLostBytes() {
        BodyWindow window = window(pool, new BodyLimits(1 << 30, 100, 40), true);
        append(window, "a".repeat(BlockPool.MAX_BLOCK_BYTES - 1) + "bc");
        append(window, "d");
        window.show();
        window.into(range);
        assertThat(text()).endsWith("ab");
        window.inspected();
        append(window, "e");
        window.show();
        window.into(range);

        assertThat(text()).isEqualTo("e");
        assertThat(range.position()).isEqualTo(BlockPool.MAX_BLOCK_BYTES + 2L);
    }

    @Test
    void shouldTakeNoMoreThanTheLimit() {
        BodyWindow window = window(pool, new BodyLimits(7, 100, 40), false);
        append(window, "abc");
        assertThat(window.show()).isFalse();
        assertThat(window.into(range)).isFalse();
        append(window, "defghi");

        assertThat(window.isFull()).isTrue();
        assertThat(window.show()).isTrue();
        window.into(range);
        assertThat(text()).isEqualTo("abcdefg");
    }

    private static BodyWindow window(BlockPool pool, BodyLimits limits, boolean atOnce) {
        return new BodyWindow(
                pool, limits, atOnce, new FileSums(ProtocolSettings.everything(), pool, limits.maxBytes()));
    }
}
