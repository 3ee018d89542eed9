package dev.winnow.detect;

import dev.winnow.detect.cache.DatabaseCache;
import dev.winnow.detect.threshold.ThresholdTable;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.syntax.Action;
import java.util.List;
import java.util.stream.IntStream;

/// A program with all that it takes to ask it, for one test.
final class Judge implements AutoCloseable {
    private final RuleProgram program;
    private final RuleEvaluator evaluator;
    private final Matches matches;
    private long verdict;

    Judge(String rules) {
        this(rules, new Matches());
    }

    /// @param matches how many alerts a packet may raise
    Judge(String rules, Matches matches) {
        this(RuleCompiler.compile(TestRules.parse(rules)), matches);
    }

    Judge(String rules, RuleData data) {
        this(
                RuleCompiler.compile(TestRules.parse(rules), Action::ordinal, List.of(), data, DatabaseCache.none()),
                new Matches());
    }

    /// @param order actions, the first to speak first
    Judge(String rules, List<Action> order, String thresholds) {
        this(
                RuleCompiler.compile(
                        TestRules.parse(rules),
                        order::indexOf,
                        TestRules.thresholds(thresholds),
                        RuleData.NONE,
                        DatabaseCache.none()),
                new Matches());
    }

    private Judge(RuleCompiler.Compilation compilation, Matches matches) {
        this.matches = matches;
        if (!compilation.refusals().isEmpty()) {
            throw new IllegalArgumentException(compilation.refusals().toString());
        }
        program = compilation.program();
        evaluator = new RuleEvaluator(program, new ThresholdTable(1024, 1));
    }

    /// Signature ids of the rules that alert on the packet, in order.
    List<Long> alerts(PacketView view) {
        verdict = evaluator.decide(view, null, matches);
        return IntStream.range(0, matches.count())
                .mapToObj(i -> sid(matches.ruleIndex(i)))
                .toList();
    }

    long sid(int ruleIndex) {
        return program.rule(ruleIndex).identity().sid();
    }

    /// On the packet asked about last.
    long verdict() {
        return verdict;
    }

    /// Of the packet asked about last.
    Matches matches() {
        return matches;
    }

    RuleProgram program() {
        return program;
    }

    EvaluatorCounters counters() {
        return evaluator.counters();
    }

    @Override
    public void close() {
        evaluator.close();
        program.close();
    }
}
