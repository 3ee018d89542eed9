package dev.winnow.gate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Captures of small UDP datagrams, in pcap.
final class Captures {
    static final int ETHERNET = 1;
    static final int USB_LINUX = 189;

    private static final int FRAME_LENGTH = 60;
    private static final int FILE_HEADER_LENGTH = 24;
    private static final int RECORD_HEADER_LENGTH = 16;

    private Captures() {}

    /// `packets` frames, all alike but for their time: Ethernet, IPv4, UDP to port 9, eighteen zeros.
    static byte[] of(int linkType, int packets) {
        ByteBuffer bytes = ByteBuffer.allocate(FILE_HEADER_LENGTH + packets * (RECORD_HEADER_LENGTH + FRAME_LENGTH))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0xA1B2C3D4).putShort((short) 2).putShort((short) 4).putLong(0);
        bytes.putInt(65_535).putInt(linkType);
        for (int i = 0; i < packets; i++) {
            bytes.putInt(i).putInt(0).putInt(FRAME_LENGTH).putInt(FRAME_LENGTH).put(frame());
        }
        return bytes.array();
    }

    private static byte[] frame() {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_LENGTH);
        frame.position(12);
        frame.putShort((short) 0x0800);
        frame.putInt(0x4500_002E).putInt(0).putInt(0x4011_0000);
        frame.putInt(0xC612_0702).putInt(0xC612_0701);
        frame.putInt(0x2000_0009).putInt(0x001A_0000);
        return frame.array();
    }
}
