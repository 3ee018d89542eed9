package dev.winnow.history;

import java.util.Map;

/// What some minutes came to.
///
/// @param beginMs milliseconds since 1970
/// @param counts  by the names of [CountNames]; those that are missing are 0
public record CountBucket(long beginMs, Map<String, Long> counts) {
    public CountBucket {
        counts = Map.copyOf(counts);
    }

    /// 0 where it is missing.
    public long count(String name) {
        return counts.getOrDefault(name, 0L);
    }
}
