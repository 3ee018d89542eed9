package dev.winnow.packet;

/// The part of a [PacketView] that tells of the transport header and the payload.
public abstract sealed class TransportView extends NetworkView permits PacketView {
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
    boolean transportChecksumGood = true;

    TransportView() {}

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

    /// Whether the checksum of TCP, UDP, ICMP, ICMPv6 or SCTP is not known to be wrong.
    public boolean transportChecksumGood() {
        return transportChecksumGood;
    }

    /// Forgets the transport header.
    void clearTransport() {
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
        transportChecksumGood = true;
    }
}
