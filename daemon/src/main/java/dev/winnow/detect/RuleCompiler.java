package dev.winnow.detect;

import dev.winnow.detect.cache.DatabaseCache;
import dev.winnow.detect.content.RegexPool;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.threshold.ThresholdEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/// Makes a [RuleProgram] of resolved rules.
public final class RuleCompiler {
    private final List<ThresholdEntry> thresholds;
    private final RuleData data;
    private final RegexPool regexes = new RegexPool();
    private final VariableNames names;
    private final RuleNumbers numbersBefore;

    private record Ranked(RuleOrder order, ResolvedRule rule) {}

    /// One of both is null.
    private record Outcome(CompiledRule rule, Refusal refusal) {}

    private RuleCompiler(List<ThresholdEntry> thresholds, RuleData data, Optional<RuleProgram> predecessor) {
        this.thresholds = thresholds;
        this.data = data;
        names = predecessor.map(before -> new VariableNames(before.names())).orElseGet(VariableNames::new);
        numbersBefore = predecessor.map(RuleProgram::numbers).orElse(RuleNumbers.NONE);
    }

    /// A rule that is in order but cannot be evaluated.
    ///
    /// @param reason for people
    public record Refusal(ResolvedRule rule, String reason) {}

    /// The program of the usable rules, which the caller closes, and the others.
    public record Compilation(RuleProgram program, List<Refusal> refusals) {}

    /// Compiles all rules that can be, with Suricata's usual order of actions, without data and without a cache.
    ///
    /// @throws IllegalStateException if the pattern library fails on literals, for want of memory
    public static Compilation compile(List<ResolvedRule> resolved) {
        return compile(resolved, RuleCompiler::usualRank, List.of(), RuleData.NONE, DatabaseCache.none());
    }

    /// As below, of rules that take nobody's place.
    public static Compilation compile(
            List<ResolvedRule> resolved,
            ToIntFunction<Action> rank,
            List<ThresholdEntry> thresholds,
            RuleData data,
            DatabaseCache cache) {
        return compile(resolved, rank, thresholds, data, cache, Optional.empty());
    }

    /// Compiles all rules that can be; takes as many threads as the common pool has.
    ///
    /// @param rank lower for actions that speak earlier
    /// @param thresholds what is said about how often rules may speak, beside what they say themselves
    /// @param data what they may ask about; the program closes it
    /// @param predecessor whose place the program is to take while flows go on that keep its variables
    /// @throws IllegalStateException if the pattern library fails on literals, for want of memory
    public static Compilation compile(
            List<ResolvedRule> resolved,
            ToIntFunction<Action> rank,
            List<ThresholdEntry> thresholds,
            RuleData data,
            DatabaseCache cache,
            Optional<RuleProgram> predecessor) {
        RuleCompiler compiler = new RuleCompiler(thresholds, data, predecessor);
        resolved.forEach(data::prepare);
        List<Outcome> outcomes = resolved.parallelStream()
                .map(rule -> new Ranked(RuleOrder.of(rank.applyAsInt(rule.action()), rule), rule))
                .sorted(Comparator.comparing(Ranked::order))
                .map(ranked -> compiler.compile(ranked.rule))
                .toList();
        List<CompiledRule> rules =
                outcomes.stream().map(Outcome::rule).filter(Objects::nonNull).toList();
        List<Refusal> refusals =
                outcomes.stream().map(Outcome::refusal).filter(Objects::nonNull).toList();
        return new Compilation(compiler.program(rules, cache), refusals);
    }

    private static int usualRank(Action action) {
        return switch (action) {
            case PASS -> 0;
            case DROP -> 1;
            case REJECT, REJECTSRC, REJECTDST, REJECTBOTH -> 2;
            case ALERT -> 3;
        };
    }

    private Outcome compile(ResolvedRule rule) {
        try {
            return new Outcome(CompiledRule.of(rule, regexes, names, thresholds, data), null);
        } catch (IllegalArgumentException e) {
            return new Outcome(null, new Refusal(rule, e.getMessage()));
        }
    }

    private RuleProgram program(List<CompiledRule> rules, DatabaseCache cache) {
        // The pool that the caller's parallel streams run in.
        Executor helpers = ForkJoinTask.inForkJoinPool() ? ForkJoinTask.getPool() : ForkJoinPool.commonPool();
        CompletableFuture<PacketGroupsBuilder> sorting =
                CompletableFuture.supplyAsync(() -> new PacketGroupsBuilder(rules), helpers);
        TransactionGroupsBuilder transactions = new TransactionGroupsBuilder(rules);
        PacketGroupsBuilder packets = sorting.join();
        PatternDatabases databases =
                PatternDatabases.compile(Stream.concat(packets.literalSets(), transactions.literalSets()), cache);
        CompletableFuture<PacketGroups> packetGroups =
                CompletableFuture.supplyAsync(() -> packets.build(databases), helpers);
        TransactionGroups transactionGroups = transactions.build(databases);
        return new RuleProgram(
                rules.toArray(CompiledRule[]::new),
                packetGroups.join(),
                transactionGroups,
                databases,
                regexes,
                names,
                numbersBefore.next(rules),
                data);
    }
}
