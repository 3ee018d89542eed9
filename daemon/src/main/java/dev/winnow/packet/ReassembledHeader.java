package dev.winnow.packet;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Makes the first fragment's IP header that of the whole packet.
final class ReassembledHeader {
    private ReassembledHeader() {}

    /// @param packet starts with the header
    /// @param nextHeader what the data starts with
    static void mend(MemorySegment packet, int headerLength, int dataLength, int nextHeader) {
        if (Wire.u8(packet, 0) >>> 4 == 4) {
            mendIpv4(packet, headerLength, headerLength + dataLength);
        } else {
            packet.set(Wire.U16, 4, (short) dataLength);
            packet.set(ValueLayout.JAVA_BYTE, 6, (byte) nextHeader);
        }
    }

    private static void mendIpv4(MemorySegment packet, int headerLength, int totalLength) {
        packet.set(Wire.U16, 2, (short) totalLength);
        packet.set(Wire.U16, 6, (short) 0);
        packet.set(Wire.U16, 10, (short) 0);
        int sum = Checksum.fold(Checksum.sum(packet, 0, headerLength));
        packet.set(Wire.U16, 10, (short) ~sum);
    }
}
