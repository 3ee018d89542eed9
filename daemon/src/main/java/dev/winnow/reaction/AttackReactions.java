package dev.winnow.reaction;

import dev.winnow.attack.AttackListener;
import dev.winnow.attack.AttackWatch;
import dev.winnow.attack.Challenges;
import dev.winnow.attack.Detector;
import dev.winnow.attack.Incident;
import dev.winnow.attack.Moment;
import dev.winnow.attack.Subject;
import dev.winnow.ban.BanDoor;
import dev.winnow.ban.BanRequests;
import dev.winnow.flow.Flow;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import dev.winnow.verdict.Enforcement;
import dev.winnow.verdict.Reaction;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;

/// Does what is due about an attack, as far as the operator allows: here what is done packet by packet, and by asking
/// for what is done by others.
///
/// Threading: one worker. Allocates nothing after the constructor.
public final class AttackReactions implements AttackListener {
    private static final long CUT_WORD =
            VerdictWord.drop(Reason.ATTACK) | VerdictWord.REJECT_SOURCE | VerdictWord.REJECT_DESTINATION;

    private static final long IPV4_MASK = 0xFFFF_FFFFL;

    private final AttackListener next;
    private final Enforcement enforcement;
    private final Reaction harshest;
    private final SourceGuard sources;
    private final BanDoor bans;
    private final Restraints restraints;
    private long pending = VerdictWord.ACCEPT;

    /// @param next     hears of everything
    /// @param enforcement what becomes of verdicts; bans are asked for in any case
    /// @param harshest the harshest reaction that is allowed
    /// @param sources  to whom nothing is done
    /// @param bans     where bans are asked for, and visits told
    /// @param restraints of all workers
    public AttackReactions(
            AttackListener next,
            Enforcement enforcement,
            Reaction harshest,
            SourceGuard sources,
            BanDoor bans,
            Restraints restraints) {
        this.next = next;
        this.enforcement = enforcement;
        this.harshest = harshest;
        this.sources = sources;
        this.bans = bans;
        this.restraints = restraints;
    }

    @Override
    public void attack(Incident incident, Moment moment, long nowNs) {
        if (incident.detector() == Detector.SYN_FLOOD && moment != Moment.END) {
            challenge(incident.high(), incident.low(), incident.key(), nowNs);
            giveUpHalfOpen(incident.high(), incident.low(), nowNs);
        }
        next.attack(incident, moment, nowNs);
    }

    @Override
    public void due(Reaction reaction, Detector detector, long high, long low, int key, long nowNs) {
        next.due(reaction, detector, high, low, key, nowNs);
        Reaction allowed = allowed(reaction, key);
        switch (allowed) {
            case NOTE -> {}
            case THROTTLE -> throttle(high, low, key, nowNs);
            case CHALLENGE -> challenge(high, low, key, nowNs);
            case CUT, BAN_SOURCE, BAN_COVER -> ask(allowed, detector, high, low, key, nowNs);
        }
    }

    @Override
    public boolean endsConnections(Reaction reaction, int key) {
        return enforcement == Enforcement.ENFORCED
                && Subject.isSender(key)
                && allowed(reaction, key).compareTo(Reaction.CUT) >= 0;
    }

    /// Where only addresses may be banned, a network is not banned as if it were one.
    private Reaction allowed(Reaction reaction, int key) {
        Reaction allowed = reaction.compareTo(harshest) > 0 ? harshest : reaction;
        return allowed == Reaction.BAN_SOURCE && Subject.kind(key) != Subject.SOURCE ? Reaction.CUT : allowed;
    }

    private void throttle(long high, long low, int key, long nowNs) {
        if (Subject.isSender(key) && !sources.comesFirst(high, low)) {
            restraints.throttle().begin(high, low, Subject.kind(key), nowNs);
        }
    }

    private void challenge(long high, long low, int key, long nowNs) {
        if (Subject.kind(key) == Subject.SERVICE && harshest.compareTo(Reaction.CHALLENGE) >= 0) {
            restraints.challenges().begin(high, low, Subject.port(key), nowNs);
        }
    }

    /// Those that were begun before strangers were challenged.
    private void giveUpHalfOpen(long high, long low, long nowNs) {
        if (harshest.compareTo(Reaction.CHALLENGE) >= 0) {
            int code = ReactionCodes.of(Reaction.CHALLENGE, Detector.SYN_FLOOD);
            offer(bans.requests(), high, low, Subject.SOURCE, code, nowNs);
        }
    }

    private void ask(Reaction reaction, Detector detector, long high, long low, int key, long nowNs) {
        if (Subject.isSender(key)) {
            offer(bans.requests(), high, low, key, ReactionCodes.of(reaction, detector), nowNs);
        }
    }

    private static void offer(BanRequests requests, long high, long low, int key, int code, long nowNs) {
        boolean ipv4 = Subject.ipVersion(high, low) == 4;
        int length = Subject.prefixLength(high, low, key);
        requests.offer(ipv4 ? 4 : 6, high, ipv4 ? low & IPV4_MASK : low, length, code, 0, nowNs);
    }

    @Override
    public void visited(long high, long low, long nowNs) {
        offer(bans.visits(), high, low, Subject.SOURCE, 0, nowNs);
    }

    @Override
    public void cut(Detector detector, PacketView view, Flow flow) {
        next.cut(detector, view, flow);
        if (harshest.compareTo(Reaction.CUT) >= 0 && !flow.isPassed() && !sources.comesFirst(view, flow)) {
            pending = CUT_WORD;
            endFlow(flow);
        }
    }

    @Override
    public void surplus(PacketView view, int key) {
        next.surplus(view, key);
        boolean mayThrottle = harshest.compareTo(Reaction.THROTTLE) >= 0 && !sources.comesFirst(view);
        boolean isGood = Subject.kind(key) == Subject.FRAGMENTED_HOST && sources.isKnown(view);
        if (mayThrottle
                && !isGood
                && restraints.hosts().refuses(view.destinationHigh(), view.destinationLow(), key, view.timestampNs())) {
            pending = VerdictWord.drop(Reason.ATTACK);
        }
    }

    /// Leaves everybody alone, as between two captures.
    public void clear() {
        restraints.clear();
        pending = VerdictWord.ACCEPT;
    }

    /// What is only tried is told once, and the rest of the flow goes by unseen, as it would not be there.
    private void endFlow(Flow flow) {
        switch (enforcement) {
            case ENFORCED -> flow.drop();
            case DRY_RUN -> flow.pass();
            case WATCHING -> {}
        }
    }

    /// What becomes of the packet that was counted last. Where packets are only watched, nothing: the attack's event
    /// says what is due, and the rules see all packets.
    ///
    /// @param watch knows whose source has completed a connection before
    /// @return a [VerdictWord]; accept leaves it to others
    public long verdict(PacketView view, AttackWatch watch) {
        long word = oddVerdict();
        if (VerdictWord.isDrop(word) || enforcement == Enforcement.WATCHING) {
            return word;
        }
        long nowNs = view.timestampNs();
        boolean refused = restraints.throttle().refuses(view.sourceHigh(), view.sourceLow(), nowNs)
                || (isSyn(view) && isUnproved(view, watch, nowNs));
        return refused && !sources.comesFirst(view) ? VerdictWord.drop(Reason.ATTACK) : VerdictWord.ACCEPT;
    }

    /// What becomes of the packet that was counted last, where that was a fragment or one whose bytes cannot be
    /// believed.
    ///
    /// @return a [VerdictWord]; accept leaves it to others
    public long oddVerdict() {
        long word = pending;
        pending = VerdictWord.ACCEPT;
        return enforcement == Enforcement.WATCHING ? VerdictWord.ACCEPT : word;
    }

    private boolean isUnproved(PacketView view, AttackWatch watch, long nowNs) {
        Challenges challenges = restraints.challenges();
        return challenges.isChallenged(view.destinationHigh(), view.destinationLow(), view.destinationPort(), nowNs)
                && !watch.isProved(view.sourceHigh(), view.sourceLow())
                && !sources.isKnown(view)
                && !challenges.isPassed(view.sourceHigh(), view.sourceLow(), view.sourcePort(), nowNs);
    }

    private static boolean isSyn(PacketView view) {
        return view.protocol() == IpProtocol.TCP
                && (view.tcpFlags() & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST)) == TcpFlags.SYN;
    }
}
