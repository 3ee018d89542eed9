package dev.winnow.detect;

import dev.winnow.detect.header.BareHeaders;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.AlertOption;
import dev.winnow.rule.option.EventCondition;
import dev.winnow.rule.option.NoAlert;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RuleOption;
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
    OTHER,
    /// Packets that are not IP, or whose IP header cannot be believed.
    HEADLESS;

    /// The packet's group.
    static PacketGroup of(PacketView view) {
        if (view.transportHeaderLength() == 0 || view.malformed().hidesTransport()) {
            return view.ipVersion() == 0 || view.malformed().hidesNetwork() ? HEADLESS : OTHER;
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
        if (BareHeaders.concern(rule)) {
            groups.add(OTHER);
        }
        if (isAboutDecoding(rule)) {
            groups.add(HEADLESS);
        }
        return groups;
    }

    /// Whether the rule asks for nothing but what a decoder can tell that found no IP header.
    private static boolean isAboutDecoding(ResolvedRule rule) {
        return rule.protocol() == Protocol.IP
                && rule.application().isEmpty()
                && rule.sourcePorts().allowsNone()
                && rule.destinationPorts().allowsNone()
                && rule.options().stream().anyMatch(PacketGroup::isDecodeEvent)
                && rule.options().stream().allMatch(PacketGroup::saysNothingElse);
    }

    private static boolean isDecodeEvent(RuleOption option) {
        return option instanceof EventCondition event && event.source() == EventCondition.Source.DECODER;
    }

    private static boolean saysNothingElse(RuleOption option) {
        return isDecodeEvent(option)
                || option instanceof RateLimit
                || option instanceof AlertOption
                || option instanceof NoAlert;
    }

    private static Set<PacketGroup> of(Protocol protocol) {
        return switch (protocol) {
            case IP, IPV4, IPV6 -> EnumSet.complementOf(EnumSet.of(HEADLESS));
            case TCP, TCP_PACKET, TCP_STREAM -> EnumSet.of(TCP);
            case UDP -> EnumSet.of(UDP);
            case ICMP -> EnumSet.of(ICMP, ICMPV6);
            case ICMPV4 -> EnumSet.of(ICMP);
            case ICMPV6 -> EnumSet.of(ICMPV6);
            case SCTP -> EnumSet.of(OTHER);
        };
    }
}
