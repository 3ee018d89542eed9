package dev.winnow.packet;

/// What is odd about an ICMP message: types and codes that nobody assigned, and the packet that an error is about
/// (RFC 792, RFC 4443, IANA's registries of both).
final class IcmpExaminer {
    private static final int HEADER_LENGTH = 8;
    private static final int IPV4_SOURCE_QUENCH = 4;
    private static final int ANY_CODE = 255;
    private static final int NOT_ASSIGNED = -1;

    private IcmpExaminer() {}

    static void icmpv4(PacketView view) {
        if (HeaderExaminer.shorter(view, HEADER_LENGTH, DecodeEvent.ICMPV4_PKT_TOO_SMALL)) {
            return;
        }
        int highest = highestIcmpv4Code(view.icmpType);
        if (highest == NOT_ASSIGNED) {
            view.tell(DecodeEvent.ICMPV4_UNKNOWN_TYPE);
        } else if (view.icmpCode > highest) {
            view.tell(DecodeEvent.ICMPV4_UNKNOWN_CODE);
        } else if (isIcmpv4Error(view.icmpType)) {
            icmpv4Error(view);
        }
        HeaderExaminer.shorter(view, TransportDecoder.icmpHeaderLength(view), DecodeEvent.ICMPV4_IPV4_TRUNC_PKT);
    }

    private static int highestIcmpv4Code(int type) {
        return switch (type) {
            case 0, 4, 8, 12, 13, 14, 15, 16, 17, 18 -> 0;
            case 3 -> 15;
            case 5 -> 3;
            case 9 -> ANY_CODE;
            case 11 -> 1;
            default -> NOT_ASSIGNED;
        };
    }

    private static boolean isIcmpv4Error(int type) {
        return switch (type) {
            case 3, 4, 5, 11, 12 -> true;
            default -> false;
        };
    }

    private static void icmpv4Error(PacketView view) {
        if (view.payloadLength == 0 && view.icmpType != IPV4_SOURCE_QUENCH) {
            return;
        }
        if (view.payloadLength < Ipv4Decoder.MIN_HEADER_LENGTH) {
            view.tell(DecodeEvent.ICMPV4_IPV4_TRUNC_PKT);
        } else if (Wire.u8(view.memory, view.payloadOffset) >>> 4 != 4) {
            view.tell(DecodeEvent.ICMPV4_IPV4_UNKNOWN_VER);
        }
    }

    static void icmpv6(PacketView view) {
        if (HeaderExaminer.shorter(view, HEADER_LENGTH, DecodeEvent.ICMPV6_PKT_TOO_SMALL)) {
            return;
        }
        icmpv6Type(view);
        // RFC 2710 section 3: what is for the link must not have come from further away.
        if (view.icmpType >= 130 && view.icmpType <= 132 && view.ttl != 1) {
            view.tell(DecodeEvent.ICMPV6_MLD_MESSAGE_WITH_INVALID_HL);
        }
    }

    private static void icmpv6Type(PacketView view) {
        switch (view.icmpType) {
            case 0, 127 -> view.tell(DecodeEvent.ICMPV6_UNKNOWN_TYPE);
            case 100, 101, 200, 201 -> view.tell(DecodeEvent.ICMPV6_EXPERIMENTATION_TYPE);
            default -> {
                if ((view.icmpType > 4 && view.icmpType < 128) || view.icmpType >= 160) {
                    view.tell(DecodeEvent.ICMPV6_UNASSIGNED_TYPE);
                } else if (!isIcmpv6Code(view.icmpType, view.icmpCode)) {
                    view.tell(DecodeEvent.ICMPV6_UNKNOWN_CODE);
                } else if (view.icmpType <= 4) {
                    icmpv6Error(view);
                }
            }
        }
    }

    private static boolean isIcmpv6Code(int type, int code) {
        return switch (type) {
            case 1 -> code <= 6;
            case 3 -> code <= 1;
            case 4, 139, 140 -> code <= 2;
            case 138 -> code <= 2 || code == 255;
            case 150, 151, 152, 153 -> true;
            case 155 -> code <= 3 || (code >= 128 && code <= 132);
            default -> code == 0;
        };
    }

    private static void icmpv6Error(PacketView view) {
        if (view.payloadLength < Ipv6Decoder.HEADER_LENGTH) {
            view.tell(DecodeEvent.ICMPV6_IPV6_TRUNC_PKT);
        } else if (Wire.u8(view.memory, view.payloadOffset) >>> 4 != 6) {
            view.tell(DecodeEvent.ICMPV6_IPV6_UNKNOWN_VERSION);
        }
    }
}
