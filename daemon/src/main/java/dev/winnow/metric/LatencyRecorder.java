package dev.winnow.metric;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/// How long packets take from the queue to their verdict.
///
/// Threading: one writer, one reader; neither waits for the writer's pauses. Recording does not allocate.
public final class LatencyRecorder {
    /// What takes longer counts as this.
    public static final long MAX_LATENCY_NS = TimeUnit.SECONDS.toNanos(60);

    private static final int SIGNIFICANT_DIGITS = 2;

    private final SingleWriterRecorder recorder = new SingleWriterRecorder(MAX_LATENCY_NS, SIGNIFICANT_DIGITS);
    private Histogram recycled = recorder.getIntervalHistogram();

    /// Values in nanoseconds, within one percent; all 0 where nothing was recorded.
    public record Latencies(long count, long medianNs, long p99Ns, long p999Ns, long maxNs) {}

    /// Records one latency; a negative one, of a clock that was set back, counts as 0.
    public void record(long latencyNs) {
        recorder.recordValue(Math.clamp(latencyNs, 0, MAX_LATENCY_NS));
    }

    /// What was recorded since the last call. By one reading thread.
    public Latencies sinceLastCall() {
        recycled = recorder.getIntervalHistogram(recycled);
        return new Latencies(
                recycled.getTotalCount(),
                recycled.getValueAtPercentile(50),
                recycled.getValueAtPercentile(99),
                recycled.getValueAtPercentile(99.9),
                recycled.getMaxValue());
    }
}
