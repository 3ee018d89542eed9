package dev.winnow.packet;

/// What a packet was found inside of.
public enum OuterKind {
    /// Nothing: it is the outermost packet.
    NONE,
    /// A generic routing encapsulation (RFC 2784, RFC 2890, RFC 2637).
    GRE,
    /// Another IP packet, of either version (RFC 2003, RFC 2473, RFC 4213).
    IP_IN_IP,
    /// Fragments, the last of which completed it.
    FRAGMENTS
}
