package dev.winnow.report;

import dev.winnow.history.Run;
import dev.winnow.report.Digest.Gap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// When in a period there was no filter.
final class Presence {
    /// A restart takes as long, and a filter is heard of every ten seconds.
    static final long RESTART_MS = 60_000;

    private Presence() {}

    /// The times without a filter, from the first one that is remembered on; restarts are none.
    ///
    /// @param running whether a filter runs at the end of the period
    static List<Gap> gaps(Period period, List<Run> runs, boolean running) {
        List<Gap> gaps = new ArrayList<>();
        if (runs.isEmpty()) {
            return gaps;
        }
        List<Run> ordered = new ArrayList<>(runs);
        ordered.sort(Comparator.comparingLong(Run::beginMs).thenComparingLong(Run::id));
        long coveredMs = Math.max(period.sinceMs(), ordered.getFirst().beginMs());
        boolean stopped = true;
        for (Run run : ordered) {
            add(gaps, coveredMs, Math.min(run.beginMs(), period.untilMs()), stopped);
            if (run.lastMs() >= coveredMs) {
                coveredMs = run.lastMs();
                stopped = run.stopped();
            }
        }
        if (!running) {
            add(gaps, coveredMs, period.untilMs(), stopped);
        }
        return gaps;
    }

    private static void add(List<Gap> gaps, long beginMs, long endMs, boolean stopped) {
        if (endMs - beginMs > RESTART_MS) {
            gaps.add(new Gap(beginMs, endMs, stopped));
        }
    }
}
