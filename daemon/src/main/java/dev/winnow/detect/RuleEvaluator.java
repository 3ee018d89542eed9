package dev.winnow.detect;

import dev.winnow.detect.content.Inspection;
import dev.winnow.detect.content.InspectionLimits;
import dev.winnow.detect.header.FlowHint;
import dev.winnow.detect.threshold.RateDecision;
import dev.winnow.detect.threshold.ThresholdTable;
import dev.winnow.packet.PacketView;
import dev.winnow.verdict.VerdictWord;

/// Judges packets by a [RuleProgram]: the sixth hop of a packet.
///
/// Owns what a scan needs to scribble on, so each thread has its own; [#close] it before the program. Nothing is
/// allocated per packet.
public final class RuleEvaluator implements AutoCloseable {
    private final RuleProgram program;
    private final ThresholdTable thresholds;
    private final FlowHint flowHint;
    private final Candidates candidates;
    private final PrefilterScanner scanner;
    private final Inspection payload;
    private final EvaluatorCounters counters;

    /// An evaluator within Suricata's default limits.
    ///
    /// @param thresholds shared by all evaluators of a lane
    /// @param flowHint asked on the evaluator's thread
    public RuleEvaluator(RuleProgram program, ThresholdTable thresholds, FlowHint flowHint) {
        this(program, thresholds, flowHint, InspectionLimits.DEFAULT);
    }

    /// @param thresholds shared by all evaluators of a lane
    /// @param flowHint asked on the evaluator's thread
    /// @param limits of each rule on each packet
    public RuleEvaluator(RuleProgram program, ThresholdTable thresholds, FlowHint flowHint, InspectionLimits limits) {
        this.program = program;
        this.thresholds = thresholds;
        this.flowHint = flowHint;
        candidates = new Candidates(program.ruleCount());
        scanner = new PrefilterScanner(program);
        payload = new Inspection(program.regexes(), limits);
        counters = new EvaluatorCounters(scanner, payload);
    }

    /// Asks every rule that the packet can match, in rule order.
    ///
    /// A pass rule ends it. Drops and rejects add up: the packet is dropped, and whoever one of them tells is told.
    /// A packet without a whole IP header matches no rule. Of one that is otherwise malformed only what its IP
    /// header says is believed; what becomes of it beyond that is the caller's business.
    ///
    /// @param matches cleared, then filled with what fired
    /// @return a [VerdictWord]: accept, or drop with [dev.winnow.verdict.Reason#RULE]
    public long decide(PacketView view, Matches matches) {
        matches.clear();
        if (view.ipVersion() == 0) {
            return VerdictWord.ACCEPT;
        }
        RuleGroup group = program.groupOf(view);
        collectCandidates(group, view);
        int first = candidates.takeFirst();
        if (first < 0) {
            return VerdictWord.ACCEPT;
        }
        payload.lookAt(view.memory(), view.payloadOffset(), view.payloadLength());
        int flow = group.asksForFlow() ? flowHint.of(view) : FlowHint.UNKNOWN;
        return evaluate(first, view, flow, matches);
    }

    private void collectCandidates(RuleGroup group, PacketView view) {
        group.unfiltered().collect(view, candidates);
        Prefilter prefilter = group.prefilter();
        if (prefilter != null && view.payloadLength() > 0) {
            counters.scans++;
            scanner.scan(prefilter, view.memory(), view.payloadOffset(), view.payloadLength(), candidates);
        }
    }

    private long evaluate(int first, PacketView view, int flow, Matches matches) {
        long verdict = VerdictWord.ACCEPT;
        for (int index = first; index >= 0; index = candidates.takeFirst()) {
            counters.candidates++;
            CompiledRule rule = program.compiled(index);
            if (!rule.matches(view, flow, payload)) {
                continue;
            }
            RateDecision rate = rule.rate(view, thresholds);
            if (rate == RateDecision.NO_MATCH) {
                continue;
            }
            counters.matches++;
            if (rule.passes()) {
                matches.pass(index);
                candidates.clear();
                return verdict;
            }
            verdict = fire(rule, index, rate, verdict, matches);
        }
        return verdict;
    }

    private static long fire(CompiledRule rule, int index, RateDecision rate, long verdict, Matches matches) {
        if (rate == RateDecision.SILENT || rule.isSilent()) {
            matches.suppress();
        } else {
            matches.alert(index, rule.action());
        }
        if (!rule.drops()) {
            return verdict;
        }
        matches.drop(index);
        return VerdictWord.isDrop(verdict) ? verdict | rule.verdictWord() : rule.verdictWord();
    }

    /// What this evaluator has done so far.
    public EvaluatorCounters counters() {
        return counters;
    }

    /// Frees the native memory.
    @Override
    public void close() {
        payload.close();
        scanner.close();
    }
}
