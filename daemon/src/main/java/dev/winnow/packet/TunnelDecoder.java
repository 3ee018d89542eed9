package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// Packets that carry packets: notes where the inner one is, for [PacketDecoder#descend].
final class TunnelDecoder {
    /// More than any honest network nests.
    static final int MAX_DEPTH = 8;

    static final int GRE_MIN_HEADER_LENGTH = 4;
    private static final int GRE_CHECKSUM = 0x8000;
    private static final int GRE_ROUTING = 0x4000;
    private static final int GRE_KEY = 0x2000;
    private static final int GRE_SEQUENCE = 0x1000;
    private static final int GRE_ACKNOWLEDGMENT = 0x0080;
    private static final int GRE_VERSION = 0x0007;
    private static final int ERSPAN_VERSION = 1;
    /// An EtherType that nothing has: it would be a length.
    private static final int NO_PACKET = 0;

    private TunnelDecoder() {}

    static void decode(PacketView view) {
        switch (view.protocol) {
            case IpProtocol.IPV4 -> enter(view, OuterKind.IP_IN_IP, 0, EtherType.IPV4);
            case IpProtocol.IPV6 -> enter(view, OuterKind.IP_IN_IP, 0, EtherType.IPV6);
            default -> gre(view);
        }
    }

    /// Bounds how deep an attacker can make the decoder go.
    static boolean mayNest(PacketView view) {
        if (view.depth() >= MAX_DEPTH) {
            view.note(Malformed.TUNNEL_DEPTH);
            view.tell(DecodeEvent.TOO_MANY_LAYERS);
            return false;
        }
        return true;
    }

    private static void gre(PacketView view) {
        int headerLength = greHeaderLength(view);
        if (headerLength < 0) {
            view.note(Malformed.GRE_HEADER);
            return;
        }
        enter(view, OuterKind.GRE, headerLength, carriedType(view, headerLength));
    }

    /// ERSPAN of type I is a bare frame. Type II has a sequence number in GRE, a header of its own behind it, and is
    /// version 1 there.
    private static int carriedType(PacketView view, int headerLength) {
        int etherType = Wire.u16(view.memory, view.transportOffset + 2);
        if (etherType != EtherType.ERSPAN) {
            return etherType;
        }
        if ((Wire.u16(view.memory, view.transportOffset) & GRE_SEQUENCE) == 0) {
            return EtherType.BRIDGED_ETHERNET;
        }
        boolean versionTold = view.transportLength > headerLength;
        int version = versionTold ? Wire.u8(view.memory, view.transportOffset + headerLength) >>> 4 : ERSPAN_VERSION;
        if (version != ERSPAN_VERSION) {
            view.tell(DecodeEvent.ERSPAN_UNSUPPORTED_VERSION);
            return NO_PACKET;
        }
        return EtherType.ERSPAN;
    }

    private static int greHeaderLength(PacketView view) {
        if (view.transportLength < GRE_MIN_HEADER_LENGTH) {
            return -1;
        }
        int flags = Wire.u16(view.memory, view.transportOffset);
        int length = greFixedLength(flags);
        if ((flags & GRE_VERSION) > 1) {
            return -1;
        }
        if ((flags & GRE_VERSION) == 0 && (flags & GRE_ROUTING) != 0) {
            length = passRouting(view, length);
        }
        return length <= view.transportLength ? length : -1;
    }

    /// What the flags say that is there, without the routing.
    static int greFixedLength(int flags) {
        return GRE_MIN_HEADER_LENGTH
                + ((flags & (GRE_CHECKSUM | GRE_ROUTING)) != 0 ? 4 : 0)
                + ((flags & GRE_KEY) != 0 ? 4 : 0)
                + ((flags & GRE_SEQUENCE) != 0 ? 4 : 0)
                + ((flags & GRE_VERSION) == 1 && (flags & GRE_ACKNOWLEDGMENT) != 0 ? 4 : 0);
    }

    /// Source route entries (RFC 1701): family, offset, length, then that many bytes; one of length 0 is the last.
    private static int passRouting(PacketView view, int start) {
        MemorySegment memory = view.memory;
        int at = start;
        while (view.transportLength - at >= 4) {
            int length = Wire.u8(memory, view.transportOffset + at + 3);
            at += 4 + length;
            if (length == 0) {
                return at;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static void enter(PacketView view, OuterKind kind, int headerLength, int etherType) {
        view.transportHeaderLength = headerLength;
        view.payloadOffset = view.transportOffset + headerLength;
        int length = view.transportLength - headerLength;
        if (!isPacket(etherType)) {
            view.payloadLength = length;
            return;
        }
        carry(view, kind, view.payloadOffset, length, etherType);
    }

    /// Notes where the packet inside is.
    static void carry(PacketView view, OuterKind kind, long offset, int length, int etherType) {
        if (length > 0 && mayNest(view)) {
            view.carries(kind, view.memory, offset, length, etherType);
        }
    }

    /// Whether what has this type is decoded.
    static boolean isPacket(int etherType) {
        return switch (etherType) {
            case EtherType.IPV4,
                    EtherType.IPV6,
                    EtherType.VLAN,
                    EtherType.VLAN_SERVICE,
                    EtherType.MPLS,
                    EtherType.BRIDGED_ETHERNET,
                    EtherType.ERSPAN,
                    EtherType.PPP -> true;
            default -> false;
        };
    }
}
