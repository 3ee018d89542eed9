package dev.winnow.detect.header;

import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.address.PortSet;
import dev.winnow.rule.syntax.Direction;

/// A rule's addresses, ports and arrow. Immutable, any thread, allocates nothing.
public final class HeaderMatcher {
    private final End left;
    private final End right;
    private final boolean bothWays;

    /// One end of the arrow.
    private record End(AddressSet addresses, boolean anyAddress, PortSet ports, boolean anyPort) {
        End(AddressSet addresses, PortSet ports) {
            this(addresses, addresses.isAny(), ports, ports.allowsNone());
        }

        boolean isSource(PacketView view) {
            return (anyPort || contains(view, view.sourcePort()))
                    && (anyAddress || addresses.contains(view.sourceHigh(), view.sourceLow(), view.ipVersion()));
        }

        boolean isDestination(PacketView view) {
            return (anyPort || contains(view, view.destinationPort()))
                    && (anyAddress
                            || addresses.contains(view.destinationHigh(), view.destinationLow(), view.ipVersion()));
        }

        /// Most protocols have no ports, and nobody knows those of a fragment or behind a header that lies.
        private boolean contains(PacketView view, int port) {
            return ports.contains(port) && IpProtocol.hasPorts(view.protocol()) && view.transportHeaderLength() > 0;
        }
    }

    private HeaderMatcher(End left, End right, boolean bothWays) {
        this.left = left;
        this.right = right;
        this.bothWays = bothWays;
    }

    /// The matcher of the rule's header.
    public static HeaderMatcher of(ResolvedRule rule) {
        return new HeaderMatcher(
                new End(rule.source(), rule.sourcePorts()),
                new End(rule.destination(), rule.destinationPorts()),
                rule.direction() == Direction.BOTH);
    }

    /// Whether the packet goes the way of the arrow.
    public boolean matches(PacketView view) {
        return (right.isDestination(view) && left.isSource(view))
                || (bothWays && left.isDestination(view) && right.isSource(view));
    }
}
