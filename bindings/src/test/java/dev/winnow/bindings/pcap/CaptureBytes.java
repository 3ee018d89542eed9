package dev.winnow.bindings.pcap;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.GZIPOutputStream;

/// Captures written byte by byte, so that tests depend on no other writer.
final class CaptureBytes {
    static final int DLT_ETHERNET = 1;
    static final int MAGIC_MICRO = 0xA1B2C3D4;
    static final int MAGIC_NANO = 0xA1B23C4D;
    static final int TSRESOL_MICRO = 6;
    static final int TSRESOL_NANO = 9;
    static final int PCAP_HEADER_LENGTH = 24;
    static final int SNAP_LENGTH = 65_535;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;

    private CaptureBytes(ByteOrder order) {
        this.order = order;
    }

    static CaptureBytes pcap(ByteOrder order, int magic, int linkType) {
        CaptureBytes capture = new CaptureBytes(order);
        capture.put(capture.buffer(PCAP_HEADER_LENGTH)
                .putInt(magic)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0)
                .putInt(SNAP_LENGTH)
                .putInt(linkType));
        return capture;
    }

    /// @param tsresol the if_tsresol option, or -1 for none
    static CaptureBytes pcapng(ByteOrder order, int tsresol, int linkType) {
        CaptureBytes capture = new CaptureBytes(order);
        capture.put(capture.buffer(28)
                .putInt(0x0A0D0D0A)
                .putInt(28)
                .putInt(0x1A2B3C4D)
                .putShort((short) 1)
                .putShort((short) 0)
                .putLong(-1)
                .putInt(28));
        int length = tsresol < 0 ? 20 : 32;
        ByteBuffer block = capture.buffer(length)
                .putInt(1)
                .putInt(length)
                .putShort((short) linkType)
                .putShort((short) 0)
                .putInt(SNAP_LENGTH);
        if (tsresol >= 0) {
            block.putShort((short) 9).putShort((short) 1).put((byte) tsresol).put(new byte[3]);
            block.putShort((short) 0).putShort((short) 0);
        }
        capture.put(block.putInt(length));
        return capture;
    }

    /// @param fraction in the capture's own unit
    CaptureBytes pcapPacket(int seconds, int fraction, int wireLength, byte... data) {
        put(buffer(16 + data.length)
                .putInt(seconds)
                .putInt(fraction)
                .putInt(data.length)
                .putInt(wireLength)
                .put(data));
        return this;
    }

    /// @param units since 1970 in the capture's own unit
    CaptureBytes pcapngPacket(long units, int wireLength, byte... data) {
        int padded = (data.length + 3) & ~3;
        ByteBuffer block = buffer(32 + padded)
                .putInt(6)
                .putInt(32 + padded)
                .putInt(0)
                .putInt((int) (units >>> 32))
                .putInt((int) units)
                .putInt(data.length)
                .putInt(wireLength)
                .put(data);
        block.position(28 + padded);
        put(block.putInt(32 + padded));
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }

    private ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(order);
    }

    private void put(ByteBuffer bytes) {
        byte[] written = new byte[bytes.flip().remaining()];
        bytes.get(written);
        out.writeBytes(written);
    }
}
