package dev.winnow.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.metric.LatencyRecorder.Latencies;
import org.junit.jupiter.api.Test;

class LatencyRecorderTest {
    private final LatencyRecorder recorder = new LatencyRecorder();

    @Test
    void shouldReportPercentilesOfTheIntervalOnly() {
        for (int i = 1; i <= 1000; i++) {
            recorder.record(i * 1000L);
        }

        Latencies latencies = recorder.sinceLastCall();

        assertThat(latencies.count()).isEqualTo(1000);
        assertThat(latencies.medianNs()).isCloseTo(500_000, within(5_000L));
        assertThat(latencies.p99Ns()).isCloseTo(990_000, within(9_900L));
        assertThat(latencies.maxNs()).isCloseTo(1_000_000, within(10_000L));
        assertThat(recorder.sinceLastCall()).isEqualTo(new Latencies(0, 0, 0, 0, 0));
    }

    @Test
    void shouldCountWhatIsOutOfRangeAtItsEdge() {
        recorder.record(-5);
        recorder.record(Long.MAX_VALUE);

        Latencies latencies = recorder.sinceLastCall();

        assertThat(latencies.count()).isEqualTo(2);
        assertThat(latencies.medianNs()).isZero();
        assertThat(latencies.maxNs()).isGreaterThanOrEqualTo(LatencyRecorder.MAX_LATENCY_NS);
    }
}
