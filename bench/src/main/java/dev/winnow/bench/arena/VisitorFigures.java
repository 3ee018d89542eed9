package dev.winnow.bench.arena;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// How visitors fared for a while.
///
/// @param asked requests
/// @param answeredShare of them, 0 to 1; 1 where nobody asked
/// @param worstShare the same of the visitor who fared worst
/// @param medianMs of those that were answered; NaN where none was
/// @param p99Ms the same
record VisitorFigures(long asked, double answeredShare, double worstShare, double medianMs, double p99Ms) {
    private static final double MICROS_PER_MILLI = 1_000;

    /// Of the requests that were begun from `fromMs` on and before `toMs`.
    static VisitorFigures of(List<Visit> visits, long fromMs, long toMs) {
        List<Visit> chosen = visits.stream()
                .filter(visit -> visit.atMs() >= fromMs && visit.atMs() < toMs)
                .toList();
        double worst = chosen.stream().collect(Collectors.groupingBy(Visit::source)).values().stream()
                .mapToDouble(VisitorFigures::share)
                .min()
                .orElse(1);
        long[] sorted = chosen.stream()
                .filter(Visit::answered)
                .mapToLong(Visit::latencyUs)
                .sorted()
                .toArray();
        return new VisitorFigures(
                chosen.size(), share(chosen), worst, percentileMs(sorted, 50), percentileMs(sorted, 99));
    }

    private static double share(Collection<Visit> visits) {
        return visits.isEmpty()
                ? 1
                : (double) visits.stream().filter(Visit::answered).count() / visits.size();
    }

    private static double percentileMs(long[] sorted, int percent) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int index = (int) Math.ceil(sorted.length * percent / 100.0) - 1;
        return sorted[Math.max(0, index)] / MICROS_PER_MILLI;
    }
}
