package dev.winnow.detect.header;

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
            this(addresses, addresses.isAny(), ports, ports.isAny());
        }

        boolean contains(long high, long low, int port, int ipVersion) {
            return (anyPort || ports.contains(port)) && (anyAddress || addresses.contains(high, low, ipVersion));
        }

        boolean isSource(PacketView view) {
            return contains(view.sourceHigh(), view.sourceLow(), view.sourcePort(), view.ipVersion());
        }

        boolean isDestination(PacketView view) {
            return contains(view.destinationHigh(), view.destinationLow(), view.destinationPort(), view.ipVersion());
        }
    }

    private HeaderMatcher(End left, End right, boolean bothWays) {
        this.left = left;
        this.right = right;
        this.bothWays = bothWays;
    }

    /// Protocols without ports have port 0 on both sides; their rules say `any`.
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
