package dev.winnow.detect.threshold;

import static dev.winnow.detect.threshold.RateDecision.MATCH;
import static dev.winnow.detect.threshold.RateDecision.NO_MATCH;
import static dev.winnow.detect.threshold.RateDecision.SILENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ThresholdTableTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long START_NS = 1_700_000_000L * SECOND_NS;
    private static final long KEY = 0x1234_5678_9ABC_DEF0L;

    private final ThresholdTable table = new ThresholdTable(64, 7);

    private RateDecision count(long key, RateKind kind, int limit, int seconds, long nowNs) {
        return table.count(key, kind, limit, ThresholdTable.windowTicks(seconds), nowNs);
    }

    static Stream<Arguments> shouldDecideAsSuricataDoesWithinOneWindow() {
        return Stream.of(
                Arguments.of(RateKind.LIMIT, 2, List.of(MATCH, MATCH, SILENT, SILENT, SILENT)),
                Arguments.of(RateKind.LIMIT, 1, List.of(MATCH, SILENT, SILENT, SILENT, SILENT)),
                Arguments.of(RateKind.THRESHOLD, 2, List.of(NO_MATCH, MATCH, NO_MATCH, MATCH, NO_MATCH)),
                Arguments.of(RateKind.THRESHOLD, 1, List.of(MATCH, MATCH, MATCH, MATCH, MATCH)),
                Arguments.of(RateKind.BOTH, 2, List.of(NO_MATCH, MATCH, SILENT, SILENT, SILENT)),
                Arguments.of(RateKind.BOTH, 1, List.of(MATCH, SILENT, SILENT, SILENT, SILENT)),
                Arguments.of(RateKind.FILTER, 2, List.of(NO_MATCH, NO_MATCH, MATCH, MATCH, MATCH)),
                Arguments.of(RateKind.FILTER, 1, List.of(NO_MATCH, MATCH, MATCH, MATCH, MATCH)));
    }

    @ParameterizedTest
    @MethodSource
    void shouldDecideAsSuricataDoesWithinOneWindow(RateKind kind, int limit, List<RateDecision> expected) {
        List<RateDecision> decisions = IntStream.range(0, expected.size())
                .mapToObj(i -> count(KEY, kind, limit, 60, START_NS + i * SECOND_NS))
                .toList();

        assertThat(decisions).isEqualTo(expected);
    }

    /// Wherever in a tick the window begins.
    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, 5_000, 9_000, 13_000, 16_383})
    void shouldCountInTheWindowUpToAndIncludingItsLastInstant(int offsetNs) {
        for (int seconds : new int[] {1, 2, 3, 10, 60}) {
            table.clear();
            assertThat(count(KEY, RateKind.LIMIT, 1, seconds, START_NS + offsetNs))
                    .isEqualTo(MATCH);
            assertThat(count(KEY, RateKind.LIMIT, 1, seconds, START_NS + offsetNs + seconds * SECOND_NS))
                    .isEqualTo(SILENT);
        }
    }

    @Test
    void shouldBeginANewWindowBehindTheOldOne() {
        assertThat(count(KEY, RateKind.FILTER, 1, 10, START_NS)).isEqualTo(NO_MATCH);
        assertThat(count(KEY, RateKind.FILTER, 1, 10, START_NS + 10 * SECOND_NS + 40_000))
                .isEqualTo(NO_MATCH);
        assertThat(count(KEY, RateKind.FILTER, 1, 10, START_NS + 11 * SECOND_NS))
                .isEqualTo(MATCH);
    }

    @Test
    void shouldCountAPacketOlderThanItsWindowInThatWindow() {
        assertThat(count(KEY, RateKind.LIMIT, 1, 10, START_NS)).isEqualTo(MATCH);
        assertThat(count(KEY, RateKind.LIMIT, 1, 10, START_NS - 5 * SECOND_NS)).isEqualTo(SILENT);
    }

    @Test
    void shouldCountEachKeyApart() {
        assertThat(count(KEY, RateKind.LIMIT, 1, 10, START_NS)).isEqualTo(MATCH);
        assertThat(count(KEY + (1L << 40), RateKind.LIMIT, 1, 10, START_NS)).isEqualTo(MATCH);
        assertThat(count(KEY, RateKind.LIMIT, 1, 10, START_NS)).isEqualTo(SILENT);
    }

    @Test
    void shouldForgetTheWindowThatEndsFirstWhenItsBucketIsFull() {
        ThresholdTable oneBucket = new ThresholdTable(8, 7);
        for (int key = 1; key <= 9; key++) {
            oneBucket.count(key, RateKind.LIMIT, 1, ThresholdTable.windowTicks(60), START_NS + key * SECOND_NS);
        }
        long nowNs = START_NS + 20 * SECOND_NS;

        assertThat(oneBucket.forgotten()).isEqualTo(1);
        assertThat(oneBucket.count(9, RateKind.LIMIT, 1, 1, nowNs)).isEqualTo(SILENT);
        assertThat(oneBucket.count(2, RateKind.LIMIT, 1, 1, nowNs)).isEqualTo(SILENT);
        assertThat(oneBucket.count(1, RateKind.LIMIT, 1, 1, nowNs)).isEqualTo(MATCH);
    }

    @Test
    void shouldReuseFinishedWindowsWithoutForgettingAny() {
        ThresholdTable oneBucket = new ThresholdTable(8, 7);
        for (int key = 1; key <= 1000; key++) {
            oneBucket.count(key, RateKind.LIMIT, 1, ThresholdTable.windowTicks(1), START_NS + key * SECOND_NS);
        }

        assertThat(oneBucket.forgotten()).isZero();
    }

    @Test
    void shouldKnowNothingAfterClear() {
        count(KEY, RateKind.LIMIT, 1, 10, START_NS);

        table.clear();

        assertThat(count(KEY, RateKind.LIMIT, 1, 10, START_NS)).isEqualTo(MATCH);
    }

    @Test
    void shouldLoseNoCountBetweenThreads() throws Exception {
        int threads = 4;
        int matches = 20_000;
        List<Future<Integer>> alerts = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                alerts.add(pool.submit(() -> (int) IntStream.range(0, matches)
                        .filter(_ -> count(KEY, RateKind.THRESHOLD, 10, 60, START_NS) == MATCH)
                        .count()));
            }
        }

        int sum = 0;
        for (Future<Integer> alert : alerts) {
            sum += alert.get();
        }
        assertThat(sum).isEqualTo(threads * matches / 10);
    }

    @ParameterizedTest
    @MethodSource
    void shouldRoundTheCapacityUp(int wanted, int expected) {
        assertThat(new ThresholdTable(wanted, 0).capacity()).isEqualTo(expected);
    }

    static Stream<Arguments> shouldRoundTheCapacityUp() {
        return Stream.of(
                Arguments.of(1, 8),
                Arguments.of(8, 8),
                Arguments.of(9, 16),
                Arguments.of(17, 32),
                Arguments.of(65_536, 65_536));
    }

    @Test
    void shouldHoldAsManyWindowsAsFitMoreOrLess() {
        ThresholdTable large = new ThresholdTable(4096, 7);
        List<Long> keys = LongStream.rangeClosed(1, 1024)
                .mapToObj(i -> i * 0x9E37_79B9_7F4A_7C15L)
                .toList();
        keys.forEach(key -> large.count(key, RateKind.LIMIT, 1, ThresholdTable.windowTicks(60), START_NS));

        assertThat(keys)
                .allSatisfy(key -> assertThat(large.count(key, RateKind.LIMIT, 1, 1, START_NS))
                        .isEqualTo(SILENT));
    }
}
