package dev.winnow.packet;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Cuts packets that are whole into fragments, as a router on their way would.
public final class Fragments {
    private Fragments() {}

    /// Cuts a raw IPv4 packet without options into fragments, in order.
    ///
    /// @param dataBytes of each but the last, a multiple of 8
    public static List<byte[]> ofIpv4(byte[] packet, int dataBytes) {
        List<byte[]> fragments = new ArrayList<>();
        for (int at = 20; at < packet.length; at += dataBytes) {
            int length = Math.min(dataBytes, packet.length - at);
            ByteBuffer fragment =
                    ByteBuffer.allocate(20 + length).put(packet, 0, 20).put(packet, at, length);
            boolean last = at + length == packet.length;
            fragment.putShort(2, (short) (20 + length));
            fragment.putShort(6, (short) ((last ? 0 : 0x2000) | (at - 20) / 8));
            fragment.putShort(10, (short) 0);
            byte[] header = new byte[20];
            fragment.get(0, header);
            fragment.putShort(10, (short) SlowChecksum.of(header));
            fragments.add(fragment.array());
        }
        return fragments;
    }

    /// Cuts a raw IPv6 packet without extension headers into fragments, in order.
    ///
    /// @param dataBytes of each but the last, a multiple of 8
    public static List<byte[]> ofIpv6(byte[] packet, int dataBytes, int id) {
        List<byte[]> fragments = new ArrayList<>();
        for (int at = 40; at < packet.length; at += dataBytes) {
            int length = Math.min(dataBytes, packet.length - at);
            boolean last = at + length == packet.length;
            ByteBuffer fragment = ByteBuffer.allocate(48 + length).put(packet, 0, 40);
            fragment.put(packet[6]).put((byte) 0).putShort((short) (at - 40 | (last ? 0 : 1)));
            fragment.putInt(id).put(packet, at, length);
            fragment.putShort(4, (short) (8 + length)).put(6, (byte) IpProtocol.FRAGMENT);
            fragments.add(fragment.array());
        }
        return fragments;
    }
}
