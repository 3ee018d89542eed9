package dev.winnow.detect;

import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.RuleFile;
import dev.winnow.rule.RuleParser;
import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.address.PortSet;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.resolve.AddressResolver;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.source.Place;
import dev.winnow.rule.source.SourceText;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.syntax.Direction;
import dev.winnow.rule.syntax.Identity;
import dev.winnow.rule.syntax.Protocol;
import dev.winnow.rule.threshold.ThresholdEntry;
import dev.winnow.rule.threshold.ThresholdFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Rules for tests: read from text, or made of options with the header `any any -> any any`.
final class TestRules {
    private static final Place NOWHERE = new Place(new SourceText("test", ""), 0, 0);

    private TestRules() {}

    /// The rules of a text, all of which must be right.
    static List<ResolvedRule> parse(String text) {
        RuleFile file = RuleParser.parse(new SourceText("test", text), Variables.NONE, Classifications.standard());
        if (file.diagnostics().errors() > 0 || file.usable() != file.total()) {
            throw new IllegalArgumentException(file.diagnostics().render(20));
        }
        return file.rules();
    }

    /// The lines of a threshold.config, all of which must be right.
    static List<ThresholdEntry> thresholds(String text) {
        Diagnostics diagnostics = new Diagnostics(new SourceText("threshold.config", text));
        List<ThresholdEntry> entries = ThresholdFile.read(diagnostics, new AddressResolver(Map.of()));
        if (diagnostics.errors() > 0) {
            throw new IllegalArgumentException(diagnostics.render(20));
        }
        return entries;
    }

    static ResolvedRule rule(Action action, Protocol protocol, int priority, long sid, List<RuleOption> options) {
        Identity identity = new Identity(
                Identity.DEFAULT_GID, sid, 1, "", Optional.empty(), OptionalInt.empty(), List.of(), List.of());
        return new ResolvedRule(
                action,
                protocol,
                Optional.empty(),
                Flow.Direction.ANY,
                AddressSet.ANY,
                PortSet.ANY,
                Direction.FORWARD,
                AddressSet.ANY,
                PortSet.ANY,
                identity,
                "",
                priority,
                options,
                Optional.empty(),
                action == Action.PASS,
                NOWHERE);
    }
}
