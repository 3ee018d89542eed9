package dev.winnow.packet;

import java.util.Locale;

/// Why a packet's bytes could not be believed. The first reason met is the one kept.
public enum Malformed {
    /// Nothing is wrong.
    NONE,
    /// The link-layer header is cut short.
    LINK_TRUNCATED,
    /// The IPv4 header is cut short, or its own length field lies.
    IPV4_HEADER,
    /// The IPv4 total length is less than the header or more than the bytes at hand.
    IPV4_LENGTH,
    /// The IPv4 options contradict themselves.
    IPV4_OPTIONS,
    /// The IPv6 header is cut short.
    IPV6_HEADER,
    /// The IPv6 payload length is more than the bytes at hand.
    IPV6_LENGTH,
    /// An IPv6 extension header is cut short, or there are too many.
    IPV6_EXTENSION,
    /// The version nibble is neither 4 nor 6, or contradicts the link layer.
    IP_VERSION,
    /// The TCP header is cut short, or its data offset lies.
    TCP_HEADER,
    /// The TCP options contradict themselves.
    TCP_OPTIONS,
    /// The UDP header is cut short, or its length lies.
    UDP_HEADER,
    /// The ICMP or ICMPv6 header is cut short.
    ICMP_HEADER,
    /// The SCTP header is cut short.
    SCTP_HEADER,
    /// The GRE header is cut short, or of an unknown version.
    GRE_HEADER,
    /// More tunnels inside each other than the decoder follows.
    TUNNEL_DEPTH,
    /// A fragment reaches past the largest possible packet, overlaps with other bytes, or is too small to be honest.
    FRAGMENT;

    /// Whether not even the IP header can be believed.
    public boolean hidesNetwork() {
        return switch (this) {
            case LINK_TRUNCATED, IPV4_HEADER, IPV4_LENGTH, IPV6_HEADER, IPV6_LENGTH, IP_VERSION -> true;
            case NONE,
                    IPV4_OPTIONS,
                    IPV6_EXTENSION,
                    TCP_HEADER,
                    TCP_OPTIONS,
                    UDP_HEADER,
                    ICMP_HEADER,
                    SCTP_HEADER,
                    GRE_HEADER,
                    TUNNEL_DEPTH,
                    FRAGMENT -> false;
        };
    }

    /// Whether nothing behind the IP header can be believed. Hosts take segments whose options make no sense.
    public boolean hidesTransport() {
        return this != NONE && this != TCP_OPTIONS;
    }

    /// The lower-case name that events and counters carry.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
