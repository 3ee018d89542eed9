package dev.winnow.cli;

import dev.winnow.lane.FilterStatus;
import dev.winnow.metric.LaneCounter;
import java.io.IOException;
import java.util.Arrays;

/// Looks at a running filter once a second, and remembers what got worse within a minute.
///
/// Threading: [#look] by one thread, [#latest] by any.
final class FilterWatch {
    private static final int LOOKS_KEPT = 60;

    private final Source filter;
    private final long[] kernelDropped = new long[LOOKS_KEPT];
    private final long[] eventsLost = new long[LOOKS_KEPT];
    private long looks;
    private volatile Sight latest;

    /// What is looked at.
    @FunctionalInterface
    interface Source {
        FilterStatus status() throws IOException;
    }

    /// Two looks at the filter, a second apart.
    ///
    /// @param before equal to `now` at first
    /// @param kernelDroppedLately packets that the kernel dropped in the last minute
    /// @param eventsLostLately    events lost in the last minute
    record Sight(FilterStatus before, FilterStatus now, long kernelDroppedLately, long eventsLostLately) {}

    /// Looks for the first time.
    ///
    /// @throws IOException if the kernel's counters cannot be read
    FilterWatch(Source filter) throws IOException {
        this.filter = filter;
        FilterStatus first = filter.status();
        Arrays.fill(kernelDropped, first.kernelDropped());
        Arrays.fill(eventsLost, first.counters().get(LaneCounter.EVENTS_LOST));
        latest = new Sight(first, first, 0, 0);
    }

    /// Looks again; to be called every second.
    ///
    /// @throws IOException if the kernel's counters cannot be read
    void look() throws IOException {
        FilterStatus now = filter.status();
        int oldest = (int) (looks++ % LOOKS_KEPT);
        long lost = now.counters().get(LaneCounter.EVENTS_LOST);
        latest = new Sight(latest.now(), now, now.kernelDropped() - kernelDropped[oldest], lost - eventsLost[oldest]);
        kernelDropped[oldest] = now.kernelDropped();
        eventsLost[oldest] = lost;
    }

    /// What was seen last.
    Sight latest() {
        return latest;
    }
}
