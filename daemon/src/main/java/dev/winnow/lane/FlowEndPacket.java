package dev.winnow.lane;

import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A packet without payload that stands for what a flow still had to say when it ended, so that rules judge it as they
/// judge packets. It was never on the wire.
///
/// Threading: the judging thread. Allocates nothing after the constructor.
final class FlowEndPacket {
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int TCP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final byte TTL = 64;

    private final MemorySegment bytes;
    private final PacketView view = new PacketView();

    FlowEndPacket(Arena arena) {
        bytes = arena.allocate(IPV6_HEADER + TCP_HEADER);
    }

    /// The packet that goes `direction` at the time of the flow's last one, until the next call.
    PacketView of(Flow flow, Direction direction, PacketDecoder decoder) {
        bytes.fill((byte) 0);
        int network = flow.ipVersion() == 4 ? IPV4_HEADER : IPV6_HEADER;
        int length = network + transport(flow, direction, network);
        if (flow.ipVersion() == 4) {
            ipv4(flow, direction, length);
        } else {
            ipv6(flow, direction, length);
        }
        decoder.decodeIp(bytes, 0, length, length, flow.lastNs(), ChecksumMode.IGNORE, view);
        return view;
    }

    private int transport(Flow flow, Direction direction, int offset) {
        boolean toServer = direction == Direction.TO_SERVER;
        bytes.set(SHORT, offset, (short) (toServer ? flow.sourcePort() : flow.destinationPort()));
        bytes.set(SHORT, offset + 2, (short) (toServer ? flow.destinationPort() : flow.sourcePort()));
        if (flow.protocol() == IpProtocol.TCP) {
            bytes.set(BYTE, offset + 12, (byte) (TCP_HEADER << 2));
            bytes.set(BYTE, offset + 13, (byte) TcpFlags.ACK);
            return TCP_HEADER;
        }
        bytes.set(SHORT, offset + 4, (short) UDP_HEADER);
        return UDP_HEADER;
    }

    private void ipv4(Flow flow, Direction direction, int length) {
        boolean toServer = direction == Direction.TO_SERVER;
        bytes.set(BYTE, 0, (byte) 0x45);
        bytes.set(SHORT, 2, (short) length);
        bytes.set(BYTE, 8, TTL);
        bytes.set(BYTE, 9, (byte) flow.protocol());
        bytes.set(INT, 12, (int) (toServer ? flow.sourceLow() : flow.destinationLow()));
        bytes.set(INT, 16, (int) (toServer ? flow.destinationLow() : flow.sourceLow()));
    }

    private void ipv6(Flow flow, Direction direction, int length) {
        boolean toServer = direction == Direction.TO_SERVER;
        bytes.set(BYTE, 0, (byte) 0x60);
        bytes.set(SHORT, 4, (short) (length - IPV6_HEADER));
        bytes.set(BYTE, 6, (byte) flow.protocol());
        bytes.set(BYTE, 7, TTL);
        bytes.set(LONG, 8, toServer ? flow.sourceHigh() : flow.destinationHigh());
        bytes.set(LONG, 16, toServer ? flow.sourceLow() : flow.destinationLow());
        bytes.set(LONG, 24, toServer ? flow.destinationHigh() : flow.sourceHigh());
        bytes.set(LONG, 32, toServer ? flow.destinationLow() : flow.sourceLow());
    }
}
