package dev.winnow.packet;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/// A decoder that fragments are sent to, and packets to make fragments of.
abstract class FragmentFixture {
    static final String A = "198.18.0.1";
    static final String B = "198.18.0.2";
    static final long SECOND_NS = 1_000_000_000L;

    final PacketView view = new PacketView();
    PacketDecoder decoder = decoder(FragmentLimits.DEFAULT);

    static PacketDecoder decoder(FragmentLimits limits) {
        return new PacketDecoder(new FragmentStore(Arena.ofAuto(), limits));
    }

    static FragmentLimits limits(int datagrams, int fragments, FragmentPolicy policy) {
        return new FragmentLimits(FragmentPages.MIN_BYTES, datagrams, fragments, 30 * SECOND_NS, policy);
    }

    void send(byte[] packet, long timestampNs) {
        MemorySegment memory = PacketBuilder.offHeap(packet);
        decoder.decode(memory, 0, packet.length, LinkType.RAW, timestampNs, ChecksumMode.VALIDATE, view);
    }

    void send(byte[] packet) {
        send(packet, 0);
    }

    String payload() {
        byte[] bytes = view.memory()
                .asSlice(view.payloadOffset(), view.payloadLength())
                .toArray(ValueLayout.JAVA_BYTE);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    static byte[] udp(String payload) {
        return PacketBuilder.raw()
                .ipv4(A, B)
                .id(77)
                .udp(1000, 53)
                .payload(payload)
                .bytes();
    }

    static byte[] piece(int offset, boolean more, String data) {
        return piece(7, offset, more, data);
    }

    static byte[] piece(int id, int offset, boolean more, String data) {
        return PacketBuilder.raw()
                .ipv4(A, B)
                .id(id)
                .protocol(200)
                .fragmentOffset(offset)
                .fragmentBits(more ? 1 : 0)
                .payload(data)
                .bytes();
    }
}
