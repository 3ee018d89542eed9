package dev.winnow.event;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Reads the files that [EvidenceWriter] writes, with the comments, which libpcap passes over. A file that is being
/// written to, or was cut off, gives all packets before its end.
///
/// Threading: one thread. Ownership: owns its memory.
public final class EvidenceReader implements AutoCloseable {
    private static final int HEAD_LENGTH = 8;
    private static final int MAX_BLOCK_LENGTH = 1 << 18;
    private static final int ENHANCED_PACKET = 6;
    /// Of a block: type, length, interface, time in two halves, captured length, length.
    private static final int TIME_OFFSET = 12;

    private static final int CAPTURED_OFFSET = 20;
    private static final int PACKET_OFFSET = 28;
    private static final int OPTION_COMMENT = 1;
    private static final int EXCERPT_LENGTH = 200;
    private static final int SNAP_LENGTH = 65_535;

    private final Arena arena = Arena.ofConfined();
    private final PacketDecoder decoder = new PacketDecoder(new FragmentStore(arena, FragmentLimits.DEFAULT));
    private final PacketView view = new PacketView();
    private final MemorySegment memory = arena.allocate(MAX_BLOCK_LENGTH, Long.BYTES);

    /// What a file of packets begins with.
    public static byte[] beginning() {
        ByteBuffer beginning = new PcapngBlocks(MAX_BLOCK_LENGTH).beginning(SNAP_LENGTH);
        byte[] bytes = new byte[beginning.remaining()];
        beginning.get(bytes);
        return bytes;
    }

    /// Hands over the packets of one file, the oldest first.
    ///
    /// @throws IOException where the file cannot be read
    public void read(Path file, Consumer<EvidencePacket> consumer) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            byte[] head = in.readNBytes(HEAD_LENGTH);
            while (head.length == HEAD_LENGTH) {
                ByteBuffer fields = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
                int type = fields.getInt(0);
                int length = fields.getInt(Integer.BYTES);
                if (length < PcapngBlocks.OVERHEAD || length > MAX_BLOCK_LENGTH) {
                    return;
                }
                byte[] rest = in.readNBytes(length - HEAD_LENGTH);
                if (rest.length < length - HEAD_LENGTH) {
                    return;
                }
                if (type == ENHANCED_PACKET && length > PACKET_OFFSET) {
                    take(ByteBuffer.allocate(length).put(head).put(rest).array(), consumer);
                }
                head = in.readNBytes(HEAD_LENGTH);
            }
        }
    }

    private void take(byte[] block, Consumer<EvidencePacket> consumer) {
        ByteBuffer fields = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN);
        long timestampNs = (long) fields.getInt(TIME_OFFSET) << Integer.SIZE
                | Integer.toUnsignedLong(fields.getInt(TIME_OFFSET + Integer.BYTES));
        int captured = fields.getInt(CAPTURED_OFFSET);
        if (captured <= 0 || captured > block.length - PACKET_OFFSET) {
            return;
        }
        MemorySegment.copy(block, PACKET_OFFSET, memory, JAVA_BYTE, 0, captured);
        int wireLength = Math.max(captured, fields.getInt(CAPTURED_OFFSET + Integer.BYTES));
        decoder.decodeIp(memory, 0, captured, wireLength, timestampNs, ChecksumMode.IGNORE, view);
        if (view.ipVersion() != 0) {
            consumer.accept(packet(timestampNs, comment(fields, PACKET_OFFSET + padded(captured)), block));
        }
    }

    private static int padded(int length) {
        return (length + 3) & ~3;
    }

    private static String comment(ByteBuffer block, int options) {
        int offset = options;
        while (offset + Integer.BYTES < block.capacity() - Integer.BYTES) {
            int code = Short.toUnsignedInt(block.getShort(offset));
            int length = Short.toUnsignedInt(block.getShort(offset + Short.BYTES));
            int end = offset + Integer.BYTES + length;
            if (end > block.capacity() - Integer.BYTES) {
                return "";
            }
            if (code == OPTION_COMMENT) {
                byte[] text = new byte[length];
                block.get(offset + Integer.BYTES, text);
                return new String(text, StandardCharsets.UTF_8);
            }
            offset = padded(end);
        }
        return "";
    }

    private EvidencePacket packet(long timestampNs, String comment, byte[] block) {
        boolean ports = !view.isFragment() && IpProtocol.hasPorts(view.protocol());
        return new EvidencePacket(
                timestampNs,
                comment,
                AddressText.number(view.ipVersion(), view.sourceHigh(), view.sourceLow()),
                ports ? view.sourcePort() : 0,
                AddressText.number(view.ipVersion(), view.destinationHigh(), view.destinationLow()),
                ports ? view.destinationPort() : 0,
                ProtocolName.of(view.protocol()),
                excerpt(),
                block);
    }

    private String excerpt() {
        if (view.isMalformed() && view.malformed().hidesTransport()) {
            return "";
        }
        int length = Math.min(view.payloadLength(), EXCERPT_LENGTH);
        StringBuilder text = new StringBuilder(Math.max(0, length));
        for (int i = 0; i < length; i++) {
            int c = memory.get(JAVA_BYTE, view.payloadOffset() + i) & 0xFF;
            text.append(c >= ' ' && c < 0x7F ? (char) c : '.');
        }
        return text.toString();
    }

    @Override
    public void close() {
        arena.close();
    }
}
