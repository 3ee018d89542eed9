package dev.winnow.detect.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.detect.dataset.ByteSet.Outcome;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class ByteSetTest {
    private static final int VALUES = 2_000;

    /// The memory holds just the text, so that reading one byte past it throws.
    private static MemorySegment offHeap(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Arena.ofAuto()
                .allocate(Math.max(1, bytes.length))
                .asSlice(0, bytes.length)
                .copyFrom(MemorySegment.ofArray(bytes));
    }

    private static Outcome add(ByteSet set, String text) {
        return set.add(offHeap(text), 0, text.length());
    }

    private static boolean contains(ByteSet set, String text) {
        return set.contains(offHeap(text), 0, text.length());
    }

    @Property(tries = 300)
    void shouldHoldWhatTheLibrarysSetHolds(
            @ForAll @Size(max = 60) List<@StringLength(max = 20) @Chars({'a', 'b', '\0'}) String> added,
            @ForAll @Size(max = 20) List<@StringLength(max = 20) @Chars({'a', 'b', '\0'}) String> asked) {
        Set<String> expected = new HashSet<>();
        try (Arena arena = Arena.ofConfined()) {
            ByteSet set = new ByteSet(arena, 64, 64 * 20);

            for (String text : added) {
                assertThat(add(set, text)).isEqualTo(expected.add(text) ? Outcome.ADDED : Outcome.PRESENT);
            }

            assertThat(set.size()).isEqualTo(expected.size());
            assertThat(added).allMatch(text -> contains(set, text));
            assertThat(asked).allMatch(text -> contains(set, text) == expected.contains(text));
        }
    }

    @Test
    void shouldRefuseMoreEntriesThanItsBoundAndKeepThoseItHas() {
        try (Arena arena = Arena.ofConfined()) {
            ByteSet set = new ByteSet(arena, 2, 100);

            assertThat(List.of(add(set, "a"), add(set, "b"), add(set, "c"), add(set, "a")))
                    .containsExactly(Outcome.ADDED, Outcome.ADDED, Outcome.REFUSED, Outcome.PRESENT);
            assertThat(contains(set, "b")).isTrue();
            assertThat(contains(set, "c")).isFalse();
        }
    }

    @Test
    void shouldRefuseMoreBytesThanItsBound() {
        try (Arena arena = Arena.ofConfined()) {
            ByteSet set = new ByteSet(arena, 100, 64);

            assertThat(add(set, "a".repeat(10_000))).isEqualTo(Outcome.REFUSED);
            assertThat(set.size()).isZero();
            assertThat(add(set, "a".repeat(64))).isEqualTo(Outcome.ADDED);
        }
    }

    @Test
    void shouldHoldEachValueOnceWhenThreadsAddTheSame() throws Exception {
        try (Arena arena = Arena.ofShared();
                ExecutorService threads = Executors.newFixedThreadPool(4)) {
            ByteSet set = new ByteSet(arena, VALUES, VALUES * 8);
            List<Future<Long>> added = IntStream.range(0, 4)
                    .mapToObj(_ -> threads.submit(() -> IntStream.range(0, VALUES)
                            .filter(i -> add(set, "value " + i) == Outcome.ADDED)
                            .count()))
                    .toList();

            long total = 0;
            for (Future<Long> count : added) {
                total += count.get();
            }

            assertThat(total).isEqualTo(set.size());
            assertThat(IntStream.range(0, VALUES)
                            .filter(i -> contains(set, "value " + i))
                            .count())
                    .isEqualTo(total);
        }
    }

    @Test
    void shouldForgetWhatIsTakenOutAndTakeItInAgain() {
        try (Arena arena = Arena.ofConfined()) {
            ByteSet set = new ByteSet(arena, 2, 100);
            set.add(offHeap("a"), 0, 1, 7);

            assertThat(set.remove(offHeap("b"), 0, 1)).isFalse();
            assertThat(set.remove(offHeap("a"), 0, 1)).isTrue();
            assertThat(set.remove(offHeap("a"), 0, 1)).isFalse();
            assertThat(set.numberOf(offHeap("a"), 0, 1)).isEqualTo(ByteSet.ABSENT);
            assertThat(set.values()).isEmpty();
            assertThat(set.add(offHeap("a"), 0, 1, 9)).isEqualTo(Outcome.ADDED);
            assertThat(set.numberOf(offHeap("a"), 0, 1)).isEqualTo(9);
            assertThat(set.size()).isEqualTo(1);
        }
    }
}
