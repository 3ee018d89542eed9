package dev.winnow.lane;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Writes the packets of a visitor and a server, raw IPv4, with right lengths, numbers and checksums (RFC 791, 9293,
/// 768). Time is of no importance: it is made once, and small.
final class WarmUpPackets {
    private static final int SEGMENT_BYTES = 1_448;
    private static final int HEADER_BYTES = 20;
    private static final int UDP_HEADER_BYTES = 8;
    private static final int WEB = 80;
    private static final int DNS = 53;
    /// 198.18.0.1 and its neighbour (RFC 2544: nobody's).
    private static final int VISITOR_ADDRESS = 0xC612_0001;

    private static final int SERVER_ADDRESS = 0xC612_0002;
    private static final byte TCP = 6;
    private static final byte UDP = 17;
    private static final int FIN = 1;
    private static final int SYN = 2;
    private static final int PUSH = 8;
    private static final int ACK = 16;
    private static final byte[] NOTHING = {};

    private final Arena arena;
    private final List<MemorySegment> packets = new ArrayList<>();
    private int port;
    private int visitorNext;
    private int serverNext;

    /// @param arena what the packets are allocated from
    WarmUpPackets(Arena arena) {
        this.arena = arena;
    }

    List<MemorySegment> all() {
        return List.copyOf(packets);
    }

    /// A datagram from the visitor to the server's port for names.
    void datagram(int fromPort, byte[] payload) {
        int length = UDP_HEADER_BYTES + payload.length;
        ByteBuffer packet = network(true, UDP, length);
        packet.putShort((short) fromPort).putShort((short) DNS);
        packet.putShort((short) length).putShort((short) 0).put(payload);
        add(packet, HEADER_BYTES + 6, UDP, length);
    }

    /// The three steps of a connection's beginning; what is sent from here on belongs to it.
    ///
    /// @param visitorFirst the first sequence number, as `serverFirst`
    void open(int fromPort, int visitorFirst, int serverFirst) {
        port = fromPort;
        visitorNext = visitorFirst;
        serverNext = serverFirst;
        segment(true, SYN, NOTHING);
        segment(false, SYN | ACK, NOTHING);
        segment(true, ACK, NOTHING);
    }

    /// Sends bytes in segments, every second of them acknowledged, and the last.
    void send(boolean fromVisitor, byte[] bytes) {
        boolean isOdd = true;
        for (int at = 0; at < bytes.length; at += SEGMENT_BYTES) {
            int to = Math.min(at + SEGMENT_BYTES, bytes.length);
            boolean isLast = to == bytes.length;
            segment(fromVisitor, isLast ? PUSH | ACK : ACK, Arrays.copyOfRange(bytes, at, to));
            if (isLast || !isOdd) {
                segment(!fromVisitor, ACK, NOTHING);
            }
            isOdd = !isOdd;
        }
    }

    /// The three steps of its end.
    void close() {
        segment(true, FIN | ACK, NOTHING);
        segment(false, FIN | ACK, NOTHING);
        segment(true, ACK, NOTHING);
    }

    private void segment(boolean fromVisitor, int flags, byte[] payload) {
        int length = HEADER_BYTES + payload.length;
        ByteBuffer packet = network(fromVisitor, TCP, length);
        packet.putShort((short) (fromVisitor ? port : WEB)).putShort((short) (fromVisitor ? WEB : port));
        packet.putInt(fromVisitor ? visitorNext : serverNext);
        packet.putInt((flags & ACK) == 0 ? 0 : fromVisitor ? serverNext : visitorNext);
        packet.putShort((short) (((HEADER_BYTES / Integer.BYTES) << 12) | flags))
                .putShort((short) 0xFFFF)
                .putInt(0)
                .put(payload);
        add(packet, HEADER_BYTES + 16, TCP, length);
        int consumed = payload.length + Integer.bitCount(flags & (SYN | FIN));
        visitorNext += fromVisitor ? consumed : 0;
        serverNext += fromVisitor ? 0 : consumed;
    }

    private static ByteBuffer network(boolean fromVisitor, byte protocol, int length) {
        ByteBuffer packet = ByteBuffer.allocate(HEADER_BYTES + length);
        packet.putShort((short) 0x4500).putShort((short) packet.capacity()).putInt(0x4000);
        packet.put((byte) 64).put(protocol).putShort((short) 0);
        packet.putInt(fromVisitor ? VISITOR_ADDRESS : SERVER_ADDRESS);
        packet.putInt(fromVisitor ? SERVER_ADDRESS : VISITOR_ADDRESS);
        return packet.putShort(10, checksum(packet, 0, HEADER_BYTES, 0));
    }

    /// The pseudo-header is the addresses, the protocol and the length.
    private void add(ByteBuffer packet, int checksumAt, byte protocol, int length) {
        int from = HEADER_BYTES - 2 * Integer.BYTES;
        packet.putShort(checksumAt, checksum(packet, from, packet.capacity(), protocol + length));
        packets.add(arena.allocate(packet.capacity()).copyFrom(MemorySegment.ofBuffer(packet.rewind())));
    }

    /// RFC 1071, a byte a step.
    private static short checksum(ByteBuffer bytes, int from, int to, int start) {
        int sum = start;
        for (int i = from; i < to; i++) {
            sum += (bytes.get(i) & 0xFF) << (i % 2 == 0 ? 8 : 0);
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >>> 16);
        }
        return (short) ~sum;
    }
}
