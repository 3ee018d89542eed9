package dev.winnow.packet;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Writes the packets that end what an unwanted packet began: TCP resets and ICMP's "administratively prohibited".
///
/// Threading: one thread. Allocates nothing after the constructor. A packet written is there until the next one.
public final class AnswerWriter {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int TCP_HEADER = 20;
    private static final int ICMP_HEADER = 8;
    private static final byte TTL = 64;

    /// RFC 1812 section 4.3.2.3: the whole datagram has at most 576 bytes.
    private static final int IPV4_QUOTE = 576 - IPV4_HEADER - ICMP_HEADER;

    /// RFC 4443 section 2.4 (c): the whole packet fits into the least MTU.
    private static final int IPV6_QUOTE = 1280 - IPV6_HEADER - ICMP_HEADER;

    private static final int MAX_LENGTH = 1280;

    private final MemorySegment memory;

    /// @param arena outlives the writer
    public AnswerWriter(Arena arena) {
        memory = arena.allocate(MAX_LENGTH, Long.BYTES);
    }

    /// What was written last, from the first byte.
    public MemorySegment memory() {
        return memory;
    }

    /// A reset that the sender of a TCP packet takes for its peer's (RFC 9293 section 3.5.2).
    ///
    /// @return its length in bytes; 0 for a packet that must not be answered
    public int resetSource(PacketView packet) {
        if (!isAnswerable(packet) || packet.protocol() != IpProtocol.TCP) {
            return 0;
        }
        boolean acknowledges = (packet.tcpFlags() & TcpFlags.ACK) != 0;
        int length = packet.payloadLength() + Integer.bitCount(packet.tcpFlags() & (TcpFlags.SYN | TcpFlags.FIN));
        return reset(
                packet,
                true,
                acknowledges ? packet.acknowledgment() : 0,
                packet.sequence() + length,
                TcpFlags.RST | TcpFlags.ACK);
    }

    /// A reset in the place of a TCP packet that its receiver never gets.
    ///
    /// @return its length in bytes; 0 for a packet that must not be answered
    public int resetDestination(PacketView packet) {
        if (!isAnswerable(packet) || packet.protocol() != IpProtocol.TCP) {
            return 0;
        }
        int acknowledges = packet.tcpFlags() & TcpFlags.ACK;
        return reset(packet, false, packet.sequence(), packet.acknowledgment(), TcpFlags.RST | acknowledges);
    }

    /// Tells the sender of any packet but a TCP one that it is prohibited: ICMP type 3 code 13 (RFC 1812 section
    /// 5.2.7.1), ICMPv6 type 1 code 1 (RFC 4443 section 3.1).
    ///
    /// @return its length in bytes; 0 for a packet that must not be answered
    public int prohibitSource(PacketView packet) {
        if (!isAnswerable(packet) || packet.protocol() == IpProtocol.TCP) {
            return 0;
        }
        boolean ipv4 = packet.ipVersion() == 4;
        int header = ipv4 ? IPV4_HEADER : IPV6_HEADER;
        int quote = Math.min(packet.networkLength(), ipv4 ? IPV4_QUOTE : IPV6_QUOTE);
        MemorySegment.copy(packet.memory(), packet.networkOffset(), memory, header + ICMP_HEADER, quote);
        memory.set(BYTE, header, (byte) (ipv4 ? 3 : 1));
        memory.set(BYTE, header + 1, (byte) (ipv4 ? 13 : 1));
        memory.set(SHORT, header + 2, (short) 0);
        memory.set(INT, header + 4, 0);
        int length = ICMP_HEADER + quote;
        network(packet, true, ipv4 ? IpProtocol.ICMP : IpProtocol.ICMPV6, length);
        long pseudo = ipv4 ? 0 : pseudoHeader(packet, IpProtocol.ICMPV6, length);
        memory.set(SHORT, header + 2, checksum(pseudo, header, length));
        return header + length;
    }

    /// RFC 1122 section 3.2.2: no answer to errors, to what was sent to many, and to fragments; and none to a reset.
    private static boolean isAnswerable(PacketView packet) {
        if (packet.isFragment() || isSentToMany(packet)) {
            return false;
        }
        return switch (packet.protocol()) {
            case IpProtocol.TCP -> packet.transportHeaderLength() > 0 && (packet.tcpFlags() & TcpFlags.RST) == 0;
            case IpProtocol.ICMP -> packet.icmpType() == 8;
            case IpProtocol.ICMPV6 -> packet.icmpType() == 128;
            default -> true;
        };
    }

    private static boolean isSentToMany(PacketView packet) {
        return packet.ipVersion() == 4
                ? packet.destinationIpv4() >>> 28 >= 0xE
                : packet.destinationHigh() >>> 56 == 0xFF;
    }

    private int reset(PacketView packet, boolean back, int sequence, int acknowledgment, int flags) {
        int header = packet.ipVersion() == 4 ? IPV4_HEADER : IPV6_HEADER;
        memory.set(SHORT, header, (short) (back ? packet.destinationPort() : packet.sourcePort()));
        memory.set(SHORT, header + 2, (short) (back ? packet.sourcePort() : packet.destinationPort()));
        memory.set(INT, header + 4, sequence);
        memory.set(INT, header + 8, acknowledgment);
        memory.set(SHORT, header + 12, (short) (((TCP_HEADER / Integer.BYTES) << 12) | flags));
        memory.set(SHORT, header + 14, (short) 0);
        memory.set(INT, header + 16, 0);
        network(packet, back, IpProtocol.TCP, TCP_HEADER);
        memory.set(SHORT, header + 16, checksum(pseudoHeader(packet, IpProtocol.TCP, TCP_HEADER), header, TCP_HEADER));
        return header + TCP_HEADER;
    }

    private void network(PacketView packet, boolean back, int protocol, int length) {
        if (packet.ipVersion() == 4) {
            memory.set(INT, 0, 0x4500_0000 | (IPV4_HEADER + length));
            memory.set(INT, 4, 0);
            memory.set(BYTE, 8, TTL);
            memory.set(BYTE, 9, (byte) protocol);
            memory.set(SHORT, 10, (short) 0);
            memory.set(INT, 12, back ? packet.destinationIpv4() : packet.sourceIpv4());
            memory.set(INT, 16, back ? packet.sourceIpv4() : packet.destinationIpv4());
            memory.set(SHORT, 10, checksum(0, 0, IPV4_HEADER));
            return;
        }
        memory.set(INT, 0, 0x6000_0000);
        memory.set(SHORT, 4, (short) length);
        memory.set(BYTE, 6, (byte) protocol);
        memory.set(BYTE, 7, TTL);
        memory.set(LONG, 8, back ? packet.destinationHigh() : packet.sourceHigh());
        memory.set(LONG, 16, back ? packet.destinationLow() : packet.sourceLow());
        memory.set(LONG, 24, back ? packet.sourceHigh() : packet.destinationHigh());
        memory.set(LONG, 32, back ? packet.sourceLow() : packet.destinationLow());
    }

    private long pseudoHeader(PacketView packet, int protocol, int length) {
        boolean ipv4 = packet.ipVersion() == 4;
        long addresses = Checksum.sum(memory, ipv4 ? 12 : 8, ipv4 ? 8 : 32);
        return addresses + protocol + length;
    }

    private short checksum(long sum, int offset, int length) {
        return (short) ~Checksum.fold(sum + Checksum.sum(memory, offset, length));
    }
}
