package dev.winnow.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// A capture of raw IP packets in the making.
///
/// Source: draft-ietf-opsawg-pcap, sections 4 and 5.
final class RawCapture {
    private static final int RAW_IP = 101;
    private static final int SNAPLEN = 1 << 16;
    private static final int BEGIN_SECONDS = 1_700_000_000;
    private static final int US_PER_SECOND = 1_000_000;

    private final ByteArrayOutputStream file = new ByteArrayOutputStream();

    RawCapture() {
        file.writeBytes(header(24)
                .putInt(0xA1B2C3D4)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(SNAPLEN)
                .putInt(RAW_IP)
                .array());
    }

    /// @param timeUs since 2023-11-14 22:13:20 UTC
    /// @param packet from its IP header on
    void add(long timeUs, byte[] packet) {
        file.writeBytes(header(16)
                .putInt(BEGIN_SECONDS + (int) (timeUs / US_PER_SECOND))
                .putInt((int) (timeUs % US_PER_SECOND))
                .putInt(packet.length)
                .putInt(packet.length)
                .array());
        file.writeBytes(packet);
    }

    private static ByteBuffer header(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// @return `to`
    Path write(Path to) throws IOException {
        return Files.write(to, file.toByteArray());
    }
}
