package dev.winnow.rule.parse;

import dev.winnow.rule.option.Alert;
import dev.winnow.rule.option.AlertOption;
import dev.winnow.rule.option.AlertOption.SetMark;
import dev.winnow.rule.option.AlertOption.Tag;
import dev.winnow.rule.option.AlertOption.Target;
import dev.winnow.rule.option.Bypass;
import dev.winnow.rule.option.NoAlert;
import dev.winnow.rule.option.RuleOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Keywords about what is done once a rule has matched (user guide: "Meta Keywords", "Tag").
final class AlertKeywords {
    private static final Map<String, Target> TARGETS = Map.of("src_ip", Target.SRC_IP, "dest_ip", Target.DEST_IP);
    private static final Map<String, Tag.Metric> METRICS =
            Map.of("packets", Tag.Metric.PACKETS, "seconds", Tag.Metric.SECONDS, "bytes", Tag.Metric.BYTES);
    private static final Map<String, Tag.Direction> DIRECTIONS =
            Map.of("src", Tag.Direction.SRC, "dst", Tag.Direction.DST);
    private static final Pattern COUNT = Pattern.compile("\\d{1,18}");
    private static final int COUNTED = 3;
    private static final int DIRECTED = 4;

    private AlertKeywords() {}

    static void addTo(KeywordTable table) {
        table.add("noalert", Keyword.flag(NoAlert.INSTANCE));
        table.add("alert", Keyword.flag(Alert.INSTANCE));
        table.add("bypass", Keyword.flag(Bypass.INSTANCE));
        // An advice about the order of evaluation, which the compiler finds by itself.
        table.add("prefilter", new Keyword(Keyword.Arity.NONE, (_, _) -> {}));
        for (String name : List.of("tls.store", "tls_store")) {
            table.add(name, Keyword.flag(AlertOption.StoreCertificate.INSTANCE));
        }
        table.add("tag", Keyword.condition(AlertKeywords::tag));
        table.add("target", Keyword.required(AlertKeywords::target));
        table.add("nfq_set_mark", Keyword.condition(AlertKeywords::mark));
    }

    private static void target(Value value, RuleDraft rule) throws Mistake {
        Target target = TARGETS.get(value.text());
        if (target == null) {
            throw value.mistake("expected `src_ip` or `dest_ip`");
        }
        if (!rule.identity.isFirst("target")) {
            throw value.mistake("`target` is given twice");
        }
        rule.add(target);
    }

    private static RuleOption tag(Value value) throws Mistake {
        List<Value> parts = value.split(',');
        Tag.Scope scope = scope(parts.getFirst());
        if (parts.size() == 1) {
            return new Tag(scope, Optional.empty(), Tag.DEFAULT_COUNT, Tag.Metric.PACKETS);
        }
        if (parts.size() < COUNTED || parts.size() > DIRECTED) {
            throw value.mistake("expected `session` or `host`, a count, and `packets`, `seconds` or `bytes`");
        }
        Optional<Tag.Direction> direction = parts.size() == DIRECTED
                ? Optional.of(known(DIRECTIONS, parts.getLast(), "`src` or `dst`"))
                : Optional.empty();
        long count = count(parts.get(1));
        return new Tag(scope, direction, count, known(METRICS, parts.get(2), "`packets`, `seconds` or `bytes`"));
    }

    private static long count(Value number) throws Mistake {
        if (!COUNT.matcher(number.text()).matches()) {
            throw number.mistake("expected a number from 0 to 4294967295");
        }
        long count = Long.parseLong(number.text());
        if (count >>> Integer.SIZE != 0) {
            throw number.mistake("a count has 32 bits");
        }
        return count;
    }

    private static Tag.Scope scope(Value word) throws Mistake {
        return switch (word.text()) {
            case "session" -> Tag.Scope.SESSION;
            case "host" -> Tag.Scope.HOST;
            default -> throw word.mistake("expected `session` or `host`");
        };
    }

    private static <T> T known(Map<String, T> names, Value word, String expected) throws Mistake {
        T found = names.get(word.text());
        if (found == null) {
            throw word.mistake("expected " + expected);
        }
        return found;
    }

    private static AlertOption mark(Value value) throws Mistake {
        int slash = value.indexOf('/');
        if (slash < 0) {
            throw value.mistake("expected `mark/mask`");
        }
        return new SetMark(
                word32(value.slice(0, slash).trim()),
                word32(value.drop(slash + 1).trim()));
    }

    private static int word32(Value value) throws Mistake {
        long bits = value.bits("nfq_set_mark");
        if (bits >>> Integer.SIZE != 0) {
            throw value.mistake("a mark has 32 bits");
        }
        return (int) bits;
    }
}
