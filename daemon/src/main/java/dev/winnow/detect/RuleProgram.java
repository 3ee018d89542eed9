package dev.winnow.detect;

import dev.winnow.detect.content.RegexPool;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A rule set ready to judge packets. Made by [RuleCompiler], evaluated by one [RuleEvaluator] per thread.
///
/// Rules are numbered in the order in which they are asked: pass, drop, reject, alert; by priority within those; by
/// signature id within that.
///
/// Immutable, shared by all threads. Owns native memory: [#close] it after the last evaluator.
public final class RuleProgram implements AutoCloseable {
    private final CompiledRule[] rules;
    private final RuleGroup[] groups;
    private final RegexPool regexes;

    RuleProgram(CompiledRule[] rules, RuleGroup[] groups, RegexPool regexes) {
        this.rules = rules;
        this.groups = groups;
        this.regexes = regexes;
    }

    /// How many rules there are.
    public int ruleCount() {
        return rules.length;
    }

    /// The rule behind an index of [Matches].
    ///
    /// @param index 0 to `ruleCount() - 1`
    public ResolvedRule rule(int index) {
        return rules[Objects.checkIndex(index, rules.length)].source();
    }

    CompiledRule compiled(int index) {
        return rules[index];
    }

    RuleGroup groupOf(PacketView view) {
        return groups[PacketGroup.of(view).ordinal()];
    }

    RegexPool regexes() {
        return regexes;
    }

    Stream<Prefilter> prefilters() {
        return Arrays.stream(groups).map(RuleGroup::prefilter).filter(Objects::nonNull);
    }

    /// What the program is made of, for people who tune rules.
    public ProgramStatistics statistics() {
        List<ProgramStatistics.Group> described = Arrays.stream(PacketGroup.values())
                .map(group -> groups[group.ordinal()].statistics(group))
                .toList();
        return new ProgramStatistics(rules.length, regexes.size(), described);
    }

    /// Frees the native memory.
    @Override
    public void close() {
        Arrays.stream(groups).forEach(RuleGroup::close);
        regexes.close();
    }
}
