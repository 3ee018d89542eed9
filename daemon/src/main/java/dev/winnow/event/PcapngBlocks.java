package dev.winnow.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// Makes the blocks of a pcapng file of IP packets with comments, in little-endian order and with times in nanoseconds.
///
/// ```
///  type | length | body, options | length        all in units of 4 bytes
/// ```
///
/// Source: draft-ietf-opsawg-pcapng, sections 3.1, 3.5, 4.1, 4.2 and 4.3.
final class PcapngBlocks {
    /// Bytes of a block that its length stands twice in.
    static final int OVERHEAD = 12;

    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    private static final int INTERFACE_DESCRIPTION = 1;
    private static final int ENHANCED_PACKET = 6;
    private static final int LINKTYPE_RAW = 101;
    private static final int OPTION_COMMENT = 1;
    private static final int OPTION_NAME = 2;
    private static final int OPTION_APPLICATION = 4;
    private static final int OPTION_TIME_RESOLUTION = 9;
    private static final byte NANOSECONDS = 9;
    private static final long UNKNOWN_LENGTH = -1;

    private final ByteBuffer buffer;

    /// @param capacity of the longest block
    PcapngBlocks(int capacity) {
        buffer = ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// What a section begins with, and the one interface that its packets are said to come from. Ready to be read.
    ByteBuffer beginning(int snapLength) {
        buffer.clear();
        int section = begin(SECTION_HEADER);
        buffer.putInt(BYTE_ORDER_MAGIC).putShort((short) 1).putShort((short) 0).putLong(UNKNOWN_LENGTH);
        option(OPTION_APPLICATION, "winnow");
        end(section);
        int description = begin(INTERFACE_DESCRIPTION);
        buffer.putShort((short) LINKTYPE_RAW).putShort((short) 0).putInt(snapLength);
        option(OPTION_NAME, "winnow");
        buffer.putShort((short) OPTION_TIME_RESOLUTION).putShort((short) 1).put(NANOSECONDS);
        pad();
        end(description);
        return buffer.flip();
    }

    /// One packet, and why it is kept. Ready to be read.
    ByteBuffer packet(PacketCopy packet, long timestampNs, String comment) {
        buffer.clear();
        int block = begin(ENHANCED_PACKET);
        buffer.putInt(0).putInt((int) (timestampNs >>> Integer.SIZE)).putInt((int) timestampNs);
        buffer.putInt(packet.length()).putInt(packet.wireLength());
        buffer.put(packet.bytes(), 0, packet.length());
        pad();
        option(OPTION_COMMENT, comment);
        end(block);
        return buffer.flip();
    }

    private int begin(int type) {
        int start = buffer.position();
        buffer.putInt(type).putInt(0);
        return start;
    }

    private void option(int code, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.putShort((short) code).putShort((short) bytes.length).put(bytes);
        pad();
    }

    /// Ends the options and the block.
    private void end(int start) {
        buffer.putInt(0);
        int length = buffer.position() + Integer.BYTES - start;
        buffer.putInt(length).putInt(start + Integer.BYTES, length);
    }

    private void pad() {
        while (buffer.position() % Integer.BYTES != 0) {
            buffer.put((byte) 0);
        }
    }
}
