package dev.winnow.lane;

import dev.winnow.attack.AttackWatch;
import dev.winnow.flow.Flow;
import dev.winnow.flow.FlowSettings;
import dev.winnow.flow.FlowTable;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.PacketView;
import dev.winnow.reaction.AttackReactions;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;
import java.lang.foreign.Arena;

/// Gives packets and their flows to those who count attacks: the flows of the rules, or where rules ask for
/// none, flows of its own, whose bytes nobody puts together; those even when other rules come to ask for flows.
///
/// Threading: the judging thread. Allocates nothing per packet.
final class AttackFeed {
    /// See [FlowFollower].
    private static final int EXPIRY_STEP = 1 << 6;

    private final AttackWatch watch;
    private final AttackReactions reactions;
    private final FlowTable ownFlows;
    private int untilExpiry = EXPIRY_STEP;

    private AttackFeed(AttackWatch watch, AttackReactions reactions, FlowTable ownFlows) {
        this.watch = watch;
        this.reactions = reactions;
        this.ownFlows = ownFlows;
    }

    /// Where the judge follows flows, which it tells when they end.
    static AttackFeed ofJudge(AttackWatch watch, AttackReactions reactions) {
        return new AttackFeed(watch, reactions, null);
    }

    /// Where it does not.
    ///
    /// @param arena outlives the feed
    static AttackFeed ofItself(AttackWatch watch, AttackReactions reactions, Arena arena, FlowSettings settings) {
        return new AttackFeed(watch, reactions, new FlowTable(arena, settings, watch::ended));
    }

    /// @param flow the packet's; null where the judge follows none, or the packet has none
    /// @return a [VerdictWord]: drop where the packet is part of an attack, else accept
    long observe(PacketView view, Flow flow) {
        Flow followed = ownFlows == null ? flow : follow(view);
        boolean isPassed = flow != null && flow.isPassed();
        watch.observe(view, followed);
        long word = reactions.verdict(view, watch);
        if (isPassed) {
            return VerdictWord.ACCEPT;
        }
        boolean isCut = ownFlows != null && followed != null && followed.isDropped();
        return isCut && !VerdictWord.isDrop(word) ? VerdictWord.drop(Reason.FLOW) : word;
    }

    private Flow follow(PacketView view) {
        if (--untilExpiry == 0) {
            untilExpiry = EXPIRY_STEP;
            ownFlows.expire(view.timestampNs());
        }
        return ownFlows.track(view);
    }

    /// Takes a fragment, or a packet whose bytes cannot be believed.
    ///
    /// @return a [VerdictWord]: drop where the packet is part of an attack, else accept
    long observeOdd(PacketView view) {
        watch.observeOdd(view);
        return reactions.oddVerdict();
    }

    /// Takes leave of a flow of the judge's, where those are observed.
    void ended(Flow flow) {
        if (ownFlows == null) {
            watch.ended(flow);
        }
    }

    /// Makes known what the watch counts for itself.
    void publish(LaneCounters counters) {
        counters.set(LaneCounter.SOURCES_EVICTED, watch.forgottenSources());
        counters.set(LaneCounter.SUSPICIONS_LOST, watch.missedSuspicions());
        if (ownFlows != null) {
            counters.set(LaneCounter.FLOWS, ownFlows.size());
            counters.set(LaneCounter.FLOWS_EVICTED, ownFlows.evictions());
        }
    }

    /// Ends all flows of its own, and all attacks and what is done about them.
    void endAll() {
        if (ownFlows != null) {
            ownFlows.endAll();
        }
        watch.endAll();
        reactions.clear();
    }
}
