package dev.winnow.detect;

import dev.winnow.detect.cache.DatabaseCache;
import dev.winnow.detect.content.RegexPool;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.threshold.ThresholdEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/// Makes a [RuleProgram] of resolved rules.
public final class RuleCompiler {
    /// Within actions of one rank by priority, then signature id: the order in which Suricata lets signatures speak.
    private static final Comparator<ResolvedRule> WITHIN_ACTION = Comparator.comparingInt(ResolvedRule::priority)
            .thenComparingLong(rule -> rule.identity().sid());

    private final List<ThresholdEntry> thresholds;
    private final RegexPool regexes = new RegexPool();
    private final VariableNames names = new VariableNames();
    private final List<CompiledRule> rules = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();

    private RuleCompiler(List<ThresholdEntry> thresholds) {
        this.thresholds = thresholds;
    }

    /// A rule that is in order but cannot be evaluated.
    ///
    /// @param reason for people
    public record Refusal(ResolvedRule rule, String reason) {}

    /// The program of the usable rules, which the caller closes, and the others.
    public record Compilation(RuleProgram program, List<Refusal> refusals) {}

    /// Compiles all rules that can be, with Suricata's usual order of actions, and without a cache.
    ///
    /// @throws IllegalStateException if the pattern library fails on literals, for want of memory
    public static Compilation compile(List<ResolvedRule> resolved) {
        return compile(resolved, RuleCompiler::usualRank, List.of(), DatabaseCache.none());
    }

    /// Compiles all rules that can be; takes as many threads as the common pool has.
    ///
    /// @param rank lower for actions that speak earlier
    /// @param thresholds what is said about how often rules may speak, beside what they say themselves
    /// @throws IllegalStateException if the pattern library fails on literals, for want of memory
    public static Compilation compile(
            List<ResolvedRule> resolved,
            ToIntFunction<Action> rank,
            List<ThresholdEntry> thresholds,
            DatabaseCache cache) {
        RuleCompiler compiler = new RuleCompiler(thresholds);
        resolved.stream()
                .sorted(Comparator.<ResolvedRule>comparingInt(rule -> rank.applyAsInt(rule.action()))
                        .thenComparing(WITHIN_ACTION))
                .forEach(compiler::add);
        return new Compilation(compiler.program(cache), List.copyOf(compiler.refusals));
    }

    private static int usualRank(Action action) {
        return switch (action) {
            case PASS -> 0;
            case DROP -> 1;
            case REJECT, REJECTSRC, REJECTDST, REJECTBOTH -> 2;
            case ALERT -> 3;
        };
    }

    private void add(ResolvedRule rule) {
        try {
            rules.add(CompiledRule.of(rule, regexes, names, thresholds));
        } catch (IllegalArgumentException e) {
            refusals.add(new Refusal(rule, e.getMessage()));
        }
    }

    private RuleProgram program(DatabaseCache cache) {
        PacketGroupsBuilder packets = new PacketGroupsBuilder(rules);
        TransactionGroupsBuilder transactions = new TransactionGroupsBuilder(rules);
        PatternDatabases databases =
                PatternDatabases.compile(Stream.concat(packets.literalSets(), transactions.literalSets()), cache);
        return new RuleProgram(
                rules.toArray(CompiledRule[]::new),
                packets.build(databases),
                transactions.build(databases),
                databases,
                regexes,
                names);
    }
}
