package dev.winnow.rule.threshold;

import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.syntax.Action;

/// One line of a threshold.config (Suricata's user guide, "Global-Thresholds"). A `sid` of 0 means all rules of
/// the `gid`, and with a `gid` of 0 all rules; a `gid` of 0 with another `sid` means none.
public sealed interface ThresholdEntry {
    long gid();

    long sid();

    /// Whether it is about this rule.
    default boolean covers(long ruleGid, long ruleSid) {
        return sid() == 0 ? gid() == 0 || gid() == ruleGid : gid() == ruleGid && sid() == ruleSid;
    }

    /// Whether it names one rule.
    default boolean isSpecial() {
        return sid() != 0;
    }

    /// `suppress`: no alerts about these addresses; what the rule does to the packet it still does.
    record Suppress(long gid, long sid, Side side, AddressSet addresses) implements ThresholdEntry {
        /// Whose address counts.
        public enum Side {
            SOURCE,
            DESTINATION,
            EITHER
        }
    }

    /// `event_filter`, which older files call `threshold`: as the rule's own `threshold`.
    record EventFilter(long gid, long sid, RateLimit.Threshold limit) implements ThresholdEntry {}

    /// `rate_filter`: a rule that matches more than `count` times in `seconds` does something else for a while.
    ///
    /// @param timeoutSeconds for how long
    record RateFilter(
            long gid, long sid, RateLimit.Track track, int count, int seconds, Action newAction, int timeoutSeconds)
            implements ThresholdEntry {}
}
