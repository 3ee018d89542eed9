package dev.winnow.event;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.winnow.packet.PacketView;
import java.lang.foreign.MemorySegment;

/// A packet as it was captured, with its link layer. Grows with the first large packet, and so allocates nothing where
/// nothing is tagged.
///
/// Lifetime, ownership, threading: as the [EventRecord] that it belongs to.
final class FrameCopy {
    private static final int MIN_BYTES = 1 << 11;

    private byte[] bytes = {};
    private int length;
    private int linkType;

    void clear() {
        length = 0;
    }

    void copy(PacketView view) {
        length = view.packetLength();
        linkType = view.linkType().dlt();
        if (length > bytes.length) {
            bytes = new byte[Math.max(MIN_BYTES, Integer.highestOneBit(length - 1) << 1)];
        }
        MemorySegment.copy(view.memory(), JAVA_BYTE, view.packetOffset(), bytes, 0, length);
    }

    byte[] bytes() {
        return bytes;
    }

    /// How many of [#bytes] are the packet's; 0 where it is not told.
    int length() {
        return length;
    }

    /// A `DLT_` number.
    int linkType() {
        return linkType;
    }
}
