package dev.winnow.rule.parse;

import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RateLimit.DetectionFilter;
import dev.winnow.rule.option.RateLimit.Threshold;
import dev.winnow.rule.option.RuleOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Keywords about how often a rule speaks (user guide: "Thresholding Keywords").
final class RateKeywords {
    private static final Map<String, Threshold.Type> TYPES =
            Map.of("limit", Threshold.Type.LIMIT, "threshold", Threshold.Type.THRESHOLD, "both", Threshold.Type.BOTH);

    private final Value whole;
    private final Map<String, Value> settings = new HashMap<>();

    private RateKeywords(Value whole) {
        this.whole = whole;
    }

    static void addTo(KeywordTable table) {
        table.add("threshold", Keyword.condition(RateKeywords::threshold));
        table.add("detection_filter", Keyword.condition(RateKeywords::detectionFilter));
    }

    private static RuleOption threshold(Value value) throws Mistake {
        RateKeywords settings = new RateKeywords(value).read("type", "track", "count", "seconds");
        return new Threshold(settings.type(), settings.track(), settings.number("count"), settings.number("seconds"));
    }

    private static RuleOption detectionFilter(Value value) throws Mistake {
        RateKeywords settings = new RateKeywords(value).read("track", "count", "seconds");
        return new DetectionFilter(settings.track(), settings.number("count"), settings.number("seconds"));
    }

    /// Reads `name value` pairs in any order; all of `names` must be there, and no others.
    private RateKeywords read(String... names) throws Mistake {
        for (Value part : whole.split(',')) {
            int space = part.indexOf(' ');
            String name = space < 0 ? part.text() : part.slice(0, space).text();
            if (!List.of(names).contains(name)) {
                throw part.mistake("expected one of " + String.join(", ", names) + " with its value");
            }
            Value value =
                    space < 0 ? part.drop(part.length()) : part.drop(space).trim();
            if (settings.putIfAbsent(name, value) != null) {
                throw part.mistake("`" + name + "` is given twice");
            }
        }
        for (String name : names) {
            if (!settings.containsKey(name)) {
                throw whole.mistake("`" + name + "` is missing");
            }
        }
        return this;
    }

    private Threshold.Type type() throws Mistake {
        Value value = settings.get("type");
        Threshold.Type type = TYPES.get(value.text());
        if (type == null) {
            throw value.mistake(
                    value.text().equals("backoff")
                            ? "threshold type `backoff` is not supported yet"
                            : "expected `limit`, `threshold` or `both`");
        }
        return type;
    }

    private RateLimit.Track track() throws Mistake {
        Value value = settings.get("track");
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

    private int number(String name) throws Mistake {
        return settings.get(name).integer(name, 1, Integer.MAX_VALUE);
    }
}
