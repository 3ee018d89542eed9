package dev.winnow.cli;

import dev.winnow.lane.FilterStatus;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounter;

/// The state of a running filter in one line.
final class StatusLine {
    private static final double NS_PER_US = 1_000.0;

    private StatusLine() {}

    /// What happened between two looks a second apart.
    ///
    /// @param dryRun whether what is counted as dropped went on
    static String since(FilterStatus before, FilterStatus now, boolean dryRun) {
        CounterSnapshot second = now.counters().since(before.counters());
        return "%,d packets/s  accepted %,d/s  %s %,d/s  queued %,d  kernel drops %,d  p99 %,.0f us%s"
                .formatted(
                        second.get(LaneCounter.RECEIVED),
                        second.get(LaneCounter.ACCEPTED),
                        droppedWord(dryRun),
                        second.dropped(),
                        now.queueDepth(),
                        now.kernelDropped(),
                        now.latencies().p99Ns() / NS_PER_US,
                        troubles(now.counters()));
    }

    /// What happened in all.
    ///
    /// @param dryRun whether what is counted as dropped went on
    static String total(FilterStatus status, boolean dryRun) {
        CounterSnapshot all = status.counters();
        return "%,d packets, %,d accepted, %,d %s, %,d malformed, %,d alerts, %,d dropped by the kernel%s"
                .formatted(
                        all.get(LaneCounter.RECEIVED),
                        all.get(LaneCounter.ACCEPTED),
                        all.dropped(),
                        droppedWord(dryRun),
                        all.malformed(),
                        all.get(LaneCounter.ALERTS),
                        status.kernelDropped(),
                        troubles(all));
    }

    private static String droppedWord(boolean dryRun) {
        return dryRun ? "would be dropped" : "dropped";
    }

    /// What a monitor has seen in all.
    static String watched(CounterSnapshot all, long droppedByKernel) {
        return "%,d packets, %,d malformed, %,d alerts, %,d dropped by the kernel%s"
                .formatted(
                        all.get(LaneCounter.RECEIVED),
                        all.malformed(),
                        all.get(LaneCounter.ALERTS),
                        droppedByKernel,
                        troubles(all));
    }

    /// What should be zero, and is not.
    static String troubles(CounterSnapshot counters) {
        return trouble("attacks", counters.get(LaneCounter.ATTACKS))
                + trouble("socket buffer overruns", counters.get(LaneCounter.NO_BUFFERS))
                + trouble("events lost", counters.get(LaneCounter.EVENTS_LOST))
                + trouble("fragments forgotten", counters.get(LaneCounter.FRAGMENTS_EVICTED))
                + trouble("regex limits hit", counters.get(LaneCounter.REGEX_LIMIT_HITS))
                + trouble("faults", counters.get(LaneCounter.ERRORS));
    }

    private static String trouble(String name, long count) {
        return count == 0 ? "" : ", %,d %s".formatted(count, name);
    }
}
