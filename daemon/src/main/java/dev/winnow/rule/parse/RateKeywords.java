package dev.winnow.rule.parse;

import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RateLimit.DetectionFilter;
import dev.winnow.rule.option.RateLimit.Threshold;
import dev.winnow.rule.option.RuleOption;
import java.util.Map;
import java.util.Set;

/// Keywords about how often a rule speaks (user guide: "Thresholding Keywords").
final class RateKeywords {
    private static final Map<String, Threshold.Type> TYPES =
            Map.of("limit", Threshold.Type.LIMIT, "threshold", Threshold.Type.THRESHOLD, "both", Threshold.Type.BOTH);

    private RateKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("threshold", Keyword.condition(RateKeywords::threshold));
        table.add("detection_filter", Keyword.condition(RateKeywords::detectionFilter));
    }

    private static RuleOption threshold(Value value) throws Mistake {
        NamedValues settings = new NamedValues(value.split(','), Set.of("type", "track", "count", "seconds"));
        return new Threshold(
                type(settings.required("type", value)),
                track(settings.required("track", value)),
                number(settings, "count", value),
                number(settings, "seconds", value));
    }

    private static RuleOption detectionFilter(Value value) throws Mistake {
        NamedValues settings = new NamedValues(value.split(','), Set.of("track", "count", "seconds"));
        return new DetectionFilter(
                track(settings.required("track", value)),
                number(settings, "count", value),
                number(settings, "seconds", value));
    }

    private static Threshold.Type type(Value value) throws Mistake {
        Threshold.Type type = TYPES.get(value.text());
        if (type == null) {
            throw value.mistake(
                    value.text().equals("backoff")
                            ? "threshold type `backoff` is not supported yet"
                            : "expected `limit`, `threshold` or `both`");
        }
        return type;
    }

    private static RateLimit.Track track(Value value) throws Mistake {
        for (RateLimit.Track track : RateLimit.Track.values()) {
            if (track.keyword().equals(value.text())) {
                return track;
            }
        }
        throw value.mistake(
                value.text().equals("by_flow")
                        ? "tracking `by_flow` is not supported yet"
                        : "expected `by_src`, `by_dst`, `by_both` or `by_rule`");
    }

    private static int number(NamedValues settings, String name, Value whole) throws Mistake {
        return settings.required(name, whole).integer(name, 1, Integer.MAX_VALUE);
    }
}
