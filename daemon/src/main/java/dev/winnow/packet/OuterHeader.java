package dev.winnow.packet;

/// Who sent the outermost packet to whom, while the view has gone on to a packet inside it. A copy, in the form
/// of [PacketView]. Reused, one thread.
public final class OuterHeader {
    private int tunnels;
    private int ipVersion;
    private long sourceHigh;
    private long sourceLow;
    private long destinationHigh;
    private long destinationLow;
    private int protocol;
    private int sourcePort;
    private int destinationPort;

    /// Takes over what `view` shows.
    void read(PacketView view) {
        tunnels = 0;
        ipVersion = view.ipVersion();
        sourceHigh = view.sourceHigh();
        sourceLow = view.sourceLow();
        destinationHigh = view.destinationHigh();
        destinationLow = view.destinationLow();
        protocol = view.protocol();
        sourcePort = view.sourcePort();
        destinationPort = view.destinationPort();
    }

    /// Forgets the packet before.
    void clear() {
        tunnels = 0;
        ipVersion = 0;
        sourceHigh = 0;
        sourceLow = 0;
        destinationHigh = 0;
        destinationLow = 0;
        protocol = 0;
        sourcePort = 0;
        destinationPort = 0;
    }

    /// Counts what the view leaves for what is inside.
    void leave(OuterKind kind) {
        tunnels += kind == OuterKind.FRAGMENTS ? 0 : 1;
    }

    /// Takes over another's content.
    public void copy(OuterHeader other) {
        tunnels = other.tunnels;
        ipVersion = other.ipVersion;
        sourceHigh = other.sourceHigh;
        sourceLow = other.sourceLow;
        destinationHigh = other.destinationHigh;
        destinationLow = other.destinationLow;
        protocol = other.protocol;
        sourcePort = other.sourcePort;
        destinationPort = other.destinationPort;
    }

    /// How many tunnels the packet at hand is inside of; 0 for one that was only put together from fragments.
    public int tunnels() {
        return tunnels;
    }

    public int ipVersion() {
        return ipVersion;
    }

    public long sourceHigh() {
        return sourceHigh;
    }

    public long sourceLow() {
        return sourceLow;
    }

    public long destinationHigh() {
        return destinationHigh;
    }

    public long destinationLow() {
        return destinationLow;
    }

    /// See [IpProtocol].
    public int protocol() {
        return protocol;
    }

    /// 0 where the protocol has no ports, or the packet is a fragment.
    public int sourcePort() {
        return sourcePort;
    }

    public int destinationPort() {
        return destinationPort;
    }
}
