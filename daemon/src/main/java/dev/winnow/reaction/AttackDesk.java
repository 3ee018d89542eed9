package dev.winnow.reaction;

import dev.winnow.attack.Detector;
import dev.winnow.ban.Ban.Cause;
import dev.winnow.ban.BanKeeper;
import dev.winnow.ban.BanOutcome;
import dev.winnow.ban.Cover;
import dev.winnow.ban.CoverPrices;
import dev.winnow.ban.OffenceHandler;
import dev.winnow.ban.Prefix;
import dev.winnow.ban.Source;
import dev.winnow.rule.address.IpAddress;
import dev.winnow.verdict.Reaction;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Does what is due about attackers and needs more than a packet: bans them, or the narrowest networks that hold them,
/// and ends the connections that they have.
///
/// Threading: the thread that bans.
public final class AttackDesk implements OffenceHandler {
    /// Of a network, that many parts are banned at most.
    private static final int COVER_BUDGET = 8;

    private static final int MOST_REMEMBERED = 8_192;
    private static final long REMEMBERED_NS = TimeUnit.MINUTES.toNanos(5);

    /// In that time the kernel has answered again whoever has not answered.
    private static final long HALF_OPEN_NS = TimeUnit.MILLISECONDS.toNanos(1_200);

    private static final int MOST_FLOODED = 64;

    private final Consumer<Collection<Prefix>> cutter;
    private final Optional<Path> evidence;
    private final Consumer<Prefix> halfOpenCutter;

    /// Servers in a SYN flood, and when to look at their handshakes.
    private final Map<Prefix, Long> flooded = new LinkedHashMap<>();

    private final Set<Prefix> toCut = new LinkedHashSet<>();

    /// Who has taken part in something of late, and when; the longest ago first.
    private final Map<IpAddress, Long> attackers = new LinkedHashMap<>();

    /// @param cutter ends the connections with somebody
    /// @param halfOpenCutter gives up handshakes with a server that nobody has completed for a second
    /// @param evidence the folder that packets are kept in; empty where none are
    public AttackDesk(Consumer<Collection<Prefix>> cutter, Consumer<Prefix> halfOpenCutter, Optional<Path> evidence) {
        this.cutter = cutter;
        this.halfOpenCutter = halfOpenCutter;
        this.evidence = evidence;
    }

    @Override
    public void onOffence(BanKeeper keeper, Prefix prefix, int reasonCode, int sid, long nowNs) {
        Reaction reaction = ReactionCodes.reaction(reasonCode);
        Detector detector = ReactionCodes.detector(reasonCode);
        if (prefix.isHost() && reaction != Reaction.CHALLENGE) {
            remember(prefix.address(), nowNs);
        }
        switch (reaction) {
            case BAN_SOURCE -> ban(keeper, prefix, detector, nowNs);
            case BAN_COVER -> cover(keeper, prefix, detector, nowNs);
            case CUT -> cut(keeper, prefix, nowNs);
            case CHALLENGE -> await(prefix, nowNs);
            case NOTE, THROTTLE -> {}
        }
    }

    /// What came before strangers were challenged shows what it is a second later.
    private void await(Prefix server, long nowNs) {
        if (flooded.size() < MOST_FLOODED) {
            flooded.putIfAbsent(server, nowNs + HALF_OPEN_NS);
        }
    }

    private void remember(IpAddress address, long nowNs) {
        attackers.remove(address);
        attackers.put(address, nowNs);
        if (attackers.size() > MOST_REMEMBERED) {
            attackers.remove(attackers.keySet().iterator().next());
        }
    }

    /// @return whether he is banned now
    private boolean ban(BanKeeper keeper, Prefix prefix, Detector detector, long nowNs) {
        String reason = detector.label();
        Cause cause = new Cause(reason, reason, 0, evidence(detector), Cause.DAEMON);
        BanOutcome outcome = keeper.offend(prefix, cause, nowNs);
        boolean banned = !(outcome instanceof BanOutcome.Refused);
        if (banned) {
            toCut.add(prefix);
        }
        return banned;
    }

    /// Where to find the packet with which it began: files come and go, the comment beside a packet stays.
    private String evidence(Detector detector) {
        return evidence.map(folder -> folder + ", packets with the comment \"" + detector.label() + "\"")
                .orElse("");
    }

    /// Bans what holds those who took part, not all of the network that they are in, and as few others as can be who
    /// were here lately.
    private void cover(BanKeeper keeper, Prefix network, Detector detector, long nowNs) {
        attackers.values().removeIf(seenNs -> nowNs - seenNs > REMEMBERED_NS);
        List<Source> visitors = keeper.visitorsIn(network, nowNs).stream()
                .filter(visitor -> !attackers.containsKey(visitor.address()))
                .toList();
        Cover.of(attackersIn(network), visitors, CoverPrices.DEFAULT, COVER_BUDGET)
                .prefixes()
                .forEach(prefix -> banAround(keeper, prefix, detector, nowNs));
    }

    /// Where somebody in it must not be banned, bans the parts around him.
    private void banAround(BanKeeper keeper, Prefix prefix, Detector detector, long nowNs) {
        if (attackersIn(prefix).isEmpty() || ban(keeper, prefix, detector, nowNs) || prefix.isHost()) {
            return;
        }
        banAround(keeper, prefix.half(false), detector, nowNs);
        banAround(keeper, prefix.half(true), detector, nowNs);
    }

    private List<Source> attackersIn(Prefix prefix) {
        return attackers.keySet().stream()
                .filter(prefix::contains)
                .map(address -> new Source(address, 1))
                .toList();
    }

    private void cut(BanKeeper keeper, Prefix prefix, long nowNs) {
        if (keeper.explain(prefix, nowNs).protection().isEmpty()) {
            toCut.add(prefix);
        }
    }

    @Override
    public void flush(long nowNs) {
        for (Iterator<Map.Entry<Prefix, Long>> each = flooded.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Prefix, Long> server = each.next();
            if (nowNs >= server.getValue()) {
                each.remove();
                halfOpenCutter.accept(server.getKey());
            }
        }
        if (!toCut.isEmpty()) {
            cutter.accept(List.copyOf(toCut));
            toCut.clear();
        }
    }
}
