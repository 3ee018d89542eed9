package dev.winnow.metric;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.winnow.packet.Malformed;
import dev.winnow.verdict.Reason;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneCountersTest {
    @Test
    void shouldKeepEveryNumberApart() {
        LaneCounters counters = new LaneCounters();
        long amount = 1;
        for (LaneCounter counter : LaneCounter.values()) {
            counters.add(counter, amount++);
        }
        for (Reason reason : Reason.values()) {
            counters.dropped(reason);
        }
        counters.malformed(Malformed.FRAGMENT);

        CounterSnapshot snapshot = CounterSnapshot.of(List.of(counters));

        amount = 1;
        for (LaneCounter counter : LaneCounter.values()) {
            assertThat(snapshot.get(counter)).as(counter.label()).isEqualTo(amount++);
        }
        assertThat(snapshot.dropped()).isEqualTo(Reason.values().length);
        assertThat(snapshot.dropped(Reason.RULE)).isEqualTo(1);
        assertThat(snapshot.malformed()).isEqualTo(1);
        assertThat(snapshot.malformed(Malformed.FRAGMENT)).isEqualTo(1);
        assertThat(snapshot.malformed(Malformed.LINK_TRUNCATED)).isZero();
    }

    @Test
    void shouldSumThreadsAndSubtractWhatWasBefore() {
        LaneCounters intake = new LaneCounters();
        LaneCounters worker = new LaneCounters();
        intake.add(LaneCounter.RECEIVED, 10);
        worker.increment(LaneCounter.ERRORS);
        intake.set(LaneCounter.FRAGMENTS_EVICTED, 7);
        CounterSnapshot before = CounterSnapshot.of(List.of(intake, worker));

        worker.add(LaneCounter.RECEIVED, 5);
        intake.set(LaneCounter.FRAGMENTS_EVICTED, 4);
        CounterSnapshot change = CounterSnapshot.of(List.of(intake, worker)).since(before);

        assertThat(before.get(LaneCounter.RECEIVED)).isEqualTo(10);
        assertThat(before.get(LaneCounter.ERRORS)).isEqualTo(1);
        assertThat(change.get(LaneCounter.RECEIVED)).isEqualTo(5);
        assertThat(change.get(LaneCounter.ERRORS)).isZero();
        assertThat(change.get(LaneCounter.FRAGMENTS_EVICTED)).isEqualTo(-3);
    }

    @Test
    void shouldBeSeenByAnotherThreadWhileCounting() throws InterruptedException {
        LaneCounters counters = new LaneCounters();
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 1_000_000; i++) {
                counters.increment(LaneCounter.RECEIVED);
            }
        });
        long last = 0;
        while (writer.isAlive()) {
            long now = CounterSnapshot.of(List.of(counters)).get(LaneCounter.RECEIVED);
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
        writer.join();

        assertThat(CounterSnapshot.of(List.of(counters)).get(LaneCounter.RECEIVED))
                .isEqualTo(1_000_000);
    }

    @Test
    void shouldNotAllocateWhenCountingOrTiming() {
        LaneCounters counters = new LaneCounters();
        LatencyRecorder latencies = new LatencyRecorder();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        work(counters, latencies, 20_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        work(counters, latencies, 100_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("bytes for 100,000 packets").isLessThan(100_000);
    }

    private static void work(LaneCounters counters, LatencyRecorder latencies, int packets) {
        for (int i = 0; i < packets; i++) {
            counters.increment(LaneCounter.RECEIVED);
            counters.dropped(Reason.BAN);
            counters.malformed(Malformed.TCP_HEADER);
            latencies.record(i);
        }
    }
}
