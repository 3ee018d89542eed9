package dev.winnow.detect;

import dev.winnow.detect.content.Inspection;
import dev.winnow.detect.content.InspectionLimits;
import dev.winnow.detect.tag.TagTable;
import dev.winnow.detect.threshold.RateDecision;
import dev.winnow.detect.threshold.ThresholdTable;
import dev.winnow.detect.transform.TransformSpace;
import dev.winnow.flow.Flow;
import dev.winnow.flow.HostBits;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.syntax.Action;
import dev.winnow.verdict.VerdictWord;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Judges packets by a [RuleProgram]: the sixth hop of a packet.
///
/// Owns what a scan needs to scribble on, so each thread has its own; [#close] it before the program. Nothing is
/// allocated per packet.
public final class RuleEvaluator implements AutoCloseable {
    private static final int DEFAULT_HOST_BITS = 1 << 10;

    /// Of a buffer, 128 KiB: more than any body that is kept.
    private static final int MAX_TRANSFORMED_BYTES = 1 << 17;

    private final RuleProgram program;
    private final ThresholdTable thresholds;
    private final TagTable tags;
    private final Candidates candidates;
    /// Of the rules that speak of transactions those whose literal is in the payload at hand.
    private final Candidates inPayload;
    private final PrefilterScanner scanner;
    private final Arena arena = Arena.ofShared();
    private final Inspection inspection;
    private final TransformSpace transformSpace;
    private final RuleInspector inspector;
    private final TransactionInspector transactions;
    private final EvaluatorCounters counters;
    private final PacketContext packet;
    private final FiredRules fired = new FiredRules();
    /// What is told of the transaction at hand by rules that look into packets and streams.
    private int guess;

    /// An evaluator within Suricata's default limits.
    ///
    /// @param thresholds shared by all evaluators of a lane
    public RuleEvaluator(RuleProgram program, ThresholdTable thresholds) {
        this(program, thresholds, new HostBits(DEFAULT_HOST_BITS, 0), null, InspectionLimits.DEFAULT);
    }

    /// @param thresholds shared by all evaluators of a lane
    /// @param hostBits likewise
    /// @param tags likewise; null where nobody is told of tagged packets
    /// @param limits of each rule on each packet
    public RuleEvaluator(
            RuleProgram program, ThresholdTable thresholds, HostBits hostBits, TagTable tags, InspectionLimits limits) {
        this.program = program;
        this.thresholds = thresholds;
        this.tags = tags;
        candidates = new Candidates(program.ruleCount());
        inPayload = new Candidates(program.ruleCount());
        scanner = new PrefilterScanner(program);
        inspection = new Inspection(program.regexes(), limits);
        packet = new PacketContext(hostBits, inspection.captures());
        transformSpace = new TransformSpace(arena, MAX_TRANSFORMED_BYTES, program.regexes());
        inspector = new RuleInspector(inspection, transformSpace);
        counters = new EvaluatorCounters(scanner, inspection);
        transactions = new TransactionInspector(program, scanner, candidates, inPayload, inspector, counters);
    }

    /// Asks every rule that the packet can match: those of packets and streams first, then those of transactions; and
    /// lets the ones that matched speak in rule order.
    ///
    /// A pass rule ends it. Drops and rejects add up: the packet is dropped, and whoever one of them tells is told.
    /// Of a packet that is malformed only what its IP header says is believed, and that only where it is whole;
    /// rules about what is odd meet the packet in any case. What becomes of it beyond that is the caller's
    /// business.
    ///
    /// @param flow the packet's, turned to this packet; null for one without
    /// @param matches cleared, then filled with what fired
    /// @return a [VerdictWord]: accept, or drop with [dev.winnow.verdict.Reason#RULE]
    public long decide(PacketView view, Flow flow, Matches matches) {
        matches.clear();
        if (view.ipVersion() == 0 && view.decodeEvents().isEmpty()) {
            return VerdictWord.ACCEPT;
        }
        fired.clear();
        packet.turnTo(view, flow, matches.excerpts());
        inspectPacket();
        return conclude(matches);
    }

    /// Judges what is left of a flow that ends: what its stream and its transactions hold and nobody has looked into.
    /// Rules that speak of packets have nothing to say.
    ///
    /// @param view stands for the flow's end; was never on the wire
    /// @param flow turned to the direction that is looked at
    /// @param matches cleared, then filled with what fired
    public void decideAtEnd(PacketView view, Flow flow, Matches matches) {
        matches.clear();
        fired.clear();
        packet.turnTo(view, flow, matches.excerpts());
        packet.isEnd = true;
        if (packet.hasFreshStream()) {
            inspectPacket();
        }
        conclude(matches);
    }

    /// Judges what a flow has said before it turned to another protocol, or to ciphertext, as [#decideAtEnd] does;
    /// but rules have their say that ask for the protocol alone.
    ///
    /// @param view stands for the turn; was never on the wire
    /// @param flow turned to the direction that is looked at
    /// @param matches cleared, then filled with what fired
    /// @return as [#decide]
    public long decideAtTurn(PacketView view, Flow flow, Matches matches) {
        matches.clear();
        fired.clear();
        packet.turnTo(view, flow, matches.excerpts());
        packet.lookBack();
        inspectPacket();
        return conclude(matches);
    }

    private long conclude(Matches matches) {
        guess = fired.count() == 0 ? Excerpts.NONE : packet.takeYoungest();
        if (packet.conversation != null) {
            transactions.inspect(packet, fired);
        }
        inPayload.clear();
        packet.keepCaptures();
        matches.note(packet.captures);
        packet.leave();
        long word = fired.count() == 0 ? VerdictWord.ACCEPT : settle(matches);
        if (tags != null && tags.isHeld()) {
            boolean told = tags.count(packet.view, packet.flow);
            matches.tagged(told && !packet.isEnd && !packet.isTurn);
        }
        matches.mark(packet.mark, packet.markMask);
        return word;
    }

    private void inspectPacket() {
        RuleGroup group = program.packetGroup(packet.view, packet.direction);
        group.unfiltered().collect(packet.view, candidates);
        scan(group);
        for (int index = candidates.takeFirst(); index >= 0; index = candidates.takeFirst()) {
            CompiledRule rule = program.compiled(index);
            if (rule.isTransactional()) {
                inPayload.add(index);
            } else if (packet.isAsked(rule)) {
                judge(index, rule);
            }
        }
    }

    private void judge(int index, CompiledRule rule) {
        counters.candidates++;
        if (inspector.matches(rule, packet)) {
            counters.matches++;
            rule.act(packet);
            packet.keepCaptures();
            fired.add(index, packet.isEnd || inspector.matchedStream(), Excerpts.NONE);
        }
    }

    private void scan(RuleGroup group) {
        if (packet.isOpaque()) {
            return;
        }
        PacketView view = packet.view;
        if (view.payloadLength() > 0) {
            scan(group.packets(), view.memory(), view.payloadOffset(), view.payloadLength());
            if (!packet.payloadInStream) {
                scan(group.streams(), view.memory(), view.payloadOffset(), view.payloadLength());
            }
        }
        if (packet.hasFreshStream() && group.streams() != null) {
            counters.scans++;
            scanner.scanStream(group.streams(), packet, candidates);
        }
    }

    private void scan(Prefilter prefilter, MemorySegment memory, long offset, int length) {
        if (prefilter != null) {
            counters.scans++;
            scanner.scan(prefilter, memory, offset, length, candidates);
        }
    }

    private long settle(Matches matches) {
        fired.sort();
        long verdict = VerdictWord.ACCEPT;
        for (int i = 0; i < fired.count(); i++) {
            int index = fired.rule(i);
            CompiledRule rule = program.compiled(index);
            RateDecision rate = rule.rate(packet.view, thresholds);
            Action action = rule.action(rate);
            if (rate == RateDecision.NO_MATCH || (rate == RateDecision.SILENT && action == Action.PASS)) {
                continue;
            }
            if (tags != null) {
                rule.tag(packet.view, packet.flow, tags);
            }
            boolean wholeFlow = fired.isStateful(i) || rule.speaksForFlow();
            speak(i, rate, matches);
            if (action == Action.PASS) {
                matches.pass(index, wholeFlow);
                return verdict;
            }
            if (action.drops()) {
                matches.drop(index, wholeFlow);
                long word = rule.verdictWord(rate);
                verdict = VerdictWord.isDrop(verdict) ? verdict | VerdictWord.rejects(word) : word;
            }
        }
        return verdict;
    }

    private void speak(int i, RateDecision rate, Matches matches) {
        int index = fired.rule(i);
        CompiledRule rule = program.compiled(index);
        Action action = rule.action(rate);
        // As in Suricata 7.0.10, what becomes of a pass rule by its rate is told, even if the rule is not to speak.
        boolean isTurned = rate == RateDecision.NEW_ACTION && rule.source().action() == Action.PASS;
        boolean silent = rate == RateDecision.SILENT || (rule.isSilent() && !isTurned);
        if (!silent && (action != Action.PASS || rate == RateDecision.MATCH)) {
            boolean isGuess = fired.excerpt(i) == Excerpts.NONE;
            int transaction = isGuess ? guess : fired.excerpt(i);
            matches.alert(index, action, rate == RateDecision.NEW_ACTION, transaction, isGuess, fired.isStateful(i));
        } else if (action != Action.PASS) {
            matches.suppress();
        }
    }

    /// What this evaluator has done so far.
    public EvaluatorCounters counters() {
        return counters;
    }

    /// Frees the native memory.
    @Override
    public void close() {
        inspection.close();
        transformSpace.close();
        scanner.close();
        arena.close();
    }
}
