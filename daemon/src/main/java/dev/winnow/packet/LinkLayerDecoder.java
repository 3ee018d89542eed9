package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// Finds the network layer: leaves its EtherType in [PacketView#etherType] and its start in
/// [PacketView#networkOffset].
final class LinkLayerDecoder {
    static final int ETHERNET_HEADER_LENGTH = 14;
    private static final int VLAN_TAG_LENGTH = 4;
    private static final int MPLS_LABEL_LENGTH = 4;
    private static final int MPLS_BOTTOM_OF_STACK = 0x100;
    private static final int MPLS_LABEL_SHIFT = 12;
    private static final int CONTROL_WORD_LENGTH = 4;
    private static final int MPLS_OAM_ALERT = 15;
    private static final int PPPOE_HEADER_LENGTH = 6;
    private static final int SLL_HEADER_LENGTH = 16;
    private static final int SLL2_HEADER_LENGTH = 20;
    private static final int FAMILY_LENGTH = 4;
    private static final int HDLC_HEADER_LENGTH = 4;
    private static final int ERSPAN_HEADER_LENGTH = 8;
    private static final int PPP_ADDRESS_CONTROL = 0xFF03;
    private static final int PPP_IPV4 = 0x0021;
    private static final int PPP_COMPRESSIBLE_TCP = 0x002F;
    private static final int PPP_IPV6 = 0x0057;

    private LinkLayerDecoder() {}

    static void decode(PacketView view, LinkType link) {
        long offset = view.packetOffset;
        view.linkType = link;
        view.etherType = 0;
        switch (link) {
            case ETHERNET -> ethernet(view, offset);
            case LINUX_SLL -> typed(view, offset, SLL_HEADER_LENGTH, 14, DecodeEvent.SLL_PKT_TOO_SMALL);
            case LINUX_SLL2 -> typed(view, offset, SLL2_HEADER_LENGTH, 0, DecodeEvent.SLL_PKT_TOO_SMALL);
            case C_HDLC -> typed(view, offset, HDLC_HEADER_LENGTH, 2, DecodeEvent.CHDLC_PKT_TOO_SMALL);
            case RAW ->
                ofVersionNibble(view, offset, DecodeEvent.IPV4_PKT_TOO_SMALL, DecodeEvent.IPRAW_INVALID_IP_VERSION);
            case NULL, LOOP -> family(view, offset);
            case PPP -> ppp(view, offset);
        }
    }

    /// The same for a packet inside another, whose EtherType is known and may be that of a whole frame.
    static void decodeInner(PacketView view) {
        long offset = view.packetOffset;
        view.linkType = switch (view.etherType) {
            case EtherType.BRIDGED_ETHERNET -> LinkType.ETHERNET;
            case EtherType.PPP -> LinkType.PPP;
            default -> LinkType.RAW;
        };
        switch (view.etherType) {
            case EtherType.BRIDGED_ETHERNET -> ethernet(view, offset);
            case EtherType.PPP -> ppp(view, offset);
            case EtherType.ERSPAN -> erspan(view, offset);
            default -> ofEtherType(view, offset);
        }
    }

    /// Goes on at `offset` with what [PacketView#etherType] says is there, until that is a network layer. Frames in
    /// frames are not followed here, so that the depth is bounded by the number of VLAN tags.
    private static void ofEtherType(PacketView view, long offset) {
        view.networkOffset = offset;
        switch (view.etherType) {
            case EtherType.VLAN, EtherType.VLAN_SERVICE, EtherType.VLAN_OLD_QINQ -> vlan(view, offset);
            case EtherType.MPLS -> mpls(view, offset);
            case EtherType.PPPOE_SESSION -> pppoe(view, offset);
            case EtherType.PPPOE_DISCOVERY -> discovery(view, offset);
            default -> {}
        }
    }

    private static void ethernet(PacketView view, long offset) {
        typed(view, offset, ETHERNET_HEADER_LENGTH, 12, DecodeEvent.ETHERNET_PKT_TOO_SMALL);
    }

    /// A header of fixed length with an EtherType in it.
    private static void typed(PacketView view, long offset, int headerLength, int typeOffset, DecodeEvent tooSmall) {
        if (has(view, offset, headerLength, tooSmall)) {
            view.etherType = Wire.u16(view.memory, offset + typeOffset);
            ofEtherType(view, offset + headerLength);
        }
    }

    private static void vlan(PacketView view, long offset) {
        if (!has(view, offset, VLAN_TAG_LENGTH, DecodeEvent.VLAN_HEADER_TOO_SMALL)) {
            return;
        }
        if (view.vlanCount == PacketView.MAX_VLANS) {
            view.tell(DecodeEvent.VLAN_TOO_MANY_LAYERS);
            return;
        }
        view.addVlan(Wire.u16(view.memory, offset));
        view.etherType = Wire.u16(view.memory, offset + 2);
        if (!EtherType.isUsual(view.etherType)) {
            view.tell(DecodeEvent.VLAN_UNKNOWN_TYPE);
        }
        ofEtherType(view, offset + VLAN_TAG_LENGTH);
    }

    /// A mirrored frame behind ERSPAN's header of type II, which has the VLAN that the frame was in, or 0
    /// (draft-foschiano-erspan-03 section 4.2).
    private static void erspan(PacketView view, long offset) {
        if (!has(view, offset, ERSPAN_HEADER_LENGTH, DecodeEvent.ERSPAN_HEADER_TOO_SMALL)) {
            return;
        }
        int vlan = Wire.u16(view.memory, offset) & PacketView.VLAN_ID_MASK;
        if (vlan != 0 && view.vlanCount < PacketView.MAX_VLANS) {
            view.addVlan(vlan);
        } else if (vlan != 0) {
            view.tell(DecodeEvent.ERSPAN_TOO_MANY_VLAN_LAYERS);
        }
        ethernet(view, offset + ERSPAN_HEADER_LENGTH);
    }

    /// The label stack does not name what it carries: by convention the first nibble tells (RFC 4928 section 3).
    private static void mpls(PacketView view, long offset) {
        long at = offset;
        while (has(view, at, MPLS_LABEL_LENGTH, DecodeEvent.MPLS_HEADER_TOO_SMALL)) {
            int entry = Wire.u32(view.memory, at);
            at += MPLS_LABEL_LENGTH;
            if ((entry & MPLS_BOTTOM_OF_STACK) != 0) {
                lastLabel(view, entry >>> MPLS_LABEL_SHIFT);
                labelled(view, at);
                return;
            }
        }
    }

    /// A control word begins with 0, and an Ethernet frame that is not followed is behind it (RFC 4385 section 3).
    private static void labelled(PacketView view, long offset) {
        if (has(view, offset, CONTROL_WORD_LENGTH, DecodeEvent.MPLS_PKT_TOO_SMALL)) {
            if (Wire.u8(view.memory, offset) >>> 4 == 0) {
                view.etherType = 0;
            } else {
                ofVersionNibble(view, offset, DecodeEvent.MPLS_PKT_TOO_SMALL, DecodeEvent.MPLS_UNKNOWN_PAYLOAD_TYPE);
            }
        }
    }

    /// The labels with a meaning of their own (RFC 3032 section 2.1); two say what is behind them, one is never sent.
    private static void lastLabel(PacketView view, int label) {
        switch (label) {
            case 1 -> view.tell(DecodeEvent.MPLS_BAD_LABEL_ROUTER_ALERT);
            case 3 -> view.tell(DecodeEvent.MPLS_BAD_LABEL_IMPLICIT_NULL);
            default -> {
                if (label > 3 && label < MPLS_OAM_ALERT) {
                    view.tell(DecodeEvent.MPLS_BAD_LABEL_RESERVED);
                }
            }
        }
    }

    /// RFC 2516 section 4.
    private static void pppoe(PacketView view, long offset) {
        if (has(view, offset, PPPOE_HEADER_LENGTH + 2, DecodeEvent.PPPOE_PKT_TOO_SMALL)) {
            ppp(view, offset + PPPOE_HEADER_LENGTH);
        }
    }

    /// RFC 2516 section 5: nothing that carries packets.
    private static void discovery(PacketView view, long offset) {
        if (!has(view, offset, PPPOE_HEADER_LENGTH, DecodeEvent.PPPOE_PKT_TOO_SMALL)) {
            return;
        }
        switch (Wire.u8(view.memory, offset + 1)) {
            case 0x07, 0x09, 0x19, 0x65, 0xA7 -> {}
            default -> view.tell(DecodeEvent.PPPOE_WRONG_CODE);
        }
        if (Wire.u16(view.memory, offset + 4) > view.remaining(offset + PPPOE_HEADER_LENGTH)) {
            view.tell(DecodeEvent.PPPOE_MALFORMED_TAGS);
        }
    }

    /// RFC 1661 section 2, RFC 1662 section 3.1. Address and control may be left out, and so may the protocol's
    /// first byte where it is zero; an odd first byte is the mark of that.
    private static void ppp(PacketView view, long offset) {
        view.etherType = 0;
        view.networkOffset = offset;
        if (!has(view, offset, 2, DecodeEvent.PPP_PKT_TOO_SMALL)) {
            return;
        }
        MemorySegment memory = view.memory;
        long at = Wire.u16(memory, offset) == PPP_ADDRESS_CONTROL ? offset + 2 : offset;
        if (!has(view, at, 2, DecodeEvent.PPP_PKT_TOO_SMALL)) {
            return;
        }
        boolean compressed = (Wire.u8(memory, at) & 1) != 0;
        int protocol = compressed ? Wire.u8(memory, at) : Wire.u16(memory, at);
        view.networkOffset = at + (compressed ? 1 : 2);
        switch (protocol) {
            case PPP_IPV4 -> pppPacket(view, EtherType.IPV4, Ipv4Decoder.MIN_HEADER_LENGTH);
            case PPP_IPV6 -> pppPacket(view, EtherType.IPV6, Ipv6Decoder.HEADER_LENGTH);
            case PPP_COMPRESSIBLE_TCP -> {}
            default -> view.tell(isPpp(protocol) ? DecodeEvent.PPP_UNSUP_PROTO : DecodeEvent.PPP_WRONG_TYPE);
        }
    }

    private static void pppPacket(PacketView view, int etherType, int headerLength) {
        boolean isIpv4 = etherType == EtherType.IPV4;
        DecodeEvent tooSmall = isIpv4 ? DecodeEvent.PPP_IP4_PKT_TOO_SMALL : DecodeEvent.PPP_IP6_PKT_TOO_SMALL;
        if (has(view, view.networkOffset, headerLength, tooSmall)) {
            view.etherType = etherType;
        }
    }

    /// Whether the number was given to a protocol long ago (RFC 1700, "PPP DLL Protocol Numbers"); those of one byte
    /// count all.
    private static boolean isPpp(int protocol) {
        return switch (protocol) {
            case 0x23, 0x25, 0x27, 0x29, 0x2B, 0x2D, 0x31, 0x33, 0x35, 0xFD -> true;
            case 0x0201, 0x0231, 0x0233, 0x0281, 0x0283 -> true;
            case 0x8021, 0x8023, 0x8025, 0x8027, 0x8029, 0x802B, 0x8033, 0x8035, 0x8057, 0x80FD, 0x8281 -> true;
            case 0xC021, 0xC023, 0xC025, 0xC029, 0xC223 -> true;
            default -> false;
        };
    }

    /// BSD loopback. The number is in the byte order of the machine that captured, and IPv6 has another one on each
    /// system (pcap-linktype(7), DLT_NULL).
    private static void family(PacketView view, long offset) {
        if (!has(view, offset, FAMILY_LENGTH, DecodeEvent.LTNULL_PKT_TOO_SMALL)) {
            return;
        }
        int bigEndian = Wire.u32(view.memory, offset);
        int family = (bigEndian & 0xFFFF0000) == 0 ? bigEndian : Integer.reverseBytes(bigEndian);
        view.networkOffset = offset + FAMILY_LENGTH;
        view.etherType = switch (family) {
            case 2 -> EtherType.IPV4;
            case 10, 24, 28, 30 -> EtherType.IPV6;
            default -> 0;
        };
        if (view.etherType == 0) {
            view.tell(DecodeEvent.LTNULL_UNSUPPORTED_TYPE);
        }
    }

    private static void ofVersionNibble(PacketView view, long offset, DecodeEvent tooSmall, DecodeEvent neither) {
        view.networkOffset = offset;
        view.etherType = 0;
        if (!has(view, offset, 1, tooSmall)) {
            return;
        }
        switch (Wire.u8(view.memory, offset) >>> 4) {
            case 4 -> view.etherType = EtherType.IPV4;
            case 6 -> view.etherType = EtherType.IPV6;
            default -> {
                view.note(Malformed.IP_VERSION);
                view.tell(neither);
            }
        }
    }

    private static boolean has(PacketView view, long offset, int length, DecodeEvent tooSmall) {
        if (view.remaining(offset) >= length) {
            return true;
        }
        view.tell(tooSmall);
        view.etherType = 0;
        view.note(Malformed.LINK_TRUNCATED);
        return false;
    }
}
