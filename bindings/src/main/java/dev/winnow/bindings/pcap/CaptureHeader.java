package dev.winnow.bindings.pcap;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What the first bytes of a capture say about the rest.
///
/// pcap: pcap-savefile(5). pcapng: draft-ietf-opsawg-pcapng, sections 4.1 and 4.2. gzip: RFC 1952, section 2.3.1.
///
/// @param kind what sort of file it is
/// @param precision of the timestamps; of the first interface where a pcapng file has several
record CaptureHeader(Kind kind, TimestampPrecision precision) {
    /// Bytes that [#of] wants to see, where there are as many.
    static final int PREFIX_LENGTH = 16 * 1024;

    enum Kind {
        EMPTY,
        GZIP,
        PCAP,
        PCAPNG,
        UNKNOWN
    }

    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int PCAP_MICRO = 0xA1B2C3D4;
    private static final int PCAP_MICRO_MODIFIED = 0xA1B2CD34;
    private static final int PCAP_NANO = 0xA1B23C4D;
    private static final int SECTION_HEADER = 0x0A0D0D0A;
    private static final int SECTION_MAGIC = 0x1A2B3C4D;
    private static final int INTERFACE_BLOCK = 1;
    private static final int BLOCK_OVERHEAD = 12;
    private static final int INTERFACE_OPTIONS_OFFSET = 16;
    private static final int OPTION_END = 0;
    private static final int OPTION_TSRESOL = 9;
    private static final int TSRESOL_BINARY = 0x80;
    private static final int MAX_MICRO_DECIMAL = 6;
    private static final int MAX_MICRO_BINARY = 19;

    /// Reads the start of a capture, of which `prefix` holds all or the first [#PREFIX_LENGTH] bytes.
    static CaptureHeader of(byte[] prefix) {
        ByteBuffer bytes = ByteBuffer.wrap(prefix);
        if (prefix.length == 0) {
            return new CaptureHeader(Kind.EMPTY, TimestampPrecision.MICRO);
        }
        if (prefix.length >= Short.BYTES && Short.toUnsignedInt(bytes.getShort(0)) == GZIP_MAGIC) {
            return new CaptureHeader(Kind.GZIP, TimestampPrecision.MICRO);
        }
        if (prefix.length < Integer.BYTES) {
            return new CaptureHeader(Kind.UNKNOWN, TimestampPrecision.MICRO);
        }
        return ofMagic(bytes);
    }

    private static CaptureHeader ofMagic(ByteBuffer bytes) {
        int magic = bytes.getInt(0);
        return switch (magic) {
            case SECTION_HEADER -> new CaptureHeader(Kind.PCAPNG, precisionOfSection(bytes));
            case PCAP_MICRO, PCAP_MICRO_MODIFIED -> new CaptureHeader(Kind.PCAP, TimestampPrecision.MICRO);
            case PCAP_NANO -> new CaptureHeader(Kind.PCAP, TimestampPrecision.NANO);
            default -> ofSwappedMagic(Integer.reverseBytes(magic));
        };
    }

    private static CaptureHeader ofSwappedMagic(int magic) {
        return switch (magic) {
            case PCAP_MICRO, PCAP_MICRO_MODIFIED -> new CaptureHeader(Kind.PCAP, TimestampPrecision.MICRO);
            case PCAP_NANO -> new CaptureHeader(Kind.PCAP, TimestampPrecision.NANO);
            default -> new CaptureHeader(Kind.UNKNOWN, TimestampPrecision.MICRO);
        };
    }

    /// Walks the blocks to the first interface description. What does not parse is libpcap's to complain about.
    private static TimestampPrecision precisionOfSection(ByteBuffer bytes) {
        if (bytes.limit() < BLOCK_OVERHEAD) {
            return TimestampPrecision.MICRO;
        }
        bytes.order(bytes.getInt(8) == SECTION_MAGIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (bytes.limit() - at >= BLOCK_OVERHEAD) {
            int blockLength = bytes.getInt(at + 4);
            if (blockLength < BLOCK_OVERHEAD || blockLength > bytes.limit() - at) {
                return TimestampPrecision.MICRO;
            }
            if (bytes.getInt(at) == INTERFACE_BLOCK) {
                return precisionOfInterface(bytes, at + INTERFACE_OPTIONS_OFFSET, at + blockLength - Integer.BYTES);
            }
            at += blockLength;
        }
        return TimestampPrecision.MICRO;
    }

    private static TimestampPrecision precisionOfInterface(ByteBuffer bytes, int start, int end) {
        int at = start;
        while (end - at > Integer.BYTES) {
            int option = Short.toUnsignedInt(bytes.getShort(at));
            int length = Short.toUnsignedInt(bytes.getShort(at + Short.BYTES));
            if (option == OPTION_TSRESOL && length == 1) {
                return precisionOfResolution(Byte.toUnsignedInt(bytes.get(at + Integer.BYTES)));
            }
            if (option == OPTION_END) {
                return TimestampPrecision.MICRO;
            }
            at += Integer.BYTES + ((length + 3) & ~3);
        }
        return TimestampPrecision.MICRO;
    }

    private static TimestampPrecision precisionOfResolution(int resolution) {
        boolean binary = (resolution & TSRESOL_BINARY) != 0;
        boolean micro = (resolution & ~TSRESOL_BINARY) <= (binary ? MAX_MICRO_BINARY : MAX_MICRO_DECIMAL);
        return micro ? TimestampPrecision.MICRO : TimestampPrecision.NANO;
    }
}
