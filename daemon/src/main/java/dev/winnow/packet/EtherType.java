package dev.winnow.packet;

/// The EtherTypes that the decoder follows (IEEE 802 Numbers, linux/if_ether.h).
final class EtherType {
    static final int IPV4 = 0x0800;
    static final int IPV6 = 0x86DD;
    static final int VLAN = 0x8100;
    static final int VLAN_SERVICE = 0x88A8;
    static final int VLAN_OLD_QINQ = 0x9100;
    static final int MPLS = 0x8847;
    static final int PPPOE_SESSION = 0x8864;
    /// Transparent Ethernet bridging: a whole frame inside GRE (RFC 1701).
    static final int BRIDGED_ETHERNET = 0x6558;
    /// PPP inside GRE (RFC 2637).
    static final int PPP = 0x880B;

    /// A mirrored frame inside GRE (draft-foschiano-erspan-03).
    static final int ERSPAN = 0x88BE;

    private EtherType() {}
}
