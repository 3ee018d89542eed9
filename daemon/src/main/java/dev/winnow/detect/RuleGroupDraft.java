package dev.winnow.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A [RuleGroup] that is still being filled.
final class RuleGroupDraft {
    private final PrefilterBuilder packets = new PrefilterBuilder();
    private final PrefilterBuilder streams = new PrefilterBuilder();
    private final List<Integer> always = new ArrayList<>();
    private int filtered;

    /// Files the rule under its literal.
    ///
    /// @param scope where the group's packets can have the literal
    void add(int ruleIndex, Optional<FastLiteral> literal, PayloadScope scope) {
        if (literal.isEmpty()) {
            always.add(ruleIndex);
            return;
        }
        filtered++;
        if (scope.looksIntoPackets()) {
            packets.add(ruleIndex, literal.get());
        }
        if (scope.looksIntoStreams()) {
            streams.add(ruleIndex, literal.get());
        }
    }

    /// What the group searches for.
    Stream<List<FastLiteral>> literalSets() {
        return Stream.of(packets.literals(), streams.literals());
    }

    /// @param sourceRules how many rules `bySource` has
    RuleGroup build(int sourceRules, SourceTable bySource, PatternDatabases databases) {
        int[] unfiltered = always.stream().mapToInt(Integer::intValue).toArray();
        return new RuleGroup(
                filtered + unfiltered.length + sourceRules,
                unfiltered.length + sourceRules,
                new UnfilteredRules(unfiltered, bySource),
                packets.build(databases),
                streams.build(databases));
    }
}
