package dev.winnow.attack;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.winnow.packet.PacketView;
import java.lang.foreign.MemorySegment;

/// The packet with which something was first too much, from its IP header on, as evidence of an attack that is only
/// known as one later. Filling it allocates nothing.
///
/// Threading: whoever holds the lock of [Incidents].
public final class FirstPacket {
    /// The head of a request, with the headers below it.
    private static final int CAPACITY = 1_024;

    private final byte[] bytes = new byte[CAPACITY];
    private int length;
    private int wireLength;

    FirstPacket() {}

    /// Starts over; of what is not IP nothing is kept.
    void copy(PacketView view) {
        length = 0;
        if (view.ipVersion() == 0) {
            return;
        }
        long start = view.networkOffset();
        long atHand = view.packetOffset() + view.packetLength() - start;
        wireLength = view.networkLength();
        length = (int) Math.min(CAPACITY, Math.min(atHand, wireLength));
        MemorySegment.copy(view.memory(), JAVA_BYTE, start, bytes, 0, length);
    }

    /// Whose first [#length] are the packet's; not to be written to.
    public byte[] bytes() {
        return bytes;
    }

    /// 0 where there is none.
    public int length() {
        return length;
    }

    /// What the IP header says of the packet's length.
    public int wireLength() {
        return wireLength;
    }
}
