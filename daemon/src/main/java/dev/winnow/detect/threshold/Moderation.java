package dev.winnow.detect.threshold;

import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.RateLimit;
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
    private final RateLimiter limiter;
    private final RateSwitch rateSwitch;

    private Moderation(Suppress[] suppressions, RateLimiter limiter, RateSwitch rateSwitch) {
        this.suppressions = suppressions;
        this.limiter = limiter;
        this.rateSwitch = rateSwitch;
    }

    /// What holds for `rule`. An `event_filter` that names the rule goes before the rule's own `threshold`, one for all
    /// rules behind it; a `detection_filter`, which is part of when the rule matches, stays.
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
        Suppress[] suppressions = of(own, Suppress.class).toArray(Suppress[]::new);
        RateLimiter limiter = limit(rule.rateLimit(), of(own, EventFilter.class))
                .map(limit -> RateLimiter.of(limit, gid, sid))
                .orElse(null);
        RateSwitch rateSwitch = last(of(own, RateFilter.class))
                .map(filter -> new RateSwitch(filter, gid, sid))
                .orElse(null);
        return new Moderation(suppressions, limiter, rateSwitch);
    }

    private static <T extends ThresholdEntry> List<T> of(List<ThresholdEntry> entries, Class<T> type) {
        return entries.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Optional<RateLimit> limit(Optional<RateLimit> own, List<EventFilter> filters) {
        if (own.filter(RateLimit.DetectionFilter.class::isInstance).isPresent()) {
            return own;
        }
        Optional<RateLimit> special = last(filters.stream()
                        .filter(ThresholdEntry::isSpecial)
                        .toList())
                .map(EventFilter::limit);
        return special.or(() -> own).or(() -> last(filters).map(EventFilter::limit));
    }

    private static <T> Optional<T> last(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list.getLast());
    }

    /// Counts a match of the rule on this packet and decides about it. Allocates nothing.
    public RateDecision decide(PacketView view, ThresholdTable table) {
        for (Suppress suppression : suppressions) {
            if (concerns(suppression, view)) {
                return RateDecision.SILENT;
            }
        }
        RateDecision decision = limiter == null ? RateDecision.MATCH : limiter.decide(view, table);
        return rateSwitch != null && decision == RateDecision.MATCH ? rateSwitch.decide(view, table) : decision;
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
