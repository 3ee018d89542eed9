package dev.winnow.detect;

import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.NoAlert;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.syntax.Direction;
import dev.winnow.rule.syntax.Protocol;
import java.lang.foreign.ValueLayout;

/// The slow and obvious matcher that the program is held against: every condition of every rule, in the rule's order,
/// straight from the syntax tree. Knows no flows: `flow` always holds.
final class NaiveMatcher {
    private NaiveMatcher() {}

    static boolean matches(ResolvedRule rule, PacketView view) {
        return hasProtocol(rule.protocol(), view)
                && hasHeader(rule, view)
                && rule.options().stream().allMatch(option -> holds(option, view))
                && new NaiveBuffer(payload(view)).matches(rule.options());
    }

    static byte[] payload(PacketView view) {
        return view.memory().asSlice(view.payloadOffset(), view.payloadLength()).toArray(ValueLayout.JAVA_BYTE);
    }

    private static boolean hasProtocol(Protocol protocol, PacketView view) {
        return switch (protocol) {
            case IP -> true;
            case IPV4 -> view.ipVersion() == 4;
            case IPV6 -> view.ipVersion() == 6;
            case TCP, TCP_PACKET, TCP_STREAM -> view.protocol() == IpProtocol.TCP;
            case UDP -> view.protocol() == IpProtocol.UDP;
            case ICMP -> view.protocol() == IpProtocol.ICMP || view.protocol() == IpProtocol.ICMPV6;
            case ICMPV4 -> view.protocol() == IpProtocol.ICMP;
            case ICMPV6 -> view.protocol() == IpProtocol.ICMPV6;
            case SCTP -> view.protocol() == IpProtocol.SCTP;
        };
    }

    private static boolean hasHeader(ResolvedRule rule, PacketView view) {
        boolean there = rule.source().contains(view.sourceHigh(), view.sourceLow(), view.ipVersion())
                && rule.sourcePorts().contains(view.sourcePort())
                && rule.destination().contains(view.destinationHigh(), view.destinationLow(), view.ipVersion())
                && rule.destinationPorts().contains(view.destinationPort());
        boolean back = rule.destination().contains(view.sourceHigh(), view.sourceLow(), view.ipVersion())
                && rule.destinationPorts().contains(view.sourcePort())
                && rule.source().contains(view.destinationHigh(), view.destinationLow(), view.ipVersion())
                && rule.sourcePorts().contains(view.destinationPort());
        return there || (rule.direction() == Direction.BOTH && back);
    }

    private static boolean holds(RuleOption option, PacketView view) {
        return switch (option) {
            case PacketOption header -> holds(header, view);
            case Flow _, RateLimit _, NoAlert _ -> true;
            // Judged together, in NaiveBuffer.
            case dev.winnow.rule.option.BufferOption _ -> true;
            case RuleOption other -> throw new IllegalArgumentException("the oracle has no such rules: " + other);
        };
    }

    private static boolean holds(PacketOption option, PacketView view) {
        boolean tcp = view.protocol() == IpProtocol.TCP;
        return switch (option) {
            // As in Suricata 7.0.10, `dsize:!1` asks for a payload.
            case PacketOption.PayloadSize(NumberRange length) ->
                length.contains(view.payloadLength()) && (view.payloadLength() > 0 || !length.negated());
            case PacketOption.TimeToLive(NumberRange hops) -> hops.contains(view.ttl());
            case PacketOption.TypeOfService(int value, boolean negated) -> negated != (view.tos() == value);
            case PacketOption.IpId(int value) -> view.ipId() == value;
            case PacketOption.IpProtocol(NumberRange number) -> number.contains(view.protocol());
            case PacketOption.SameIp _ -> view.sourceLow() == view.destinationLow();
            case PacketOption.TcpFlags(int bits, var test, int ignored) ->
                tcp && test.test(view.tcpFlags() & 0xFF & ~ignored, bits);
            case PacketOption.TcpSequence(long value) -> tcp && Integer.toUnsignedLong(view.sequence()) == value;
            case PacketOption.TcpAcknowledgment(long value) ->
                tcp && Integer.toUnsignedLong(view.acknowledgment()) == value;
            case PacketOption.TcpWindow(int value, boolean negated) -> tcp && negated != (view.window() == value);
            case PacketOption other -> throw new IllegalArgumentException("the oracle has no such packets: " + other);
        };
    }
}
