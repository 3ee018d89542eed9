package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// The IPv4 header (RFC 791 section 3.1).
///
/// ```
///   0                   1                   2                   3
///   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///  +-------+-------+---------------+-------------------------------+
///  |version| words |      tos      |         total length          |
///  +-------+-------+---------------+-----+-------------------------+
///  |        identification         |R D M| fragment offset / 8     |
///  +---------------+---------------+-----+-------------------------+
///  |      ttl      |   protocol    |        header checksum        |
///  +---------------+---------------+-------------------------------+
///  |                         source address                        |
///  +---------------------------------------------------------------+
///  |                       destination address                     |
///  +---------------------------------------------------------------+
///  |  options, padded to 4 bytes ...
/// ```
final class Ipv4Decoder {
    static final int MIN_HEADER_LENGTH = 20;
    static final int MAX_HEADER_LENGTH = 60;
    /// The upper bits of an IPv4-mapped address (RFC 4291 section 2.5.5.2).
    private static final long MAPPED_PREFIX = 0xFFFF_0000_0000L;

    private Ipv4Decoder() {}

    /// Reads the header at [PacketView#networkOffset].
    ///
    /// @return whether what follows the header can be looked at
    static boolean decode(PacketView view) {
        long offset = view.networkOffset;
        int available = view.remaining(offset);
        if (available > 0 && Wire.u8(view.memory, offset) >>> 4 != 4) {
            view.note(Malformed.IP_VERSION);
            return false;
        }
        if (available < MIN_HEADER_LENGTH) {
            view.note(Malformed.IPV4_HEADER);
            return false;
        }
        readFields(view, offset);
        return readLengths(view, available, (Wire.u8(view.memory, offset) & 0xF) << 2);
    }

    /// Reads two rows at a time: until the JVM has compiled its best, a read costs many times what a shift does.
    private static void readFields(PacketView view, long offset) {
        MemorySegment memory = view.memory;
        long rows = Wire.u64(memory, offset);
        view.ipVersion = 4;
        view.etherType = EtherType.IPV4;
        view.tos = (int) (rows >>> 48) & 0xFF;
        view.networkLength = (int) (rows >>> 32) & 0xFFFF;
        view.ipId = (int) rows >>> 16;
        view.fragmentBits = ((int) rows & 0xFFFF) >>> 13;
        view.fragmentOffset = (int) rows & 0x1FFF;
        rows = Wire.u64(memory, offset + 8);
        view.ttl = (int) (rows >>> 56);
        view.protocol = (int) (rows >>> 48) & 0xFF;
        view.sourceLow = mapped((int) rows);
        view.destinationLow = mapped(Wire.u32(memory, offset + 16));
    }

    /// The low half of the IPv4-mapped address; the high half is 0.
    static long mapped(int address) {
        return MAPPED_PREFIX | Integer.toUnsignedLong(address);
    }

    private static boolean readLengths(PacketView view, int available, int headerLength) {
        if (headerLength < MIN_HEADER_LENGTH || headerLength > available) {
            view.note(Malformed.IPV4_HEADER);
            return false;
        }
        view.networkHeaderLength = headerLength;
        view.transportOffset = view.networkOffset + headerLength;
        if (view.networkLength < headerLength || !fits(view, available)) {
            view.note(Malformed.IPV4_LENGTH);
            return false;
        }
        view.transportLength = Math.min(view.networkLength, available) - headerLength;
        if (headerLength > MIN_HEADER_LENGTH && !Ipv4Options.wellFormed(view)) {
            view.note(Malformed.IPV4_OPTIONS);
        }
        if (view.checksumMode.computes()) {
            view.networkChecksumGood = Checksum.isGood(Checksum.sum(view.memory, view.networkOffset, headerLength));
        }
        return true;
    }

    private static boolean fits(PacketView view, int available) {
        if (view.networkLength <= available) {
            return true;
        }
        view.truncated = view.networkLength - available <= view.wireLength - view.packetLength;
        return view.truncated;
    }
}
