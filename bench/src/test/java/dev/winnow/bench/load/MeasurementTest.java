package dev.winnow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bindings.nfqueue.QueueStatistics;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static final LoadResult LOAD = new LoadResult(1_000, 0, 940, 0, 10, 2.0, 0);

    @Test
    void shouldCountAcrossAWrappedCounter() {
        Measurement measurement = Measurement.between(queue(0xFFFF_FFFEL, 0), queue(798, 0), 0.004, LOAD);
        assertThat(measurement.inspected()).isEqualTo(800);
        assertThat(measurement.cpuMicrosPerPacket()).isEqualTo(5.0);
    }

    @Test
    void shouldTellTheUnseenFromTheLost() {
        Measurement measurement = Measurement.between(queue(0, 0), queue(800, 0), 1, LOAD);
        assertThat(measurement.unseenShare()).isEqualTo(0.2);
        assertThat(measurement.lostShare()).isEqualTo(0.05);
    }

    @Test
    void shouldNotCountAsInspectedWhatCouldNotBeHandedOver() {
        Measurement measurement = Measurement.between(queue(100, 5), queue(300, 25), 1, LOAD);
        assertThat(measurement.inspected()).isEqualTo(180);
        assertThat(measurement.userDropped()).isEqualTo(20);
    }

    private static QueueStatistics queue(long idSequence, long userDropped) {
        return new QueueStatistics(TestBed.QUEUE, 1, 0, 2, 65_531, 0, userDropped, idSequence);
    }
}
