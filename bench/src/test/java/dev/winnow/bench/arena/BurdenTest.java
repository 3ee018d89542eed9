package dev.winnow.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bench.arena.Burden.Point;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BurdenTest {
    private static Burden of(double... values) {
        return new Burden(IntStream.range(0, values.length)
                .mapToObj(i -> new Point(i / 2.0, values[i]))
                .toList());
    }

    @Test
    void shouldSayWhenItWasNoMoreThanTheLimit() {
        assertThat(of(90, 80, 51, 50, 0).mitigatedAfter(50)).isEqualTo(1.5);
        assertThat(of(0, 0, 0).mitigatedAfter(50)).isZero();
    }

    @Test
    void shouldSayNeverWhereItGoesOn() {
        assertThat(of(0, 90, 90).mitigatedAfter(50)).isInfinite();
    }

    @Test
    void shouldForgiveAMomentButNoRelapse() {
        double[] moment = new double[40];
        moment[0] = 90;
        moment[10] = 90;
        assertThat(of(moment).mitigatedAfter(50)).isZero();
        moment[11] = 90;
        assertThat(of(moment).mitigatedAfter(50)).isEqualTo(6);
    }

    @Test
    void shouldKnowPeakAndMean() {
        Burden burden = of(90, 10, 20, 40);
        assertThat(burden.peak()).isEqualTo(90);
        assertThat(burden.peakFrom(0.5)).isEqualTo(40);
        assertThat(burden.mean()).isEqualTo(40);
    }

    @Test
    void shouldLookAtTheAttackAlone() {
        List<Sample> samples = Stream.of(0L, 1_000L, 2_000L, 3_000L, 4_000L)
                .map(ms -> new Sample(ms, new SocketCounts(0, 0, (int) (ms / 1_000)), 0))
                .toList();
        Burden burden = Burden.of(new SubnetStory(), samples, new Timing(2, 2, 1, 1).from(0));
        assertThat(burden.points()).containsExactly(new Point(0, 2), new Point(1, 3));
    }
}
