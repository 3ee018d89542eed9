package dev.winnow.rule.parse;

import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.RuleOption;
import java.util.List;
import java.util.Locale;

/// `flow` (user guide: "Flow Keywords"). A word must neither be repeated nor contradict another.
final class FlowKeyword {
    private static final List<String> WORDS = List.of(
            "established",
            "from_client",
            "from_server",
            "no_frag",
            "no_stream",
            "not_established",
            "only_frag",
            "only_stream",
            "stateless",
            "to_client",
            "to_server");

    private Flow.Direction direction = Flow.Direction.ANY;
    private Flow.State state = Flow.State.ANY;
    private Flow.Scope stream = Flow.Scope.ANY;
    private Flow.Scope fragments = Flow.Scope.ANY;

    private FlowKeyword() {}

    static void addTo(KeywordTable table) {
        table.add("flow", Keyword.required(FlowKeyword::addTo));
    }

    private static void addTo(Value value, RuleDraft rule) throws Mistake {
        RuleOption option = read(value);
        if (!rule.addOnly(option)) {
            throw value.mistake("a rule has one `flow`: put its words together");
        }
    }

    private static RuleOption read(Value value) throws Mistake {
        FlowKeyword flow = new FlowKeyword();
        for (Value word : value.split(',')) {
            flow.take(word);
        }
        return new Flow(flow.direction, flow.state, flow.stream, flow.fragments);
    }

    private void take(Value word) throws Mistake {
        switch (word.text().toLowerCase(Locale.ROOT)) {
            case "to_server", "from_client" -> direction = only(direction, Flow.Direction.TO_SERVER, word);
            case "to_client", "from_server" -> direction = only(direction, Flow.Direction.TO_CLIENT, word);
            case "established" -> state = only(state, Flow.State.ESTABLISHED, word);
            case "not_established" -> state = only(state, Flow.State.NOT_ESTABLISHED, word);
            case "stateless" -> state = only(state, Flow.State.STATELESS, word);
            case "only_stream" -> stream = only(stream, Flow.Scope.ONLY, word);
            case "no_stream" -> stream = only(stream, Flow.Scope.NONE, word);
            case "only_frag" -> fragments = only(fragments, Flow.Scope.ONLY, word);
            case "no_frag" -> fragments = only(fragments, Flow.Scope.NONE, word);
            default ->
                throw word.mistake("unknown word " + word.quoted() + " for `flow`" + Nearest.hint(word.text(), WORDS));
        }
    }

    /// The first constant of each enum says that nothing was said.
    private static <E extends Enum<E>> E only(E before, E now, Value word) throws Mistake {
        if (before.ordinal() != 0) {
            throw word.mistake(word.quoted() + " repeats or contradicts another word of this `flow`");
        }
        return now;
    }
}
