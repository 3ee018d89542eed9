package dev.winnow.ban;

import dev.winnow.rule.address.IpAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/// Addresses of one IP version with a weight each, so that those within a prefix are counted by two searches.
/// Immutable.
final class Sources {
    private final IpAddress[] sorted;
    private final long[] weightBefore;

    private Sources(Map<IpAddress, Long> weights) {
        sorted = weights.keySet().toArray(IpAddress[]::new);
        weightBefore = new long[sorted.length + 1];
        int next = 0;
        for (long weight : weights.values()) {
            weightBefore[next + 1] = weightBefore[next] + weight;
            next++;
        }
    }

    /// Those of `sources` that are of `version`; one that comes twice weighs twice.
    static Sources of(Collection<Source> sources, int version) {
        Map<IpAddress, Long> weights = new TreeMap<>(Comparator.naturalOrder());
        for (Source source : sources) {
            if (source.address().version() == version) {
                weights.merge(source.address(), source.weight(), Long::sum);
            }
        }
        return new Sources(weights);
    }

    int count() {
        return sorted.length;
    }

    IpAddress address(int index) {
        return sorted[index];
    }

    /// The weight of the sources `from`, included, to `to`, excluded.
    long weight(int from, int to) {
        return weightBefore[to] - weightBefore[from];
    }

    int countIn(Prefix prefix) {
        return end(prefix) - start(prefix);
    }

    long weightIn(Prefix prefix) {
        return weight(start(prefix), end(prefix));
    }

    private int start(Prefix prefix) {
        int found = Arrays.binarySearch(sorted, prefix.address());
        return found >= 0 ? found : -found - 1;
    }

    private int end(Prefix prefix) {
        int found = Arrays.binarySearch(sorted, prefix.last());
        return found >= 0 ? found + 1 : -found - 1;
    }
}
