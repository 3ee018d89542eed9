package dev.winnow.packet;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/// Reads a raw IP packet the slow and obvious way: every field by its place in the RFC's drawing, into a map.
///
/// Trusts its input, so it is for well-formed packets only. Stops at fragments and at protocols other than TCP, UDP
/// and ICMP.
final class OraclePacket {
    private final ByteBuffer packet;
    private final Map<String, Long> fields = new TreeMap<>();

    private OraclePacket(byte[] bytes) {
        packet = ByteBuffer.wrap(bytes);
    }

    static Map<String, Long> read(byte[] bytes) {
        OraclePacket oracle = new OraclePacket(bytes);
        if (oracle.bits(0, 0, 4) == 4) {
            oracle.ipv4();
        } else {
            oracle.ipv6();
        }
        return oracle.fields;
    }

    private void ipv4() {
        int headerLength = (int) bits(0, 4, 4) * 4;
        put("version", 4);
        put("tos", bits(1, 0, 8));
        put("networkLength", bits(2, 0, 16));
        put("id", bits(4, 0, 16));
        put("dontFragment", bits(6, 1, 1));
        put("moreFragments", bits(6, 2, 1));
        put("fragmentOffset", bits(6, 3, 13));
        put("ttl", bits(8, 0, 8));
        put("source", 0xFFFF00000000L + bits(12, 0, 32));
        put("destination", 0xFFFF00000000L + bits(16, 0, 32));
        transport((int) bits(9, 0, 8), headerLength, bits(6, 2, 14) != 0);
    }

    private void ipv6() {
        put("version", 6);
        put("tos", bits(0, 4, 8));
        put("networkLength", 40 + bits(4, 0, 16));
        put("ttl", bits(7, 0, 8));
        put("source", packet.getLong(16));
        put("destination", packet.getLong(32));
        int next = (int) bits(6, 0, 8);
        int at = 40;
        boolean fragment = false;
        while (next == 0 || next == 43 || next == 44 || next == 60) {
            if (next == 44) {
                put("id", bits(at + 4, 0, 32));
                put("fragmentOffset", bits(at + 2, 0, 13));
                put("moreFragments", bits(at + 3, 7, 1));
                fragment = bits(at + 2, 0, 13) != 0 || bits(at + 3, 7, 1) != 0;
            }
            int length = next == 44 ? 8 : 8 * (1 + (int) bits(at + 1, 0, 8));
            next = (int) bits(at, 0, 8);
            at += length;
            if (fragment) {
                break;
            }
        }
        transport(next, at, fragment);
    }

    private void transport(int protocol, int at, boolean fragment) {
        put("protocol", protocol);
        put("networkHeaderLength", at);
        if (fragment) {
            return;
        }
        switch (protocol) {
            case 6 -> tcp(at);
            case 17 -> udp(at);
            case 1, 58 -> icmp(at);
            default -> payload(at, packet.capacity());
        }
    }

    private void tcp(int at) {
        ports(at);
        put("sequence", bits(at + 4, 0, 32));
        put("acknowledgment", bits(at + 8, 0, 32));
        put("flags", bits(at + 12, 7, 9));
        put("window", bits(at + 14, 0, 16));
        put("urgent", bits(at + 18, 0, 16));
        payload(at + 4 * (int) bits(at + 12, 0, 4), packet.capacity());
    }

    private void udp(int at) {
        ports(at);
        payload(at + 8, at + (int) bits(at + 4, 0, 16));
    }

    private void icmp(int at) {
        put("icmpType", bits(at, 0, 8));
        put("icmpCode", bits(at + 1, 0, 8));
        payload(at + 8, packet.capacity());
    }

    private void ports(int at) {
        put("sourcePort", bits(at, 0, 16));
        put("destinationPort", bits(at + 2, 0, 16));
    }

    private void payload(int from, int to) {
        put("payloadOffset", from);
        put("payloadLength", to - from);
    }

    /// Counted from the most significant bit of the byte at `at`, as the RFCs draw them.
    private long bits(int at, int first, int count) {
        long value = 0;
        for (int i = first; i < first + count; i++) {
            value = value << 1 | (packet.get(at + i / 8) >> (7 - i % 8) & 1);
        }
        return value;
    }

    private void put(String name, long value) {
        if (value != 0) {
            fields.put(name, value);
        }
    }
}
