package dev.winnow.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// A [RuleGroup] that is still being filled.
final class RuleGroupDraft {
    private final PrefilterBuilder packets = new PrefilterBuilder();
    private final PrefilterBuilder streams = new PrefilterBuilder();
    private final List<Integer> always = new ArrayList<>();
    private final List<Integer> byAddress = new ArrayList<>();
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

    /// Files the rule, which has no literal, under its addresses.
    void addByAddress(int ruleIndex) {
        byAddress.add(ruleIndex);
    }

    /// What the group searches for.
    Stream<List<FastLiteral>> literalSets() {
        return Stream.of(packets.literals(), streams.literals());
    }

    /// @param onAnyPort further rules, filed under their addresses
    /// @param tables makes a table of rules
    RuleGroup build(List<Integer> onAnyPort, Function<List<Integer>, AddressTable> tables, PatternDatabases databases) {
        int unfiltered = always.size() + byAddress.size() + onAnyPort.size();
        int[] met = always.stream().mapToInt(Integer::intValue).toArray();
        return new RuleGroup(
                filtered + unfiltered,
                unfiltered,
                new UnfilteredRules(met, tables.apply(onAnyPort), tables.apply(byAddress)),
                packets.build(databases),
                streams.build(databases));
    }
}
