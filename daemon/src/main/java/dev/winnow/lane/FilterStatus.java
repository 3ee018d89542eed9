package dev.winnow.lane;

import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LatencyRecorder.Latencies;

/// How a running filter is doing.
///
/// @param counters       of all lanes and of the event writer
/// @param queueDepth     packets that wait in the kernel now
/// @param kernelDropped  packets that the kernel dropped since the start: queue full, or socket buffer full
/// @param latencies      of the oldest packet of each batch, since the last look; of the slowest worker
public record FilterStatus(CounterSnapshot counters, long queueDepth, long kernelDropped, Latencies latencies) {}
