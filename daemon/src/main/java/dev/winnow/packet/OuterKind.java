package dev.winnow.packet;

/// What a packet was found inside of.
public enum OuterKind {
    /// Nothing: it is the outermost packet.
    NONE,
    /// A generic routing encapsulation (RFC 2784, RFC 2890, RFC 2637), ERSPAN among them.
    GRE,
    /// Another IP packet, of either version (RFC 2003, RFC 2473, RFC 4213).
    IP_IN_IP,
    /// A datagram with a virtual network's frame (RFC 7348).
    VXLAN,
    /// A datagram with a virtual network's frame or packet (RFC 8926).
    GENEVE,
    /// A datagram with an IPv6 packet (RFC 4380).
    TEREDO,
    /// Fragments, the last of which completed it.
    FRAGMENTS
}
