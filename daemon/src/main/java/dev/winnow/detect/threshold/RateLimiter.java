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
        return new RateLimiter(kindOf(rate), rate, TrackedKey.ofRule(gid, sid));
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
        long key = TrackedKey.of(ruleKey, track, view, table.seed());
        return table.count(key, kind, limit, windowTicks, view.timestampNs());
    }
}
