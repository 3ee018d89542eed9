package dev.winnow.detect.threshold;

import dev.winnow.packet.PacketView;
import dev.winnow.rule.option.RateLimit.Track;

/// The keys of a [ThresholdTable]: hashes of a rule and of what is tracked apart.
final class TrackedKey {
    /// Sets the counts of a `rate_filter` apart from those of the rule's own words.
    static final long COUNTED_BY_RATE_FILTER = 0x9E3779B97F4A7C15L;

    /// Sets the time of a `rate_filter`'s other action apart from its counts.
    static final long SWITCHED_BY_RATE_FILTER = 0xD1B54A32D192ED03L;

    private TrackedKey() {}

    /// By which counts outlive a reload of the rules.
    static long ofRule(long gid, long sid) {
        return (gid << 32) ^ sid;
    }

    /// @return not 0
    static long of(long ruleKey, Track track, PacketView view, long seed) {
        long rule = mix(seed ^ ruleKey);
        long key = switch (track) {
            case BY_RULE -> rule;
            case BY_SOURCE -> mix(rule, view.sourceHigh(), view.sourceLow());
            case BY_DESTINATION -> mix(rule, view.destinationHigh(), view.destinationLow());
            // The sum is the same both ways: a pair has no direction.
            case BY_BOTH ->
                mix(mix(rule, view.sourceHigh(), view.sourceLow())
                        + mix(rule, view.destinationHigh(), view.destinationLow()));
        };
        return key == 0 ? 1 : key;
    }

    private static long mix(long key, long high, long low) {
        return mix(mix(key ^ high) + low);
    }

    /// The finalizer of SplitMix64 (Steele, Lea and Flood 2014): every bit bears on every bit.
    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
