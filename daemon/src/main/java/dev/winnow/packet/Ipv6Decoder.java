package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// The IPv6 header and its extension headers (RFC 8200 sections 3 and 4).
///
/// ```
///   0                   1                   2                   3
///   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///  +-------+---------------+---------------------------------------+
///  |version| traffic class |              flow label               |
///  +-------+---------------+-------+---------------+---------------+
///  |        payload length         |  next header  |   hop limit   |
///  +-------------------------------+---------------+---------------+
///  |                    source address, 16 bytes                   |
///  |                  destination address, 16 bytes                |
/// ```
final class Ipv6Decoder {
    static final int HEADER_LENGTH = 40;
    private static final int FRAGMENT_HEADER_LENGTH = 8;
    /// More than any honest packet has; each costs the sender 8 bytes and the receiver a step.
    static final int MAX_EXTENSION_HEADERS = 16;

    private Ipv6Decoder() {}

    /// Reads the headers at [PacketView#networkOffset].
    ///
    /// @return whether what follows them can be looked at
    static boolean decode(PacketView view) {
        long offset = view.networkOffset;
        int available = view.remaining(offset);
        if (available > 0 && Wire.u8(view.memory, offset) >>> 4 != 6) {
            view.note(Malformed.IP_VERSION);
            return false;
        }
        if (available < HEADER_LENGTH) {
            view.note(Malformed.IPV6_HEADER);
            return false;
        }
        readFields(view, offset);
        if (!fits(view, available)) {
            view.note(Malformed.IPV6_LENGTH);
            return false;
        }
        view.transportLength = Math.min(view.networkLength, available) - HEADER_LENGTH;
        return walkExtensions(view);
    }

    private static void readFields(PacketView view, long offset) {
        MemorySegment memory = view.memory;
        view.ipVersion = 6;
        view.etherType = EtherType.IPV6;
        view.tos = (Wire.u16(memory, offset) >>> 4) & 0xFF;
        view.networkLength = HEADER_LENGTH + Wire.u16(memory, offset + 4);
        view.protocol = Wire.u8(memory, offset + 6);
        view.ttl = Wire.u8(memory, offset + 7);
        view.sourceHigh = Wire.u64(memory, offset + 8);
        view.sourceLow = Wire.u64(memory, offset + 16);
        view.destinationHigh = Wire.u64(memory, offset + 24);
        view.destinationLow = Wire.u64(memory, offset + 32);
        view.networkHeaderLength = HEADER_LENGTH;
        view.transportOffset = offset + HEADER_LENGTH;
    }

    private static boolean fits(PacketView view, int available) {
        if (view.networkLength <= available) {
            return true;
        }
        view.truncated = view.networkLength - available <= view.wireLength - view.packetLength;
        return view.truncated;
    }

    private static boolean walkExtensions(PacketView view) {
        int count = 0;
        while (isExtension(view.protocol) && !view.isFragment()) {
            if (++count > MAX_EXTENSION_HEADERS || !passExtension(view)) {
                view.note(Malformed.IPV6_EXTENSION);
                return false;
            }
        }
        return true;
    }

    static boolean isExtension(int protocol) {
        return switch (protocol) {
            case IpProtocol.HOP_BY_HOP,
                    IpProtocol.ROUTING,
                    IpProtocol.FRAGMENT,
                    IpProtocol.AUTHENTICATION,
                    IpProtocol.DESTINATION,
                    IpProtocol.MOBILITY,
                    IpProtocol.HIP,
                    IpProtocol.SHIM6 -> true;
            default -> false;
        };
    }

    /// Steps over one extension header; false when it is not all there.
    private static boolean passExtension(PacketView view) {
        if (view.transportLength < FRAGMENT_HEADER_LENGTH) {
            return false;
        }
        int length = extensionLength(view, view.protocol, view.transportOffset);
        if (length > view.transportLength) {
            return false;
        }
        if (view.protocol == IpProtocol.FRAGMENT) {
            readFragmentHeader(view);
        } else if (view.protocol == IpProtocol.ROUTING) {
            view.destinationRewritten |= Wire.u8(view.memory, view.transportOffset + 3) > 0;
        }
        view.protocol = Wire.u8(view.memory, view.transportOffset);
        view.transportOffset += length;
        view.transportLength -= length;
        view.networkHeaderLength += length;
        return true;
    }

    /// Eight-byte units not counting the first, but for AH (four-byte units minus two, RFC 4302 section 2.2) and the
    /// fragment header (fixed).
    ///
    /// @param offset the header's first byte; two must be at hand
    static int extensionLength(PacketView view, int type, long offset) {
        int units = Wire.u8(view.memory, offset + 1);
        return switch (type) {
            case IpProtocol.FRAGMENT -> FRAGMENT_HEADER_LENGTH;
            case IpProtocol.AUTHENTICATION -> (units + 2) << 2;
            default -> (units + 1) << 3;
        };
    }

    /// RFC 8200 section 4.5. One that is first and last at once is no fragment (RFC 6946).
    private static void readFragmentHeader(PacketView view) {
        int field = Wire.u16(view.memory, view.transportOffset + 2);
        view.fragmentOffset = field >>> 3;
        view.fragmentBits = field & PacketView.MORE_FRAGMENTS;
        view.ipId = Wire.u32(view.memory, view.transportOffset + 4);
    }
}
