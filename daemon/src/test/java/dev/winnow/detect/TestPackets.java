package dev.winnow.detect;

import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Packets as the decoder shows them.
final class TestPackets {
    static final String CLIENT = "198.18.0.1";
    static final String SERVER = "198.18.0.2";
    static final long NOW_NS = 1_700_000_000_000_000_000L;

    private static final PacketDecoder DECODER =
            new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT));

    private TestPackets() {}

    /// From the client to port 80 of the server, over TCP.
    static PacketView tcp(String payload) {
        return view(PacketBuilder.raw().ipv4(CLIENT, SERVER).tcp(40_000, 80).payload(payload));
    }

    static PacketView view(PacketBuilder packet) {
        return view(packet.build(), NOW_NS);
    }

    static PacketView view(MemorySegment bytes, long timestampNs) {
        PacketView view = new PacketView();
        int length = (int) bytes.byteSize();
        DECODER.decodeIp(bytes, 0, length, length, timestampNs, ChecksumMode.VALIDATE, view);
        return view;
    }
}
