package dev.winnow.lane;

import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LatencyRecorder.Latencies;
import java.util.List;

/// How a running filter is doing.
///
/// @param counters    of all lanes and of the event writer
/// @param latencies   of the oldest packet of each batch, since the last look; of the slowest worker
/// @param deadThreads names of the threads between queue and verdict that have ended
public record FilterStatus(
        CounterSnapshot counters, List<QueueState> queues, Latencies latencies, List<String> deadThreads) {
    /// Packets that wait in the kernel now.
    public long queueDepth() {
        return queues.stream().mapToLong(QueueState::depth).sum();
    }

    /// Packets that the kernel dropped since the start: queue full, or socket buffer full.
    public long kernelDropped() {
        return queues.stream()
                .mapToLong(queue -> queue.queueDropped() + queue.userDropped())
                .sum();
    }
}
