package dev.winnow.rule.syntax;

import java.util.Optional;

/// Protocols of the network and transport layer that a rule can be written for.
public enum Protocol {
    /// Every IP packet, of either version; and those of which the decoder knows no more than what is odd about them.
    IP("ip", "pkthdr"),
    IPV4("ipv4", "ip4"),
    IPV6("ipv6", "ip6"),
    /// TCP, packets and streams.
    TCP("tcp"),
    /// TCP packets as they came.
    TCP_PACKET("tcp-pkt"),
    /// TCP streams as they were put together.
    TCP_STREAM("tcp-stream"),
    UDP("udp"),
    /// ICMP and ICMPv6.
    ICMP("icmp"),
    ICMPV4("icmpv4"),
    ICMPV6("icmpv6"),
    SCTP("sctp");

    private final String keyword;
    private final String alias;

    Protocol(String keyword) {
        this(keyword, keyword);
    }

    Protocol(String keyword, String alias) {
        this.keyword = keyword;
        this.alias = alias;
    }

    /// The protocol called `keyword` in rules.
    public static Optional<Protocol> of(String keyword) {
        for (Protocol protocol : values()) {
            if (protocol.keyword.equals(keyword) || protocol.alias.equals(keyword)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }

    /// The name as written in rules.
    public String keyword() {
        return keyword;
    }

    /// True if packets of this protocol have ports.
    public boolean hasPorts() {
        return switch (this) {
            case TCP, TCP_PACKET, TCP_STREAM, UDP, SCTP -> true;
            case IP, IPV4, IPV6, ICMP, ICMPV4, ICMPV6 -> false;
        };
    }

    /// True for TCP in each of its forms.
    public boolean isTcp() {
        return this == TCP || this == TCP_PACKET || this == TCP_STREAM;
    }
}
