package dev.winnow.detect.header;

import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.AddressOption;
import dev.winnow.rule.option.AlertOption;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.EventCondition;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.FlowOption;
import dev.winnow.rule.option.HostBits;
import dev.winnow.rule.option.NoAlert;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.syntax.Protocol;

/// Which rules for a transport protocol meet packets of which only the IP header is known, as in Suricata 7.0.10:
/// fragments of IPv4 packets, and packets whose transport header is malformed. Those that ask for nothing but what an
/// IP header, or its decoder, says.
public final class BareHeaders {
    private BareHeaders() {}

    /// Whether such packets can match the rule.
    public static boolean concern(ResolvedRule rule) {
        return hasTransport(rule.protocol())
                && rule.application().isEmpty()
                && rule.sourcePorts().allowsNone()
                && rule.destinationPorts().allowsNone()
                && rule.options().stream().allMatch(BareHeaders::isAnswered);
    }

    private static boolean hasTransport(Protocol protocol) {
        return switch (protocol) {
            case TCP, TCP_PACKET, TCP_STREAM, UDP, ICMP, ICMPV4, ICMPV6, SCTP -> true;
            case IP, IPV4, IPV6 -> false;
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
            case EventCondition event -> event.source() == EventCondition.Source.DECODER;
            case BufferOption bytes -> bytes.buffer().field() == Field.IPV4_HDR;
            case RuleOption _ -> false;
        };
    }

    /// Whether the packet is of the protocol, with its header, without one that can be believed, or as a fragment.
    static PacketCondition condition(Protocol protocol) {
        return switch (protocol) {
            case TCP, TCP_PACKET, TCP_STREAM -> (view, _) -> isOf(view, IpProtocol.TCP);
            case UDP -> (view, _) -> isOf(view, IpProtocol.UDP);
            case ICMP -> (view, _) -> isOf(view, IpProtocol.ICMP) || isOf(view, IpProtocol.ICMPV6);
            case ICMPV4 -> (view, _) -> isOf(view, IpProtocol.ICMP);
            case ICMPV6 -> (view, _) -> isOf(view, IpProtocol.ICMPV6);
            case SCTP -> (view, _) -> isOf(view, IpProtocol.SCTP);
            case IP, IPV4, IPV6 -> throw new IllegalArgumentException(protocol.keyword());
        };
    }

    private static boolean isOf(PacketView view, int protocol) {
        if (view.protocol() != protocol) {
            return false;
        }
        return switch (view.malformed()) {
            case NONE, TCP_OPTIONS -> view.transportHeaderLength() > 0 || isIpv4Fragment(view);
            case TCP_HEADER, UDP_HEADER, ICMP_HEADER, SCTP_HEADER -> true;
            case FRAGMENT -> isIpv4Fragment(view);
            case LINK_TRUNCATED,
                    IPV4_HEADER,
                    IPV4_LENGTH,
                    IPV4_OPTIONS,
                    IPV6_HEADER,
                    IPV6_LENGTH,
                    IPV6_EXTENSION,
                    IP_VERSION,
                    GRE_HEADER,
                    TUNNEL_DEPTH -> false;
        };
    }

    private static boolean isIpv4Fragment(PacketView view) {
        return view.ipVersion() == 4 && view.isFragment();
    }
}
