package dev.winnow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LIFE = 15 * SECOND;
    private static final int MANY = 5_000;

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
        throttle.begin(0, 1, 0);
        assertThat(passed(1, 100, 0, 0)).isEqualTo(10);
        assertThat(passed(1, 1_000, SECOND, SECOND / 100)).isBetween(105, 111);
        assertThat(passed(2, 100, 0, 0)).isEqualTo(100);
    }

    @Test
    void shouldEndUnlessRenewed() {
        throttle.begin(0, 1, 0);
        assertThat(passed(1, 100, LIFE - 1, 0)).isEqualTo(10);
        throttle.begin(0, 1, LIFE - 1);
        assertThat(passed(1, 100, LIFE, 0)).isZero();
        assertThat(passed(1, 100, 2 * LIFE, 0)).isEqualTo(100);
    }

    @Test
    void shouldThrottleNewOnesAfterManyOthersWhoseTimeIsOver() {
        for (int i = 0; i < MANY; i++) {
            throttle.begin(0, i, 0);
        }
        assertThat(passed(MANY - 1, 100, 1, 0)).isEqualTo(100);
        throttle.begin(0, MANY - 1, LIFE);
        assertThat(passed(MANY - 1, 100, LIFE, 0)).isEqualTo(10);
    }
}
