package dev.winnow.detect.threshold;

import dev.winnow.packet.PacketView;
import dev.winnow.rule.option.RateLimit.Track;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.threshold.ThresholdEntry.RateFilter;

/// A `rate_filter`, made ready: behind so many matches of a window the rule does something else for a while. Immutable;
/// the counts are in a [ThresholdTable].
///
/// As in Suricata 7, windows are exact, the time of the other action is counted in whole seconds, and the first match
/// behind it counts for nothing.
final class RateSwitch {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Track track;
    private final int limit;
    private final long windowTicks;
    private final int timeoutSeconds;
    private final Action newAction;
    private final long countKey;
    private final long activeKey;

    RateSwitch(RateFilter filter, long gid, long sid) {
        track = filter.track();
        limit = Math.min(filter.count(), ThresholdTable.MAX_COUNT);
        windowTicks = ThresholdTable.windowTicks(filter.seconds());
        timeoutSeconds = filter.timeoutSeconds();
        newAction = filter.newAction();
        countKey = TrackedKey.COUNTED_BY_RATE_FILTER ^ TrackedKey.ofRule(gid, sid);
        activeKey = TrackedKey.SWITCHED_BY_RATE_FILTER ^ TrackedKey.ofRule(gid, sid);
    }

    Action newAction() {
        return newAction;
    }

    RateDecision decide(PacketView view, ThresholdTable table) {
        long active = TrackedKey.of(activeKey, track, view, table.seed());
        switch (table.state(active, view.timestampNs())) {
            case OPEN -> {
                return RateDecision.NEW_ACTION;
            }
            case OVER -> {
                table.forget(active);
                return RateDecision.MATCH;
            }
            case NONE -> {
                // Nothing has been switched.
            }
        }
        long counted = TrackedKey.of(countKey, track, view, table.seed());
        RateDecision decision = table.count(counted, RateKind.FILTER, limit, windowTicks, view.timestampNs());
        if (decision == RateDecision.NO_MATCH) {
            return RateDecision.MATCH;
        }
        table.open(active, lastNs(view.timestampNs()), view.timestampNs());
        return RateDecision.NEW_ACTION;
    }

    private long lastNs(long nowNs) {
        return (nowNs / SECOND_NS + timeoutSeconds + 1) * SECOND_NS - 1;
    }
}
