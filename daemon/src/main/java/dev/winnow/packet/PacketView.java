package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// What the decoder found in one packet: offsets into the captured bytes, and header fields already read.
///
/// All offsets are absolute in [#memory], which is always off-heap; all lengths are in bytes. Addresses are two longs
/// in network order; IPv4 addresses are IPv4-mapped (`high` 0, `low` `0x0000FFFFaabbccdd`), so that one comparison
/// serves both families. A field that the packet does not have is 0.
///
/// A packet inside a packet (GRE, IP-in-IP, VXLAN, Teredo), or one put together from fragments, is a further state of
/// the same
/// view: [PacketDecoder#descend] moves to it. A tunnel's outer packet and a fragment have an empty payload, because
/// what
/// they carry is judged as the packet inside; a datagram that carries a packet ([UdpTunnels]) has its payload too.
///
/// Lifetime: borrows the memory of the slot that was decoded; valid until that slot is given away. Reused, never
/// allocated per packet. Threading: one thread. Fields are written by this package's decoders only.
public final class PacketView {
    /// The most VLAN tags that are followed.
    public static final int MAX_VLANS = 3;

    static final int VLAN_ID_MASK = 0xFFF;
    static final int RESERVED_BIT = 4;
    static final int DONT_FRAGMENT = 2;
    static final int MORE_FRAGMENTS = 1;

    // --- where the bytes are ---
    MemorySegment memory = MemorySegment.NULL;
    long packetOffset;
    int packetLength;
    int wireLength;
    long timestampNs;
    ChecksumMode checksumMode = ChecksumMode.VALIDATE;
    Malformed malformed = Malformed.NONE;
    boolean truncated;

    // --- link layer ---
    int vlanCount;
    int vlan0;
    int vlan1;
    int vlan2;
    int etherType;

    // --- network layer ---
    int ipVersion;
    long networkOffset;
    int networkHeaderLength;
    int networkLength;
    int tos;
    int ttl;
    int ipId;
    int fragmentBits;
    int fragmentOffset;
    long sourceHigh;
    long sourceLow;
    long destinationHigh;
    long destinationLow;
    int protocol;
    boolean destinationRewritten;

    // --- transport layer ---
    long transportOffset;
    int transportHeaderLength;
    int transportLength;
    int sourcePort;
    int destinationPort;
    int tcpFlags;
    int sequence;
    int acknowledgment;
    int window;
    int urgentPointer;
    int icmpType;
    int icmpCode;
    int icmpId;
    int icmpSequence;
    boolean icmpHasId;
    long payloadOffset;
    int payloadLength;

    // --- judgement of the bytes ---
    boolean networkChecksumGood = true;
    boolean transportChecksumGood = true;

    // --- how it was found, and what is inside ---
    int depth;
    OuterKind outerKind = OuterKind.NONE;
    OuterKind innerKind = OuterKind.NONE;
    MemorySegment innerMemory = MemorySegment.NULL;
    long innerOffset;
    int innerLength;
    int innerEtherType;

    /// Where the packet's bytes are. Another segment than the one decoded once [#reassembled].
    public MemorySegment memory() {
        return memory;
    }

    /// The packet's first byte: of the link layer for an outermost packet, else of the packet inside.
    public long packetOffset() {
        return packetOffset;
    }

    /// Bytes at hand from [#packetOffset] on.
    public int packetLength() {
        return packetLength;
    }

    /// When the packet was captured, in nanoseconds since the epoch; for a reassembled one, its last fragment.
    public long timestampNs() {
        return timestampNs;
    }

    /// Why the bytes cannot be believed, or [Malformed#NONE]. Fields read before the fault are kept.
    public Malformed malformed() {
        return malformed;
    }

    /// Whether anything is wrong with the bytes.
    public boolean isMalformed() {
        return malformed != Malformed.NONE;
    }

    /// Whether the capture was cut although the packet was whole on the wire; the payload is what is at hand.
    public boolean truncated() {
        return truncated;
    }

    /// How many VLAN tags were passed, 0 to [#MAX_VLANS].
    public int vlanCount() {
        return vlanCount;
    }

    /// The 12-bit VLAN id of a tag, 0 where there is no such tag.
    ///
    /// @param index 0 is the outermost tag
    public int vlanId(int index) {
        return switch (index) {
            case 0 -> vlan0;
            case 1 -> vlan1;
            case 2 -> vlan2;
            default -> 0;
        };
    }

    /// The EtherType behind all tags and labels; for link layers without one, that of the IP version found.
    public int etherType() {
        return etherType;
    }

    /// 4, 6, or 0 where the packet is not IP or has no whole IP header.
    public int ipVersion() {
        return ipVersion;
    }

    /// The IP header's first byte.
    public long networkOffset() {
        return networkOffset;
    }

    /// With IPv4 options, or IPv6 extension headers.
    public int networkHeaderLength() {
        return networkHeaderLength;
    }

    /// The IP packet's length as its header tells it, header included.
    public int networkLength() {
        return networkLength;
    }

    /// Type of service (IPv4), traffic class (IPv6).
    public int tos() {
        return tos;
    }

    /// Time to live (IPv4), hop limit (IPv6).
    public int ttl() {
        return ttl;
    }

    /// The identification field: 16 bits (IPv4), all 32 of the fragment header (IPv6; 0 without one).
    public int ipId() {
        return ipId;
    }

    public boolean reservedBit() {
        return (fragmentBits & RESERVED_BIT) != 0;
    }

    public boolean dontFragment() {
        return (fragmentBits & DONT_FRAGMENT) != 0;
    }

    public boolean moreFragments() {
        return (fragmentBits & MORE_FRAGMENTS) != 0;
    }

    /// The field as it is on the wire, in units of 8 bytes.
    public int fragmentOffset() {
        return fragmentOffset;
    }

    /// The same in bytes.
    public int fragmentOffsetBytes() {
        return fragmentOffset << 3;
    }

    /// Whether this is a part of a packet. A fragment has a protocol, but no ports and no payload of its own.
    public boolean isFragment() {
        return fragmentOffset != 0 || moreFragments();
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

    /// The IPv4 source address as 32 bits; meaningless for IPv6.
    public int sourceIpv4() {
        return (int) sourceLow;
    }

    /// The IPv4 destination address as 32 bits; meaningless for IPv6.
    public int destinationIpv4() {
        return (int) destinationLow;
    }

    /// The IP protocol behind all extension headers, see [IpProtocol].
    public int protocol() {
        return protocol;
    }

    /// The first byte behind the IP header and its extensions; for a fragment, its part of the data.
    public long transportOffset() {
        return transportOffset;
    }

    /// With TCP options. 0 where the transport header was not read: a fragment, or a protocol not known.
    public int transportHeaderLength() {
        return transportHeaderLength;
    }

    /// Bytes from [#transportOffset] to the end of the IP packet.
    public int transportLength() {
        return transportLength;
    }

    /// Of TCP, UDP and SCTP, else 0.
    public int sourcePort() {
        return sourcePort;
    }

    /// Of TCP, UDP and SCTP, else 0.
    public int destinationPort() {
        return destinationPort;
    }

    /// The nine bits of [TcpFlags].
    public int tcpFlags() {
        return tcpFlags;
    }

    /// The TCP sequence number, unsigned 32 bits.
    public int sequence() {
        return sequence;
    }

    /// The TCP acknowledgment number, unsigned 32 bits.
    public int acknowledgment() {
        return acknowledgment;
    }

    /// The TCP window, unscaled.
    public int window() {
        return window;
    }

    public int urgentPointer() {
        return urgentPointer;
    }

    public int icmpType() {
        return icmpType;
    }

    public int icmpCode() {
        return icmpCode;
    }

    /// Whether the ICMP type carries an identifier and a sequence number: echo, timestamp, information, address mask.
    public boolean icmpHasId() {
        return icmpHasId;
    }

    public int icmpId() {
        return icmpId;
    }

    public int icmpSequence() {
        return icmpSequence;
    }

    /// The first byte behind the transport header.
    public long payloadOffset() {
        return payloadOffset;
    }

    public int payloadLength() {
        return payloadLength;
    }

    /// Whether no checksum that was looked at is wrong. True where none was looked at, see [ChecksumMode].
    public boolean checksumsGood() {
        return networkChecksumGood && transportChecksumGood;
    }

    /// The same for the IPv4 header alone.
    public boolean networkChecksumGood() {
        return networkChecksumGood;
    }

    /// The same for TCP, UDP, ICMP, ICMPv6 and SCTP alone.
    public boolean transportChecksumGood() {
        return transportChecksumGood;
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

    /// @param tag the id is its lower 12 bits; there must be fewer than [#MAX_VLANS] before it
    void addVlan(int tag) {
        int id = tag & VLAN_ID_MASK;
        switch (vlanCount++) {
            case 0 -> vlan0 = id;
            case 1 -> vlan1 = id;
            default -> vlan2 = id;
        }
    }

    /// All VLAN ids in one number, for keys.
    int vlanTags() {
        return vlan0 | (vlan1 << 12) | (vlan2 << 24);
    }

    void note(Malformed reason) {
        if (malformed == Malformed.NONE) {
            malformed = reason;
        }
    }

    /// Starts over at an outermost packet.
    void begin(MemorySegment newMemory, long offset, int length, int newWireLength) {
        memory = newMemory;
        packetOffset = offset;
        packetLength = length;
        wireLength = newWireLength;
        depth = 0;
        outerKind = OuterKind.NONE;
        vlanCount = 0;
        vlan0 = 0;
        vlan1 = 0;
        vlan2 = 0;
        clear();
    }

    /// Starts over at the packet inside; the link layer's findings stay.
    void enterInner() {
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
        malformed = Malformed.NONE;
        truncated = false;
        ipVersion = 0;
        networkOffset = packetOffset;
        networkHeaderLength = 0;
        networkLength = 0;
        tos = 0;
        ttl = 0;
        ipId = 0;
        fragmentBits = 0;
        fragmentOffset = 0;
        sourceHigh = 0;
        sourceLow = 0;
        destinationHigh = 0;
        destinationLow = 0;
        protocol = 0;
        destinationRewritten = false;
        clearTransport();
    }

    private void clearTransport() {
        transportOffset = packetOffset;
        transportHeaderLength = 0;
        transportLength = 0;
        sourcePort = 0;
        destinationPort = 0;
        tcpFlags = 0;
        sequence = 0;
        acknowledgment = 0;
        window = 0;
        urgentPointer = 0;
        icmpType = 0;
        icmpCode = 0;
        icmpId = 0;
        icmpSequence = 0;
        icmpHasId = false;
        payloadOffset = packetOffset;
        payloadLength = 0;
        networkChecksumGood = true;
        transportChecksumGood = true;
        innerKind = OuterKind.NONE;
    }

    /// Bytes left from `offset` to the end of what is at hand.
    int remaining(long offset) {
        return (int) (packetOffset + packetLength - offset);
    }
}
