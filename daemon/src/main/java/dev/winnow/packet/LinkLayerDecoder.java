package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// Finds the network layer: leaves its EtherType in [PacketView#etherType] and its start in
/// [PacketView#networkOffset].
final class LinkLayerDecoder {
    static final int ETHERNET_HEADER_LENGTH = 14;
    private static final int VLAN_TAG_LENGTH = 4;
    private static final int MPLS_LABEL_LENGTH = 4;
    private static final int MPLS_BOTTOM_OF_STACK = 0x100;
    private static final int PPPOE_HEADER_LENGTH = 6;
    private static final int SLL_HEADER_LENGTH = 16;
    private static final int SLL2_HEADER_LENGTH = 20;
    private static final int FAMILY_LENGTH = 4;
    private static final int HDLC_HEADER_LENGTH = 4;
    private static final int ERSPAN_HEADER_LENGTH = 8;
    private static final int PPP_ADDRESS_CONTROL = 0xFF03;
    private static final int PPP_IPV4 = 0x0021;
    private static final int PPP_IPV6 = 0x0057;

    private LinkLayerDecoder() {}

    static void decode(PacketView view, LinkType link) {
        long offset = view.packetOffset;
        view.etherType = 0;
        switch (link) {
            case ETHERNET -> typed(view, offset, ETHERNET_HEADER_LENGTH, 12);
            case LINUX_SLL -> typed(view, offset, SLL_HEADER_LENGTH, 14);
            case LINUX_SLL2 -> typed(view, offset, SLL2_HEADER_LENGTH, 0);
            case C_HDLC -> typed(view, offset, HDLC_HEADER_LENGTH, 2);
            case RAW -> ofVersionNibble(view, offset);
            case NULL, LOOP -> family(view, offset);
            case PPP -> ppp(view, offset);
        }
    }

    /// The same for a packet inside another, whose EtherType is known and may be that of a whole frame.
    static void decodeInner(PacketView view) {
        long offset = view.packetOffset;
        switch (view.etherType) {
            case EtherType.BRIDGED_ETHERNET -> typed(view, offset, ETHERNET_HEADER_LENGTH, 12);
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
            default -> {}
        }
    }

    /// A header of fixed length with an EtherType in it.
    private static void typed(PacketView view, long offset, int headerLength, int typeOffset) {
        if (has(view, offset, headerLength)) {
            view.etherType = Wire.u16(view.memory, offset + typeOffset);
            ofEtherType(view, offset + headerLength);
        }
    }

    private static void vlan(PacketView view, long offset) {
        if (view.vlanCount == PacketView.MAX_VLANS || !has(view, offset, VLAN_TAG_LENGTH)) {
            return;
        }
        view.addVlan(Wire.u16(view.memory, offset));
        view.etherType = Wire.u16(view.memory, offset + 2);
        ofEtherType(view, offset + VLAN_TAG_LENGTH);
    }

    /// A mirrored frame behind ERSPAN's header of type II, which has the VLAN that the frame was in, or 0
    /// (draft-foschiano-erspan-03 section 4.2).
    private static void erspan(PacketView view, long offset) {
        if (!has(view, offset, ERSPAN_HEADER_LENGTH)) {
            return;
        }
        int vlan = Wire.u16(view.memory, offset) & PacketView.VLAN_ID_MASK;
        if (vlan != 0 && view.vlanCount < PacketView.MAX_VLANS) {
            view.addVlan(vlan);
        }
        typed(view, offset + ERSPAN_HEADER_LENGTH, ETHERNET_HEADER_LENGTH, 12);
    }

    /// The label stack does not name what it carries: by convention the first nibble tells (RFC 4928 section 3).
    private static void mpls(PacketView view, long offset) {
        long at = offset;
        while (has(view, at, MPLS_LABEL_LENGTH)) {
            int label = Wire.u32(view.memory, at);
            at += MPLS_LABEL_LENGTH;
            if ((label & MPLS_BOTTOM_OF_STACK) != 0) {
                ofVersionNibble(view, at);
                return;
            }
        }
    }

    /// RFC 2516 section 4.
    private static void pppoe(PacketView view, long offset) {
        if (has(view, offset, PPPOE_HEADER_LENGTH)) {
            ppp(view, offset + PPPOE_HEADER_LENGTH);
        }
    }

    /// RFC 1661 section 2, RFC 1662 section 3.1. Address and control may be left out, and so may the protocol's
    /// first byte where it is zero; an odd first byte is the mark of that.
    private static void ppp(PacketView view, long offset) {
        view.etherType = 0;
        view.networkOffset = offset;
        if (!has(view, offset, 2)) {
            return;
        }
        MemorySegment memory = view.memory;
        long at = Wire.u16(memory, offset) == PPP_ADDRESS_CONTROL ? offset + 2 : offset;
        if (!has(view, at, 2)) {
            return;
        }
        boolean compressed = (Wire.u8(memory, at) & 1) != 0;
        int protocol = compressed ? Wire.u8(memory, at) : Wire.u16(memory, at);
        view.networkOffset = at + (compressed ? 1 : 2);
        view.etherType = protocol == PPP_IPV4 ? EtherType.IPV4 : protocol == PPP_IPV6 ? EtherType.IPV6 : 0;
    }

    /// BSD loopback. The number is in the byte order of the machine that captured, and IPv6 has another one on each
    /// system (pcap-linktype(7), DLT_NULL).
    private static void family(PacketView view, long offset) {
        if (!has(view, offset, FAMILY_LENGTH)) {
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
    }

    private static void ofVersionNibble(PacketView view, long offset) {
        view.networkOffset = offset;
        view.etherType = 0;
        if (!has(view, offset, 1)) {
            return;
        }
        switch (Wire.u8(view.memory, offset) >>> 4) {
            case 4 -> view.etherType = EtherType.IPV4;
            case 6 -> view.etherType = EtherType.IPV6;
            default -> view.note(Malformed.IP_VERSION);
        }
    }

    private static boolean has(PacketView view, long offset, int length) {
        if (view.remaining(offset) >= length) {
            return true;
        }
        view.etherType = 0;
        view.note(Malformed.LINK_TRUNCATED);
        return false;
    }
}
