package dev.winnow.flow;

import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;

/// What tells flows apart. Reused. The hash is the same for both directions.
final class FlowKey {
    /// Makes the two ports of an ICMP message differ, whatever its type and code.
    private static final int NO_ANSWER = 1 << 8;

    int ipVersion;
    int protocol;
    long vlanIds;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int sourcePort;
    int destinationPort;

    /// @param usesVlan whether VLAN ids count
    void read(PacketView view, boolean usesVlan) {
        ipVersion = view.ipVersion();
        protocol = view.protocol();
        vlanIds = usesVlan ? view.vlanId(0) | (long) view.vlanId(1) << 12 | (long) view.vlanId(2) << 24 : 0;
        sourceHigh = view.sourceHigh();
        sourceLow = view.sourceLow();
        destinationHigh = view.destinationHigh();
        destinationLow = view.destinationLow();
        readPorts(view);
    }

    /// ICMP has none: for a query and its answer the identifier counts, for other messages type and code, so that
    /// there is a flow for each direction.
    private void readPorts(PacketView view) {
        boolean icmp = protocol == IpProtocol.ICMP || protocol == IpProtocol.ICMPV6;
        if (!icmp) {
            sourcePort = view.sourcePort();
            destinationPort = view.destinationPort();
        } else if (view.icmpHasId()) {
            sourcePort = view.icmpId();
            destinationPort = sourcePort;
        } else {
            sourcePort = view.icmpType();
            destinationPort = NO_ANSWER | view.icmpCode();
        }
    }

    void copy(FlowKey other) {
        ipVersion = other.ipVersion;
        protocol = other.protocol;
        vlanIds = other.vlanIds;
        sourceHigh = other.sourceHigh;
        sourceLow = other.sourceLow;
        destinationHigh = other.destinationHigh;
        destinationLow = other.destinationLow;
        sourcePort = other.sourcePort;
        destinationPort = other.destinationPort;
    }

    boolean isTcp() {
        return protocol == IpProtocol.TCP;
    }

    /// Source and destination change places.
    void reverse() {
        long high = sourceHigh;
        long low = sourceLow;
        int port = sourcePort;
        sourceHigh = destinationHigh;
        sourceLow = destinationLow;
        sourcePort = destinationPort;
        destinationHigh = high;
        destinationLow = low;
        destinationPort = port;
    }

    long hash(long seed) {
        long source = Hashing.endpoint(seed, sourceHigh, sourceLow, sourcePort);
        long destination = Hashing.endpoint(seed, destinationHigh, destinationLow, destinationPort);
        return Hashing.mix(source + destination + (vlanIds << 16) + ((long) ipVersion << 8) + protocol);
    }

    boolean sameWay(FlowKey other) {
        return sourceLow == other.sourceLow
                && destinationLow == other.destinationLow
                && sourcePort == other.sourcePort
                && destinationPort == other.destinationPort
                && sourceHigh == other.sourceHigh
                && destinationHigh == other.destinationHigh
                && sameKind(other);
    }

    boolean otherWay(FlowKey other) {
        return sourceLow == other.destinationLow
                && destinationLow == other.sourceLow
                && sourcePort == other.destinationPort
                && destinationPort == other.sourcePort
                && sourceHigh == other.destinationHigh
                && destinationHigh == other.sourceHigh
                && sameKind(other);
    }

    private boolean sameKind(FlowKey other) {
        return protocol == other.protocol && vlanIds == other.vlanIds && ipVersion == other.ipVersion;
    }
}
