package dev.winnow.detect.threshold;

import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.threshold.ThresholdEntry;
import dev.winnow.rule.threshold.ThresholdEntry.EventFilter;
import dev.winnow.rule.threshold.ThresholdEntry.RateFilter;
import dev.winnow.rule.threshold.ThresholdEntry.Suppress;
import java.util.List;
import java.util.Optional;

/// All that keeps a rule from speaking each time it matches: its own words, and those of a threshold.config about it.
/// Immutable; the counts are in a [ThresholdTable].
public final class Moderation {
    private static final Moderation NONE = new Moderation(new Suppress[0], null, null);

    private final Suppress[] suppressions;
    /// Null where there is none; never beside a switch.
    private final RateLimiter limiter;
    private final RateSwitch rateSwitch;

    private Moderation(Suppress[] suppressions, RateLimiter limiter, RateSwitch rateSwitch) {
        this.suppressions = suppressions;
        this.limiter = limiter;
        this.rateSwitch = rateSwitch;
    }

    /// What holds for `rule`: every `suppress`, and one of the others, as in Suricata 7. An `event_filter` that
    /// names the rule takes the place of whatever is there, a `threshold` or `detection_filter` of the rule's
    /// own too; one for all rules, and any `rate_filter`, only an empty place.
    ///
    /// @param entries of the threshold.config, in its order
    public static Moderation of(ResolvedRule rule, List<ThresholdEntry> entries) {
        long gid = rule.identity().gid();
        long sid = rule.identity().sid();
        List<ThresholdEntry> own =
                entries.stream().filter(entry -> entry.covers(gid, sid)).toList();
        if (own.isEmpty() && rule.rateLimit().isEmpty()) {
            return NONE;
        }
        Suppress[] suppressions = own.stream()
                .filter(Suppress.class::isInstance)
                .map(Suppress.class::cast)
                .toArray(Suppress[]::new);
        RateLimiter limiter =
                rule.rateLimit().map(limit -> RateLimiter.of(limit, gid, sid)).orElse(null);
        RateSwitch rateSwitch = null;
        for (ThresholdEntry entry : own) {
            boolean isFree = limiter == null && rateSwitch == null;
            if (entry instanceof EventFilter filter && (isFree || filter.isSpecial())) {
                limiter = RateLimiter.of(filter.limit(), gid, sid);
                rateSwitch = null;
            } else if (entry instanceof RateFilter filter && isFree) {
                rateSwitch = new RateSwitch(filter, gid, sid);
            }
        }
        return new Moderation(suppressions, limiter, rateSwitch);
    }

    /// Counts a match of the rule on this packet and decides about it. Allocates nothing.
    public RateDecision decide(PacketView view, ThresholdTable table) {
        for (Suppress suppression : suppressions) {
            if (concerns(suppression, view)) {
                return RateDecision.SILENT;
            }
        }
        if (limiter != null) {
            return limiter.decide(view, table);
        }
        return rateSwitch == null ? RateDecision.MATCH : rateSwitch.decide(view, table);
    }

    private static boolean concerns(Suppress suppression, PacketView view) {
        return switch (suppression.side()) {
            case SOURCE -> hasSource(suppression, view);
            case DESTINATION -> hasDestination(suppression, view);
            case EITHER -> hasSource(suppression, view) || hasDestination(suppression, view);
        };
    }

    private static boolean hasSource(Suppress suppression, PacketView view) {
        return suppression.addresses().contains(view.sourceHigh(), view.sourceLow(), view.ipVersion());
    }

    private static boolean hasDestination(Suppress suppression, PacketView view) {
        return suppression.addresses().contains(view.destinationHigh(), view.destinationLow(), view.ipVersion());
    }

    /// What the rule does instead where the decision is [RateDecision#NEW_ACTION].
    public Optional<Action> newAction() {
        return Optional.ofNullable(rateSwitch).map(RateSwitch::newAction);
    }
}
