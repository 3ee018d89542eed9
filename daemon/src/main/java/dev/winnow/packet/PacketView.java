package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// What the decoder found in one packet: offsets into the captured bytes, and header fields already read.
///
/// All offsets are absolute in [#memory], which is always off-heap; all lengths are in bytes. Addresses are two longs
/// in network order; IPv4 addresses are IPv4-mapped (`high` 0, `low` `0x0000FFFFaabbccdd`), so that one comparison
/// serves both families. A field that the packet does not have is 0.
///
/// A packet inside a packet (GRE, IP-in-IP, VXLAN, Teredo), or one put together from fragments, is a further
/// state of the same view: [PacketDecoder#descend] moves to it. A tunnel's outer packet and a fragment have an
/// empty payload, because what they carry is judged as the packet inside; a datagram that carries a packet
/// ([UdpTunnels]) has its payload too.
///
/// Lifetime: borrows the memory of the slot that was decoded; valid until that slot is given away. Reused, never
/// allocated per packet. Threading: one thread. Fields are written by this package's decoders only.
public final class PacketView extends TransportView {
    private int depth;
    private OuterKind outerKind = OuterKind.NONE;
    private final OuterHeader outermost = new OuterHeader();

    private OuterKind innerKind = OuterKind.NONE;
    private MemorySegment innerMemory = MemorySegment.NULL;
    private long innerOffset;
    private int innerLength;
    private int innerEtherType;

    /// Whether no checksum counts against the packet: none is wrong, or nobody minds, see [ChecksumMode].
    public boolean checksumsGood() {
        return (networkChecksumGood && transportChecksumGood) || !checksumMode.validates();
    }

    /// 0 for the outermost packet, one more with each [PacketDecoder#descend].
    public int depth() {
        return depth;
    }

    /// Whether the packet was put together from fragments.
    public boolean reassembled() {
        return outerKind == OuterKind.FRAGMENTS;
    }

    /// What this packet was inside of.
    public OuterKind outerKind() {
        return outerKind;
    }

    /// The outermost packet, once the view shows one inside it; before that, all 0.
    public OuterHeader outermost() {
        return outermost;
    }

    /// Whether [PacketDecoder#descend] has somewhere to go.
    public boolean hasInner() {
        return innerKind != OuterKind.NONE;
    }

    /// A hash of addresses, ports, protocol and VLAN that is the same in both directions. An ICMP identifier counts
    /// as a port. Not for choosing a worker: fragments have no ports, see [LaneHash].
    public long flowHash() {
        long source = FlowHash.endpoint(sourceHigh, sourceLow, icmpHasId ? icmpId : sourcePort);
        long destination = FlowHash.endpoint(destinationHigh, destinationLow, icmpHasId ? icmpId : destinationPort);
        return FlowHash.mix(source + destination + ((long) vlanTags() << 8) + protocol);
    }

    /// Notes where a packet inside this one is.
    ///
    /// @param etherType what it starts with, a link layer's header or an IP header
    void carries(OuterKind kind, MemorySegment carrier, long offset, int length, int etherType) {
        innerKind = kind;
        innerMemory = carrier;
        innerOffset = offset;
        innerLength = length;
        innerEtherType = etherType;
    }

    /// Starts over at an outermost packet.
    void begin(MemorySegment newMemory, long offset, int length, int newWireLength) {
        memory = newMemory;
        packetOffset = offset;
        packetLength = length;
        wireLength = newWireLength;
        depth = 0;
        outerKind = OuterKind.NONE;
        outermost.clear();
        clearVlans();
        clear();
    }

    /// Starts over at the packet inside; the link layer's findings stay.
    void enterInner() {
        if (depth == 0) {
            outermost.read(this);
        }
        outermost.leave(innerKind);
        int missing = innerKind == OuterKind.FRAGMENTS ? 0 : wireLength - packetLength;
        memory = innerMemory;
        packetOffset = innerOffset;
        packetLength = innerLength;
        wireLength = innerLength + missing;
        etherType = innerEtherType;
        outerKind = innerKind;
        depth++;
        clear();
    }

    private void clear() {
        clearNetwork();
        clearTransport();
        innerKind = OuterKind.NONE;
    }
}
