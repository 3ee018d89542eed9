package dev.winnow.packet;

/// The part of a [PacketView] that tells of the IP header.
public abstract sealed class NetworkView extends LinkView permits TransportView {
    static final int RESERVED_BIT = 4;
    static final int DONT_FRAGMENT = 2;
    static final int MORE_FRAGMENTS = 1;

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
    boolean networkChecksumGood = true;

    NetworkView() {}

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

    /// Whether the checksum of the IPv4 header is not known to be wrong.
    public boolean networkChecksumGood() {
        return networkChecksumGood;
    }

    /// Forgets the IP header, and whatever was wrong.
    void clearNetwork() {
        malformed = Malformed.NONE;
        decodeEvents.clear();
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
        networkChecksumGood = true;
    }
}
