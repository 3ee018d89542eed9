package dev.winnow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LIFE = 15 * SECOND;
    private static final int MANY = 50_000;

    private final Throttle throttle = new Throttle(10, 1);

    private int passed(long low, int packets, long fromNs, long stepNs) {
        int passed = 0;
        for (int i = 0; i < packets; i++) {
            passed += throttle.refuses(0, low, fromNs + i * stepNs) ? 0 : 1;
        }
        return passed;
    }

    @Test
    void shouldLetThroughAsManyASecondAsAllowedAndEverythingOfOthers() {
        throttle.begin(0, 1, Subject.SOURCE, 0);
        assertThat(passed(1, 100, 0, 0)).isEqualTo(10);
        assertThat(passed(1, 1_000, SECOND, SECOND / 100)).isBetween(105, 111);
        assertThat(passed(2, 100, 0, 0)).isEqualTo(100);
    }

    @Test
    void shouldThrottleANetworkAsAWholeAndNobodyBesideIt() {
        long network = 0xFFFF_C612_0700L;
        throttle.begin(0, network, Subject.NETWORK, 0);
        assertThat(passed(network + 1, 15, 0, 0) + passed(network + 255, 15, 0, 0))
                .isEqualTo(20);
        assertThat(passed(network + 256, 100, 0, 0)).isEqualTo(100);
        throttle.begin(0xFD00_0007_0000_0000L, 0, Subject.WIDE_NETWORK, 0);
        int passed = 0;
        for (int i = 0; i < 100; i++) {
            passed += throttle.refuses(0xFD00_0007_0000_0000L + i, i, 0) ? 0 : 1;
        }
        assertThat(passed).isEqualTo(40);
    }

    @Test
    void shouldLetSeveralWorkersThroughTogetherAsMuchAsOne() throws InterruptedException {
        Throttle shared = new Throttle(1_000, 1);
        shared.begin(0, 1, Subject.SOURCE, 0);
        LongAdder passed = new LongAdder();
        List<Thread> workers = IntStream.range(0, 4)
                .mapToObj(_ -> Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 2_000; i++) {
                        passed.add(shared.refuses(0, 1, 0) ? 0 : 1);
                    }
                }))
                .toList();
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(passed.sum()).isEqualTo(1_000);
    }

    @Test
    void shouldGoOnWhereAnotherCaptureBeginsEarlier() {
        throttle.begin(0, 1, Subject.SOURCE, 3_600 * SECOND);
        assertThat(passed(1, 100, 3_600 * SECOND, 0)).isEqualTo(10);
        assertThat(passed(1, 100, SECOND, SECOND / 100)).isBetween(9, 11);
    }

    @Test
    void shouldEndUnlessRenewed() {
        throttle.begin(0, 1, Subject.SOURCE, 0);
        assertThat(passed(1, 100, LIFE - 1, 0)).isEqualTo(10);
        throttle.begin(0, 1, Subject.SOURCE, LIFE - 1);
        assertThat(passed(1, 100, LIFE, 0)).isZero();
        assertThat(passed(1, 100, 2 * LIFE, 0)).isEqualTo(100);
    }

    @Test
    void shouldThrottleNewOnesAfterManyOthersWhoseTimeIsOver() {
        for (int i = 0; i < MANY; i++) {
            throttle.begin(0, i, Subject.SOURCE, 0);
        }
        assertThat(passed(MANY - 1, 100, 1, 0)).isEqualTo(100);
        throttle.begin(0, MANY - 1, Subject.SOURCE, LIFE);
        assertThat(passed(MANY - 1, 100, LIFE, 0)).isEqualTo(10);
    }
}
