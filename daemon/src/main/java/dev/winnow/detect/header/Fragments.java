package dev.winnow.detect.header;

import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.AddressOption;
import dev.winnow.rule.option.AlertOption;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.FlowOption;
import dev.winnow.rule.option.HostBits;
import dev.winnow.rule.option.NoAlert;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.syntax.Protocol;

/// Which rules for a transport protocol meet fragments of IPv4 packets, as in Suricata 7.0.10: those that ask for
/// nothing but what an IP header says, because of a fragment nothing else is known.
public final class Fragments {
    private Fragments() {}

    /// Whether fragments can match the rule.
    public static boolean concern(ResolvedRule rule) {
        return hasTransport(rule.protocol())
                && rule.application().isEmpty()
                && rule.sourcePorts().allowsNone()
                && rule.destinationPorts().allowsNone()
                && rule.options().stream().allMatch(Fragments::isAnswered);
    }

    private static boolean hasTransport(Protocol protocol) {
        return switch (protocol) {
            case TCP, TCP_PACKET, TCP_STREAM, UDP, ICMP, ICMPV4, SCTP -> true;
            case IP, IPV4, IPV6, ICMPV6 -> false;
        };
    }

    private static boolean isAnswered(RuleOption option) {
        return switch (option) {
            case PacketOption.PayloadSize _,
                    PacketOption.TimeToLive _,
                    PacketOption.TypeOfService _,
                    PacketOption.IpId _,
                    PacketOption.IpProtocol _,
                    PacketOption.FragmentBits _,
                    PacketOption.FragmentOffset _,
                    PacketOption.SameIp _,
                    PacketOption.IpVersion _,
                    PacketOption.HasIpOption _,
                    AddressOption _,
                    RateLimit _,
                    AlertOption _,
                    NoAlert _ -> true;
            case PacketOption.Checksum(PacketOption.Checksum.Header header, boolean _) ->
                header == PacketOption.Checksum.Header.IPV4;
            case FlowOption.FlowBits bits -> bits.command().changes();
            case HostBits bits -> bits.command().changes();
            case BufferOption bytes -> bytes.buffer().field() == Field.IPV4_HDR;
            case RuleOption _ -> false;
        };
    }

    /// Whether the packet is of the protocol, or a fragment of one that is.
    static PacketCondition condition(Protocol protocol) {
        return switch (protocol) {
            case TCP, TCP_PACKET, TCP_STREAM -> (view, _) -> isOf(view, IpProtocol.TCP);
            case UDP -> (view, _) -> isOf(view, IpProtocol.UDP);
            case ICMP -> (view, _) -> isOf(view, IpProtocol.ICMP) || isWhole(view, IpProtocol.ICMPV6);
            case ICMPV4 -> (view, _) -> isOf(view, IpProtocol.ICMP);
            case SCTP -> (view, _) -> isOf(view, IpProtocol.SCTP);
            case IP, IPV4, IPV6, ICMPV6 -> throw new IllegalArgumentException(protocol.keyword());
        };
    }

    private static boolean isOf(PacketView view, int protocol) {
        return isWhole(view, protocol) || (view.protocol() == protocol && view.ipVersion() == 4 && view.isFragment());
    }

    private static boolean isWhole(PacketView view, int protocol) {
        return view.protocol() == protocol && view.transportHeaderLength() > 0 && !view.isMalformed();
    }
}
