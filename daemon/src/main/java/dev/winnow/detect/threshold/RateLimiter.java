package dev.winnow.detect.threshold;

import dev.winnow.packet.PacketView;
import dev.winnow.rule.option.RateLimit;

/// A rule's `threshold` or `detection_filter`, made ready. Immutable; the counts are in a [ThresholdTable].
public final class RateLimiter {
    private final RateKind kind;
    private final RateLimit.Track track;
    private final int limit;
    private final long windowTicks;
    private final long ruleKey;

    private RateLimiter(RateKind kind, RateLimit rate, long ruleKey) {
        this.kind = kind;
        this.track = rate.track();
        this.limit = Math.min(rate.count(), ThresholdTable.MAX_COUNT);
        this.windowTicks = ThresholdTable.windowTicks(rate.seconds());
        this.ruleKey = ruleKey;
    }

    /// The limiter of the rule named by `gid` and `sid`, by which counts outlive a reload of the rules.
    public static RateLimiter of(RateLimit rate, long gid, long sid) {
        return new RateLimiter(kindOf(rate), rate, (gid << 32) ^ sid);
    }

    private static RateKind kindOf(RateLimit rate) {
        return switch (rate) {
            case RateLimit.DetectionFilter _ -> RateKind.FILTER;
            case RateLimit.Threshold threshold ->
                switch (threshold.type()) {
                    case LIMIT -> RateKind.LIMIT;
                    case THRESHOLD -> RateKind.THRESHOLD;
                    case BOTH -> RateKind.BOTH;
                };
        };
    }

    /// Counts a match of the rule on this packet and decides about it. Allocates nothing.
    public RateDecision decide(PacketView view, ThresholdTable table) {
        return table.count(key(view, table.seed()), kind, limit, windowTicks, view.timestampNs());
    }

    private long key(PacketView view, long seed) {
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
