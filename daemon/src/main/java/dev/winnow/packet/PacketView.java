package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// What the decoder found in one packet: offsets into the captured bytes, and header fields already read.
///
/// All offsets are absolute in [#memory], which is always off-heap. Addresses are two longs in network order;
/// IPv4 addresses are IPv4-mapped (`high` 0, `low` `0x0000FFFFaabbccdd`), so that one comparison serves both families.
///
/// A packet inside a packet (GRE, IP-in-IP), or one put together from fragments, is a further state of the same
/// view: [PacketDecoder#descend] moves to it.
///
/// Lifetime: borrows the memory of the slot that was decoded; valid until that slot is given away. Reused, never
/// allocated per packet. Threading: one thread. Fields are written by this package's decoders only.
public final class PacketView {
    // --- where the bytes are ---
    MemorySegment memory = MemorySegment.NULL;
    long packetOffset;
    int packetLength;
    long timestampNs;
    Malformed malformed = Malformed.NONE;

    // --- link layer ---
    int vlanCount;
    int vlanOuter;
    int vlanInner;
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

    // --- transport layer ---
    long transportOffset;
    int transportHeaderLength;
    int sourcePort;
    int destinationPort;
    int tcpFlags;
    int sequence;
    int acknowledgment;
    int window;
    int icmpType;
    int icmpCode;
    int icmpId;
    int icmpSequence;
    boolean icmpHasId;
    long payloadOffset;
    int payloadLength;

    // --- judgement of the bytes ---
    boolean checksumsGood;
    int depth;
    boolean reassembled;
}
