package dev.winnow.attack;

import java.util.HashMap;
import java.util.Map;

/// Counts attempts of everybody, however many, with decay: the slow and obvious way.
final class ExactCensus {
    private record Count(double value, int timeMs) {}

    private final Map<Long, Count> counts = new HashMap<>();

    void attempt(long address, int nowMs) {
        counts.put(address, new Count(count(address, nowMs) + 1, nowMs));
    }

    double count(long address, int nowMs) {
        Count count = counts.get(address);
        return count == null ? 0 : count.value * Math.exp(-(double) (nowMs - count.timeMs) / Tally.LIFE_MS);
    }
}
