package dev.winnow.detect;

import dev.winnow.rule.ResolvedRule;
import java.util.Comparator;

/// What a rule is found by: the shorter it is, the more often the rule is looked at in vain.
///
/// @param buffer that is searched; empty where nothing is
/// @param literal as a rule would have it; empty for a rule that every packet or transaction of its group meets
/// @param length of the literal in bytes
public record PatternCost(ResolvedRule rule, String buffer, String literal, int length) {
    /// The costliest first.
    static final Comparator<PatternCost> COSTLIEST_FIRST = Comparator.comparingInt(PatternCost::length)
            .thenComparingLong(cost -> cost.rule.identity().sid());

    static PatternCost of(CompiledRule rule) {
        return rule.literal()
                .map(placed -> new PatternCost(
                        rule.source(),
                        placed.buffer().name(),
                        placed.literal().bytes().toRuleText(),
                        placed.literal().bytes().length()))
                .orElseGet(() -> new PatternCost(rule.source(), "", "", 0));
    }
}
