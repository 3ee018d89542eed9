package dev.winnow.flow;

import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// ICMP messages that tell of another packet, whose beginning they carry (RFC 792, RFC 4443 section 2.1). They make no
/// flows; those that say that a host could not be reached belong to the flow that they tell of.
final class IcmpError {
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int UNREACHABLE = 3;
    private static final int MIN_IPV4_HEADER_LENGTH = 20;
    private static final long MAPPED = 0xFFFF_0000_0000L;

    private IcmpError() {}

    static boolean is(PacketView view) {
        return switch (view.protocol()) {
            case IpProtocol.ICMP ->
                switch (view.icmpType()) {
                    case 3, 4, 5, 11, 12 -> true;
                    default -> false;
                };
            case IpProtocol.ICMPV6 -> view.icmpType() < 128;
            default -> false;
        };
    }

    /// Reads the key of the packet that a destination unreachable message of ICMP for IPv4 tells of.
    ///
    /// @param key holds the message's own key, whose VLAN ids stay
    /// @return false if there is no such packet or not enough of it
    static boolean readInner(PacketView view, FlowKey key) {
        if (view.protocol() != IpProtocol.ICMP
                || view.icmpType() != UNREACHABLE
                || view.payloadLength() < MIN_IPV4_HEADER_LENGTH) {
            return false;
        }
        MemorySegment memory = view.memory();
        long at = view.payloadOffset();
        int first = memory.get(ValueLayout.JAVA_BYTE, at) & 0xFF;
        int headerLength = (first & 0xF) << 2;
        if (first >>> 4 != 4
                || headerLength < MIN_IPV4_HEADER_LENGTH
                || headerLength + Long.BYTES > view.payloadLength()) {
            return false;
        }
        key.protocol = memory.get(ValueLayout.JAVA_BYTE, at + 9) & 0xFF;
        key.sourceLow = MAPPED | Integer.toUnsignedLong(memory.get(U32, at + 12));
        key.destinationLow = MAPPED | Integer.toUnsignedLong(memory.get(U32, at + 16));
        return readPorts(memory, at + headerLength, key);
    }

    private static boolean readPorts(MemorySegment memory, long at, FlowKey key) {
        switch (key.protocol) {
            case IpProtocol.TCP, IpProtocol.UDP, IpProtocol.SCTP -> {
                key.sourcePort = memory.get(U16, at) & 0xFFFF;
                key.destinationPort = memory.get(U16, at + 2) & 0xFFFF;
            }
            case IpProtocol.ICMP -> {
                key.sourcePort = memory.get(U16, at + 4) & 0xFFFF;
                key.destinationPort = key.sourcePort;
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
