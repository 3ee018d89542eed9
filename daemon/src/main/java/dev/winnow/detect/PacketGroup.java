package dev.winnow.detect;

import dev.winnow.detect.header.Fragments;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.syntax.Protocol;
import java.util.EnumSet;
import java.util.Set;

/// The kinds of packets that are judged by different sets of rules.
enum PacketGroup {
    TCP,
    UDP,
    ICMP,
    ICMPV6,
    /// Other protocols, fragments, and packets whose transport header cannot be believed.
    OTHER;

    /// The group of an IP packet.
    static PacketGroup of(PacketView view) {
        if (view.transportHeaderLength() == 0 || view.isMalformed()) {
            return OTHER;
        }
        return switch (view.protocol()) {
            case IpProtocol.TCP -> TCP;
            case IpProtocol.UDP -> UDP;
            case IpProtocol.ICMP -> ICMP;
            case IpProtocol.ICMPV6 -> ICMPV6;
            default -> OTHER;
        };
    }

    /// The groups that hold packets which the rule could match.
    static Set<PacketGroup> of(ResolvedRule rule) {
        Set<PacketGroup> groups = of(rule.protocol());
        if (Fragments.concern(rule)) {
            groups.add(OTHER);
        }
        return groups;
    }

    private static Set<PacketGroup> of(Protocol protocol) {
        return switch (protocol) {
            case IP, IPV4, IPV6 -> EnumSet.allOf(PacketGroup.class);
            case TCP, TCP_PACKET, TCP_STREAM -> EnumSet.of(TCP);
            case UDP -> EnumSet.of(UDP);
            case ICMP -> EnumSet.of(ICMP, ICMPV6);
            case ICMPV4 -> EnumSet.of(ICMP);
            case ICMPV6 -> EnumSet.of(ICMPV6);
            case SCTP -> EnumSet.of(OTHER);
        };
    }
}
