package dev.winnow.event;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.winnow.attack.FirstPacket;
import dev.winnow.packet.PacketView;
import java.lang.foreign.MemorySegment;

/// The first bytes of a packet, from its IP header on. Filling it allocates nothing.
///
/// Lifetime, ownership, threading: as the [EventRecord] that it belongs to.
final class PacketCopy {
    private final byte[] bytes;
    private int length;
    private int wireLength;

    /// @param capacity bytes that are kept of a packet; 0: nothing is
    PacketCopy(int capacity) {
        bytes = new byte[capacity];
    }

    /// Starts over; of what is not IP nothing is kept.
    void copy(PacketView view) {
        length = 0;
        if (bytes.length == 0 || view.ipVersion() == 0) {
            return;
        }
        long start = view.networkOffset();
        long atHand = view.packetOffset() + view.packetLength() - start;
        wireLength = view.networkLength();
        length = (int) Math.min(bytes.length, Math.min(atHand, wireLength));
        MemorySegment.copy(view.memory(), JAVA_BYTE, start, bytes, 0, length);
    }

    /// Starts over with the packet with which an attack began.
    void copy(FirstPacket first) {
        length = Math.min(bytes.length, first.length());
        wireLength = first.wireLength();
        System.arraycopy(first.bytes(), 0, bytes, 0, length);
    }

    /// Forgets the packet: there was none on the wire.
    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    /// How many of [#bytes] are the packet's; 0 where none was kept.
    int length() {
        return length;
    }

    /// What the IP header says of the packet's length.
    int wireLength() {
        return wireLength;
    }
}
