package dev.winnow.flow;

import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;

/// What tells flows apart. Reused. The hash is the same for both directions.
final class FlowKey {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

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
        sourcePort = view.icmpHasId() ? view.icmpId() : view.sourcePort();
        destinationPort = view.icmpHasId() ? view.icmpId() : view.destinationPort();
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
        long source = endpoint(seed, sourceHigh, sourceLow, sourcePort);
        long destination = endpoint(seed, destinationHigh, destinationLow, destinationPort);
        return mix(source + destination + (vlanIds << 16) + ((long) ipVersion << 8) + protocol);
    }

    private static long endpoint(long seed, long high, long low, int port) {
        return mix(mix(high + seed) * MULTIPLIER ^ low ^ (long) port << 48);
    }

    /// The finaliser of SplitMix64.
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
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
