package dev.winnow.rule.threshold;

import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.option.RateLimit.Threshold;
import dev.winnow.rule.option.RateLimit.Track;
import dev.winnow.rule.parse.RuleReader;
import dev.winnow.rule.resolve.AddressResolver;
import dev.winnow.rule.resolve.Unresolvable;
import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.threshold.ThresholdEntry.EventFilter;
import dev.winnow.rule.threshold.ThresholdEntry.RateFilter;
import dev.winnow.rule.threshold.ThresholdEntry.Suppress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads a threshold.config. A line that cannot be understood whole costs itself only, and is reported. Used once per
/// file.
public final class ThresholdFile {
    private static final Map<String, Track> TRACKS = Map.of(
            "by_src", Track.BY_SOURCE,
            "by_dst", Track.BY_DESTINATION,
            "by_both", Track.BY_BOTH,
            "by_rule", Track.BY_RULE);
    private static final Map<String, Suppress.Side> SIDES = Map.of(
            "by_src", Suppress.Side.SOURCE,
            "by_dst", Suppress.Side.DESTINATION,
            "by_either", Suppress.Side.EITHER);
    private static final Map<String, Threshold.Type> TYPES = Map.of(
            "limit", Threshold.Type.LIMIT,
            "threshold", Threshold.Type.THRESHOLD,
            "both", Threshold.Type.BOTH);
    private static final Map<String, Action> ACTIONS =
            Map.of("alert", Action.ALERT, "pass", Action.PASS, "drop", Action.DROP, "reject", Action.REJECT);

    private final AddressResolver resolver;

    private ThresholdFile(AddressResolver resolver) {
        this.resolver = resolver;
    }

    /// @param resolver knows the variables that lines may name
    public static List<ThresholdEntry> read(Diagnostics diagnostics, AddressResolver resolver) {
        ThresholdFile file = new ThresholdFile(resolver);
        List<ThresholdEntry> entries = new ArrayList<>();
        for (ThresholdLine line : ThresholdLine.of(diagnostics.source().text())) {
            try {
                entries.add(file.entry(line));
            } catch (IllegalArgumentException | Unresolvable e) {
                diagnostics.error(line.start(), line.end(), e.getMessage());
            }
        }
        return List.copyOf(entries);
    }

    private ThresholdEntry entry(ThresholdLine line) throws Unresolvable {
        ThresholdEntry entry = switch (line.kind()) {
            case "suppress" -> suppress(line);
            case "threshold", "event_filter" -> eventFilter(line);
            case "rate_filter" -> rateFilter(line);
            default ->
                throw new IllegalArgumentException(
                        "expected suppress, event_filter, threshold or rate_filter, found `" + line.kind() + "`");
        };
        line.requireAllTaken();
        return entry;
    }

    private Suppress suppress(ThresholdLine line) throws Unresolvable {
        boolean tracks = line.has("track");
        if (tracks != line.has("ip")) {
            throw new IllegalArgumentException("`track` and `ip` go together");
        }
        Suppress.Side side = tracks ? line.word("track", SIDES) : Suppress.Side.EITHER;
        AddressSet addresses = tracks ? resolver.addresses(RuleReader.readAddresses(line.text("ip"))) : AddressSet.ANY;
        return new Suppress(line.id("gen_id"), line.id("sig_id"), side, addresses);
    }

    private static EventFilter eventFilter(ThresholdLine line) {
        Threshold limit = new Threshold(
                line.word("type", TYPES), line.word("track", TRACKS), line.positive("count"), line.positive("seconds"));
        return new EventFilter(line.id("gen_id"), line.id("sig_id"), limit);
    }

    private static RateFilter rateFilter(ThresholdLine line) {
        return new RateFilter(
                line.id("gen_id"),
                line.id("sig_id"),
                line.word("track", TRACKS),
                line.positive("count"),
                line.positive("seconds"),
                line.word("new_action", ACTIONS),
                line.number("timeout"));
    }
}
