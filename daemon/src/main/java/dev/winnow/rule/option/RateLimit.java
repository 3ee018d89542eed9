package dev.winnow.rule.option;

import java.util.Locale;

/// How often a rule that matches may speak. Counts are kept per tracked thing over windows of `seconds`.
public sealed interface RateLimit extends RuleOption {
    /// What is counted apart.
    enum Track {
        BY_SOURCE("by_src"),
        BY_DESTINATION("by_dst"),
        /// Per pair of source and destination address.
        BY_BOTH("by_both"),
        BY_RULE("by_rule");

        private final String keyword;

        Track(String keyword) {
            this.keyword = keyword;
        }

        /// The name as written in rules.
        public String keyword() {
            return keyword;
        }
    }

    Track track();

    /// At least 1.
    int count();

    /// At least 1.
    int seconds();

    /// What both kinds have in common, as rules write it.
    private static String settings(RateLimit limit) {
        return "track " + limit.track().keyword() + ", count " + limit.count() + ", seconds " + limit.seconds();
    }

    /// `threshold`: which of the matches alert.
    record Threshold(Type type, Track track, int count, int seconds) implements RateLimit {
        public enum Type {
            /// At most `count` alerts in a window.
            LIMIT,
            /// An alert for every `count`th match in a window.
            THRESHOLD,
            /// One alert in a window, at its `count`th match.
            BOTH
        }

        @Override
        public void writeTo(OptionWriter out) {
            String name = type.name().toLowerCase(Locale.ROOT);
            out.option("threshold", "type " + name + ", " + settings(this));
        }
    }

    /// `detection_filter`: the rule matches only from match `count + 1` of a window on.
    record DetectionFilter(Track track, int count, int seconds) implements RateLimit {
        @Override
        public void writeTo(OptionWriter out) {
            out.option("detection_filter", settings(this));
        }
    }
}
