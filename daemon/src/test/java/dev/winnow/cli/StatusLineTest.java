package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.lane.FilterStatus;
import dev.winnow.lane.QueueState;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.metric.LatencyRecorder.Latencies;
import dev.winnow.packet.Malformed;
import dev.winnow.verdict.Reason;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusLineTest {
    private final LaneCounters counters = new LaneCounters();

    @BeforeEach
    void count() {
        counters.add(LaneCounter.RECEIVED, 1_234);
        counters.add(LaneCounter.ACCEPTED, 1_230);
        counters.dropped(Reason.RULE);
        counters.malformed(Malformed.TCP_HEADER);
        counters.add(LaneCounter.ALERTS, 5);
    }

    @Test
    void shouldSumUpARunWithoutTroubles() {
        assertThat(StatusLine.total(status(2), false))
                .isEqualTo("1,234 packets, 1,230 accepted, 1 dropped, 1 malformed, 5 alerts, 2 dropped by the kernel");
    }

    @Test
    void shouldNotCallDroppedWhatWentOn() {
        assertThat(StatusLine.total(status(0), true)).contains(" 1 would be dropped, ");
        assertThat(StatusLine.since(status(0), status(0), true)).contains("  would be dropped 0/s  ");
    }

    @Test
    void shouldTellWhatHappenedSinceTheLastLook() {
        FilterStatus before = status(0);
        counters.add(LaneCounter.RECEIVED, 2_000);
        counters.add(LaneCounter.ACCEPTED, 1_999);
        counters.dropped(Reason.MALFORMED);

        assertThat(StatusLine.since(before, status(3), false))
                .isEqualTo("2,000 packets/s  accepted 1,999/s  dropped 1/s  queued 7  kernel drops 3  p99 46 us");
    }

    @Test
    void shouldSumUpWhatAMonitorSaw() {
        assertThat(StatusLine.watched(status(0).counters(), 4))
                .isEqualTo("1,234 packets, 1 malformed, 5 alerts, 4 dropped by the kernel");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ATTACKS | , 1,001 attacks
            FRAGMENTS_EVICTED | , 1,001 fragments forgotten
            REGEX_LIMIT_HITS  | , 1,001 regex limits hit
            EVENTS_LOST       | , 1,001 events lost
            NO_BUFFERS        | , 1,001 socket buffer overruns
            ERRORS            | , 1,001 faults
            """)
    void shouldNameWhatShouldBeZeroAndIsNotInEveryLine(LaneCounter counter, String words) {
        FilterStatus before = status(0);
        assertThat(StatusLine.troubles(before.counters())).isEmpty();
        counters.set(counter, 1_001);

        assertThat(StatusLine.total(status(0), false)).endsWith(words);
        assertThat(StatusLine.watched(status(0).counters(), 0)).endsWith(words);
        assertThat(StatusLine.since(before, status(0), false)).endsWith(words);
        assertThat(StatusLine.since(status(0), status(0), false)).endsWith(words);
    }

    private FilterStatus status(long kernelDropped) {
        return new FilterStatus(
                CounterSnapshot.of(List.of(counters)),
                List.of(new QueueState(0, 7, kernelDropped, 0)),
                new Latencies(9, 1_000, 45_678, 1, 1),
                List.of());
    }
}
