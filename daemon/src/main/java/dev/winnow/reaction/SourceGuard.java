package dev.winnow.reaction;

import dev.winnow.attack.Subject;
import dev.winnow.ban.BanDoor;
import dev.winnow.ban.TimedPrefixes;
import dev.winnow.ban.allow.AllowedSources;
import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.packet.OuterHeader;
import dev.winnow.packet.PacketView;

/// Who is kept out whatever he sends, of whom nothing is dropped whatever he sends, and who has a good name.
///
/// Of a packet in a tunnel the tunnel's end counts: what it carries could name anybody.
///
/// Threading: any number of threads. Allocates nothing.
public final class SourceGuard {
    private final TimedPrefixes banned;
    private final AllowedSources allowed;
    private final TimedPrefixes known;

    /// @param bans whose sets are asked
    public SourceGuard(BanDoor bans) {
        banned = bans.sources();
        allowed = bans.allowed();
        known = bans.known();
    }

    /// Whether a packet's source is banned, and does not come first.
    public boolean isBanned(PacketView view) {
        return view.depth() == 0
                && banned.contains(view.ipVersion(), view.sourceHigh(), view.sourceLow(), view.timestampNs())
                && !comesFirst(view);
    }

    /// Whether a packet's source comes first, be it this host: nothing is done to him that no rule asks for.
    boolean comesFirst(PacketView view) {
        OuterHeader outer = view.outermost();
        return outer.tunnels() > 0
                ? allowed.contains(outer.ipVersion(), outer.sourceHigh(), outer.sourceLow())
                : allowed.contains(view.ipVersion(), view.sourceHigh(), view.sourceLow());
    }

    /// Whether a packet's source is known for having behaved.
    boolean isKnown(PacketView view) {
        return known.contains(view.ipVersion(), view.sourceHigh(), view.sourceLow(), view.timestampNs());
    }

    /// Whether somebody comes first.
    ///
    /// @param high see [PacketView] for the form of addresses
    boolean comesFirst(long high, long low) {
        return allowed.contains(Subject.ipVersion(high, low), high, low);
    }

    /// Whether whoever has begun a connection comes first.
    ///
    /// @param flow the connection, turned to the packet
    boolean comesFirst(PacketView view, Flow flow) {
        boolean isAnswer =
                flow.direction() == Direction.TO_CLIENT && view.outermost().tunnels() == 0;
        return isAnswer
                ? allowed.contains(view.ipVersion(), view.destinationHigh(), view.destinationLow())
                : comesFirst(view);
    }

    /// Whether a packet goes on whatever stands against it: it comes from somebody who comes first, or it answers him.
    /// What this host sends to others is dropped where a rule says so: nobody is locked out by that.
    ///
    /// @param flow the packet's, turned to it; null for a packet without one
    public boolean spares(PacketView view, Flow flow) {
        OuterHeader outer = view.outermost();
        if (outer.tunnels() > 0) {
            return spares(
                    outer.ipVersion(),
                    outer.sourceHigh(),
                    outer.sourceLow(),
                    outer.destinationHigh(),
                    outer.destinationLow(),
                    false);
        }
        return spares(
                view.ipVersion(),
                view.sourceHigh(),
                view.sourceLow(),
                view.destinationHigh(),
                view.destinationLow(),
                flow != null && flow.direction() == Direction.TO_CLIENT);
    }

    private boolean spares(
            int version, long sourceHigh, long sourceLow, long destinationHigh, long destinationLow, boolean isAnswer) {
        if (allowed.isOwn(version, sourceHigh, sourceLow)) {
            return allowed.contains(version, destinationHigh, destinationLow);
        }
        return allowed.contains(version, sourceHigh, sourceLow)
                || (isAnswer
                        && allowed.contains(version, destinationHigh, destinationLow)
                        && !allowed.isOwn(version, destinationHigh, destinationLow));
    }
}
