package dev.winnow.packet;

/// The EtherTypes that the decoder follows (IEEE 802 Numbers, linux/if_ether.h).
final class EtherType {
    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86DD;
    static final int VLAN = 0x8100;
    static final int VLAN_SERVICE = 0x88A8;
    static final int VLAN_OLD_QINQ = 0x9100;
    static final int MPLS = 0x8847;
    static final int PPPOE_DISCOVERY = 0x8863;
    static final int PPPOE_SESSION = 0x8864;
    /// Transparent Ethernet bridging: a whole frame inside GRE (RFC 1701).
    static final int BRIDGED_ETHERNET = 0x6558;
    /// PPP inside GRE (RFC 2637).
    static final int PPP = 0x880B;

    /// A mirrored frame inside GRE (draft-foschiano-erspan-03).
    static final int ERSPAN = 0x88BE;

    private EtherType() {}

    /// Whether frames of this type are no surprise behind a VLAN tag: what is followed, and ARP, MPLS with upstream
    /// labels, provider backbone bridges, data centre bridging, VN-tags, service function chains.
    static boolean isUsual(int etherType) {
        return switch (etherType) {
            case IPV4, IPV6, VLAN, VLAN_SERVICE, VLAN_OLD_QINQ, MPLS, PPPOE_SESSION, PPPOE_DISCOVERY -> true;
            case 0x0806, 0x8848, 0x88E7, 0x8903, 0x8926, 0x894F -> true;
            default -> false;
        };
    }
}
