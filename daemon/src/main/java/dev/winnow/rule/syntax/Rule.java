package dev.winnow.rule.syntax;

import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.source.Place;
import java.util.List;

/// One rule as written.
///
/// @param options in the rule's order
/// @param place where in which file; its text is the rule's
public record Rule(Action action, RuleHeader header, Identity identity, List<RuleOption> options, Place place) {
    public Rule {
        options = List.copyOf(options);
    }
}
