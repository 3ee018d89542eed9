package dev.winnow.lane;

import dev.winnow.detect.Matches;
import dev.winnow.detect.RuleEvaluator;
import dev.winnow.event.PacketSource;
import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.LinkType;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.reaction.SourceGuard;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;
import java.lang.foreign.MemorySegment;

/// One packet's way from bytes to a verdict word, the same for the queue, a capture and an interface.
///
/// The outer packet is judged, then each packet inside it; the first drop stands. Neither allocates nor throws on
/// hostile bytes. Threading: one thread, which owns the decoder, the evaluator and the counters.
public final class PacketJudge implements AutoCloseable {
    private static final Direction[] DIRECTIONS = Direction.values();
    private static final long BANNED = VerdictWord.drop(Reason.BAN);
    private static final long SPARED = VerdictWord.withReason(VerdictWord.ACCEPT, Reason.ALLOW_LIST);

    private final PacketDecoder decoder;
    private RuleEvaluator evaluator;
    private final Matches matches;
    private final long malformedWord;
    private final LaneCounters counters;
    private final JudgementListener listener;
    private FlowFollower flows;
    private final ExceptionGuard exceptions;
    private final SourceGuard sources;
    private final AttackFeed attacks;
    private final PacketView view = new PacketView();
    private long fragmentRefusals;
    private int mark;
    private int markMask;

    /// @param flows null where no rule asks for what only flows can tell
    /// @param sources who is kept out, and of whom nothing is dropped
    /// @param attacks null where attacks are not looked for
    /// @param malformedWord the verdict of packets whose bytes cannot be believed
    PacketJudge(
            PacketDecoder decoder,
            FlowFollower flows,
            ExceptionGuard exceptions,
            SourceGuard sources,
            AttackFeed attacks,
            RuleEvaluator evaluator,
            Matches matches,
            long malformedWord,
            LaneCounters counters,
            JudgementListener listener) {
        this.decoder = decoder;
        this.flows = flows;
        this.exceptions = exceptions;
        this.sources = sources;
        this.attacks = attacks;
        this.evaluator = evaluator;
        this.matches = matches;
        this.malformedWord = malformedWord;
        this.counters = counters;
        this.listener = listener;
        if (flows != null) {
            flows.onEnd(this::lookLast);
        }
    }

    /// Judges by other rules from the next packet on; flows go on.
    ///
    /// @return the evaluator that was used so far, the caller's to close
    RuleEvaluator adopt(JudgeRules rules) {
        RuleEvaluator before = evaluator;
        evaluator = rules.evaluator();
        decoder.examine(rules.examines());
        if (flows == null) {
            flows = rules.follower();
            if (flows != null) {
                flows.onEnd(this::lookLast);
            }
        } else {
            flows.adopt(rules);
        }
        return before;
    }

    /// What follows the flows; null where nobody asks for them.
    FlowFollower flows() {
        return flows;
    }

    /// Judges a captured frame.
    ///
    /// @param length bytes at hand from `offset` on
    /// @return a [VerdictWord]
    long judgeFrame(
            MemorySegment memory, long offset, int length, LinkType link, long timestampNs, ChecksumMode checksums) {
        decoder.decode(memory, offset, length, link, timestampNs, checksums, view);
        return judgeAll();
    }

    /// Judges a packet from the queue.
    ///
    /// @param wireLength the packet's length before the kernel cut it to the copy range
    /// @return a [VerdictWord]
    public long judgeIp(
            MemorySegment memory, long offset, int length, int wireLength, long timestampNs, ChecksumMode checksums) {
        decoder.decodeIp(memory, offset, length, wireLength, timestampNs, checksums, view);
        return judgeAll();
    }

    /// Whether the packet judged last, or the innermost one in it, had good checksums.
    boolean checksumsGood() {
        return view.checksumsGood();
    }

    /// What rules want the mark of the packet judged last to be, in the bits of [#markMask].
    int mark() {
        return mark;
    }

    /// Bits of the packet's mark that rules set.
    int markMask() {
        return markMask;
    }

    private void noteMark() {
        mark = (mark & ~matches.markMask()) | matches.mark();
        markMask |= matches.markMask();
    }

    private long judgeAll() {
        mark = 0;
        markMask = 0;
        long word = VerdictWord.ACCEPT;
        do {
            long inner = judgeView();
            if (!VerdictWord.isDrop(word)) {
                word = inner;
            }
        } while (decoder.descend(view));
        count(word);
        return word;
    }

    private long judgeView() {
        if (sources.isBanned(view)) {
            return judgeUnless(BANNED, null);
        }
        if (attacks != null && (view.isFragment() || view.isMalformed())) {
            long word = attacks.observeOdd(view);
            if (VerdictWord.isDrop(word)) {
                return judgeUnless(word, null);
            }
        }
        long refusal = view.isFragment() && wasRefused() ? exceptions.fragmentRefused() : ExceptionGuard.JUDGE;
        if (refusal != ExceptionGuard.JUDGE) {
            return judgeUnless(unlessSpared(refusal, null), null);
        }
        if (view.isMalformed()) {
            counters.malformed(view.malformed());
            if (view.malformed().hidesTransport() || VerdictWord.isDrop(malformedWord)) {
                return judgeByRules(null);
            }
        }
        if (!view.checksumsGood()) {
            counters.increment(LaneCounter.WRONG_CHECKSUM);
            return judgeByRules(null);
        }
        Flow flow = flows == null ? null : flows.follow(view);
        if (attacks != null) {
            long word = attacks.observe(view, flow);
            if (VerdictWord.isDrop(word)) {
                listener.dropped(view, flow, word);
                return word;
            }
        }
        long rejects = flow != null && flows.takeTurn(flow) ? lookBack(flow) : 0;
        if (flow != null && flow.isDropped() && !sources.spares(view, flow)) {
            long word = VerdictWord.drop(Reason.FLOW) | rejects;
            listener.dropped(view, flow, word);
            return word;
        }
        if (flow == null) {
            boolean isRefused = flows != null && flows.refusedFlow();
            return judgeUnless(isRefused ? unlessSpared(exceptions.flowRefused(), null) : ExceptionGuard.JUDGE, null);
        }
        return judgeUnless(
                flow.isPassed()
                        ? VerdictWord.ACCEPT
                        : unlessSpared(exceptions.check(view, flow, flows.refusedBytes()), flow),
                flow);
    }

    /// Lets the packet at hand through in spite of a drop where its source comes first.
    private long unlessSpared(long word, Flow flow) {
        if (!VerdictWord.isDrop(word) || !sources.spares(view, flow)) {
            return word;
        }
        counters.increment(LaneCounter.SPARED);
        return SPARED;
    }

    /// Whether there was no room for the fragment at hand.
    private boolean wasRefused() {
        long before = fragmentRefusals;
        fragmentRefusals = decoder.fragments().refusals();
        return fragmentRefusals != before;
    }

    /// Judges the packet by the rules, unless a policy has decided about it.
    ///
    /// @param decided what was decided, or [ExceptionGuard#JUDGE]
    private long judgeUnless(long decided, Flow flow) {
        if (decided == ExceptionGuard.JUDGE) {
            return judgeByRules(flow);
        }
        boolean isStrange = flow != null && decided == VerdictWord.ACCEPT && flows.refusesUnseen(flow);
        long word = isStrange ? unlessSpared(VerdictWord.drop(Reason.AMBIGUOUS), flow) : decided;
        if (VerdictWord.isDrop(word)) {
            listener.dropped(view, flow, word);
        }
        return word;
    }

    private long judgeByRules(Flow flow) {
        long word = evaluator.decide(view, flow, matches);
        noteMark();
        if (!VerdictWord.isDrop(word)) {
            word = unlessUnbelievable(word, flow);
        }
        word = unlessSpared(word, flow);
        tell(view, flow, word, PacketSource.WIRE);
        if (flow != null) {
            flows.settle(flow, matches, matches.dropsFlow() && sources.spares(view, flow));
        }
        return word;
    }

    /// Judges what the flow's earlier protocol has left in either direction, as rules about it see it, before
    /// the packet with which the flow turned from it.
    ///
    /// @return whom the rules that drop the flow tell of it, see [VerdictWord#rejects]
    private long lookBack(Flow flow) {
        Direction way = flow.direction();
        long rejects = 0;
        for (int i = DIRECTIONS.length - 1; i >= 0 && !flow.isDropped() && !flow.isPassed(); i--) {
            PacketView turn = flows.turnPacket(flow, DIRECTIONS[i], decoder);
            boolean spared = sources.spares(turn, flow);
            long judged = evaluator.decideAtTurn(turn, flow, matches);
            long word = spared && VerdictWord.isDrop(judged) ? SPARED : judged;
            noteMark();
            tell(turn, flow, word, PacketSource.FLOW_TURN);
            flows.settle(flow, matches, spared);
            rejects |= VerdictWord.rejects(word);
        }
        flow.lookAt(way);
        return rejects;
    }

    private void tell(PacketView packet, Flow flow, long word, PacketSource source) {
        if (matches.count() > 0 || matches.isTagged() || VerdictWord.isDrop(word)) {
            counters.add(LaneCounter.ALERTS, matches.count());
            listener.matched(packet, flow, matches, word, source);
        }
    }

    /// What becomes of a packet that no rule drops.
    private long unlessUnbelievable(long word, Flow flow) {
        if (flow != null && flows.refuses(flow)) {
            return VerdictWord.drop(Reason.AMBIGUOUS);
        }
        return view.isMalformed() ? malformedWord : word;
    }

    /// Judges what a flow that ends has not been judged for: bytes that nobody acknowledged, a body that ends with
    /// its connection.
    private void lookLast(Flow flow) {
        if (attacks != null) {
            attacks.ended(flow);
        }
        if (!flow.isDropped() && !flow.isPassed() && !exceptions.decidesAlone(flow)) {
            for (Direction direction : DIRECTIONS) {
                PacketView end = flows.endPacket(flow, direction, decoder);
                evaluator.decideAtEnd(end, flow, matches);
                tell(end, flow, VerdictWord.ACCEPT, PacketSource.FLOW_END);
            }
        }
    }

    /// Ends all flows and forgets fragments, as behind a capture.
    void endAll() {
        if (flows != null) {
            flows.endAll();
        }
        if (attacks != null) {
            attacks.endAll();
        }
        decoder.reset();
    }

    private void count(long word) {
        if (VerdictWord.isDrop(word)) {
            counters.dropped(Reason.of(word));
        } else {
            counters.increment(LaneCounter.ACCEPTED);
        }
    }

    /// Makes known what decoder and evaluator count for themselves. Cheap, but not for every packet: once a batch.
    void publishCounters() {
        counters.set(LaneCounter.REGEX_LIMIT_HITS, evaluator.counters().regexesCutShort());
        counters.set(
                LaneCounter.FRAGMENTS_EVICTED,
                decoder.fragments().evictions() + decoder.fragments().timeouts());
        if (flows != null) {
            flows.publish(counters);
        }
        if (attacks != null) {
            attacks.publish(counters);
        }
    }

    @Override
    public void close() {
        evaluator.close();
    }
}
