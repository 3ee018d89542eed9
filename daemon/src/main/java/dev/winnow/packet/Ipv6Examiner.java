package dev.winnow.packet;

/// What is odd about an IPv6 header and its extension headers (RFC 8200 sections 3 and 4).
final class Ipv6Examiner {
    private static final int EXTENSION_UNIT = 8;
    private static final int ROUTING_TYPE_0 = 0;

    private Ipv6Examiner() {}

    /// @return whether what is behind the headers can be looked at
    static boolean examine(PacketView view) {
        long offset = view.networkOffset;
        int available = view.remaining(offset);
        if (available < Ipv6Decoder.HEADER_LENGTH) {
            view.tell(DecodeEvent.IPV6_PKT_TOO_SMALL);
            return false;
        }
        if (Wire.u8(view.memory, offset) >>> 4 != 6) {
            view.tell(DecodeEvent.IPV6_WRONG_IP_VERSION);
            return false;
        }
        if (view.networkLength > available && !view.truncated) {
            view.tell(DecodeEvent.IPV6_TRUNC_PKT);
            return false;
        }
        extensions(view, offset + Math.min(view.networkLength, available));
        if (view.malformed == Malformed.IPV6_EXTENSION || view.decodeEvents.has(DecodeEvent.IPV6_TRUNC_EXTHDR)) {
            return false;
        }
        if (!view.isFragment()) {
            carried(view);
        }
        return view.protocol != IpProtocol.ICMP;
    }

    private static void extensions(PacketView view, long end) {
        long at = view.networkOffset + Ipv6Decoder.HEADER_LENGTH;
        int type = Wire.u8(view.memory, view.networkOffset + 6);
        int seen = 0;
        int count = 0;
        while (Ipv6Decoder.isExtension(type) && ++count <= Ipv6Decoder.MAX_EXTENSION_HEADERS) {
            int length = end - at < EXTENSION_UNIT ? Integer.MAX_VALUE : Ipv6Decoder.extensionLength(view, type, at);
            if (length > end - at) {
                view.tell(DecodeEvent.IPV6_TRUNC_EXTHDR);
                return;
            }
            seen = extension(view, type, at, length, seen);
            if (type == IpProtocol.FRAGMENT && view.isFragment()) {
                return;
            }
            type = Wire.u8(view.memory, at);
            at += length;
        }
        if (count > 0 && at == end && type != IpProtocol.NO_NEXT_HEADER) {
            view.tell(DecodeEvent.IPV6_TRUNC_EXTHDR);
        }
    }

    /// @param seen bits of the headers that were there before
    /// @return the same with this one
    private static int extension(PacketView view, int type, long at, int length, int seen) {
        int bit = bit(type, seen);
        if ((seen & bit) != 0) {
            view.tell(duplicate(type));
        } else {
            options(view, type, at, length);
        }
        if (type == IpProtocol.FRAGMENT) {
            fragment(view, at);
        } else if (type == IpProtocol.AUTHENTICATION && Wire.u16(view.memory, at + 2) != 0) {
            view.tell(DecodeEvent.IPV6_EXTHDR_AH_RES_NOT_NULL);
        }
        return seen | bit;
    }

    private static void options(PacketView view, int type, long at, int length) {
        switch (type) {
            case IpProtocol.HOP_BY_HOP -> Ipv6OptionExaminer.hopByHop(view, at, length);
            case IpProtocol.DESTINATION -> Ipv6OptionExaminer.destination(view, at, length);
            case IpProtocol.ROUTING -> {
                if (Wire.u8(view.memory, at + 2) == ROUTING_TYPE_0) {
                    view.tell(DecodeEvent.IPV6_RH_TYPE_0);
                }
            }
            default -> {}
        }
    }

    /// Of the headers that may be there once; of destination options twice, for the nodes on the way and the last one.
    private static int bit(int type, int seen) {
        return switch (type) {
            case IpProtocol.HOP_BY_HOP -> 1;
            case IpProtocol.DESTINATION -> (seen & 2) == 0 ? 2 : 4;
            case IpProtocol.ROUTING -> 8;
            case IpProtocol.FRAGMENT -> 16;
            case IpProtocol.AUTHENTICATION -> 32;
            default -> 0;
        };
    }

    private static DecodeEvent duplicate(int type) {
        return switch (type) {
            case IpProtocol.HOP_BY_HOP -> DecodeEvent.IPV6_EXTHDR_DUPL_HH;
            case IpProtocol.DESTINATION -> DecodeEvent.IPV6_EXTHDR_DUPL_DH;
            case IpProtocol.ROUTING -> DecodeEvent.IPV6_EXTHDR_DUPL_RH;
            case IpProtocol.FRAGMENT -> DecodeEvent.IPV6_EXTHDR_DUPL_FH;
            default -> DecodeEvent.IPV6_EXTHDR_DUPL_AH;
        };
    }

    private static void fragment(PacketView view, long at) {
        if (Wire.u8(view.memory, at + 1) != 0) {
            view.tell(DecodeEvent.IPV6_FH_NON_ZERO_RESERVED_FIELD);
        }
        if (!view.isFragment()) {
            view.tell(DecodeEvent.IPV6_EXTHDR_USELESS_FH);
        }
    }

    private static void carried(PacketView view) {
        switch (view.protocol) {
            case IpProtocol.TCP,
                    IpProtocol.UDP,
                    IpProtocol.ICMPV6,
                    IpProtocol.SCTP,
                    IpProtocol.GRE,
                    IpProtocol.ESP -> {}
            case IpProtocol.ICMP -> view.tell(DecodeEvent.IPV6_ICMPV4);
            case IpProtocol.IPV4 ->
                packet(
                        view,
                        4,
                        Ipv4Decoder.MIN_HEADER_LENGTH,
                        DecodeEvent.IPV6_IPV4_IN_IPV6_TOO_SMALL,
                        DecodeEvent.IPV6_IPV4_IN_IPV6_WRONG_VERSION);
            case IpProtocol.IPV6 ->
                packet(
                        view,
                        6,
                        Ipv6Decoder.HEADER_LENGTH,
                        DecodeEvent.IPV6_IPV6_IN_IPV6_TOO_SMALL,
                        DecodeEvent.IPV6_IPV6_IN_IPV6_WRONG_VERSION);
            case IpProtocol.NO_NEXT_HEADER -> {
                if (view.transportLength > 0) {
                    view.tell(DecodeEvent.IPV6_DATA_AFTER_NONE_HEADER);
                }
            }
            default -> view.tell(DecodeEvent.IPV6_UNKNOWN_NEXT_HEADER);
        }
    }

    private static void packet(
            PacketView view, int version, int headerLength, DecodeEvent tooSmall, DecodeEvent wrongVersion) {
        if (!HeaderExaminer.shorter(view, headerLength, tooSmall)
                && Wire.u8(view.memory, view.transportOffset) >>> 4 != version) {
            view.tell(wrongVersion);
        }
    }
}
