package dev.winnow.detect.header;

import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.option.BitTest;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.PacketOption.FragmentBits;
import dev.winnow.rule.syntax.Protocol;
import java.util.Optional;

/// The conditions behind the keywords, one small object each.
public final class PacketConditions {
    private static final int FLAGS_BYTE = 0xFF;

    private PacketConditions() {}

    /// The condition of a header keyword.
    public static PacketCondition of(PacketOption option) {
        return switch (option) {
            case PacketOption.PayloadSize size -> (view, _) -> size.length().contains(view.payloadLength());
            case PacketOption.TimeToLive ttl -> (view, _) -> ttl.hops().contains(view.ttl());
            case PacketOption.TypeOfService tos ->
                (view, _) -> isIpv4(view) && (view.tos() == tos.value()) != tos.negated();
            case PacketOption.IpId id -> (view, _) -> isIpv4(view) && view.ipId() == id.value();
            case PacketOption.IpProtocol protocol ->
                (view, _) -> protocol.number().contains(view.protocol());
            case FragmentBits(int bits, BitTest test) ->
                (view, _) -> isIpv4(view) && test.test(fragmentBits(view), bits);
            case PacketOption.FragmentOffset offset ->
                (view, _) -> hasFragmentOffset(view) && offset.offset().contains(view.fragmentOffset());
            case PacketOption.SameIp _ -> (view, _) -> isSameIp(view);
            case PacketOption.TcpFlags(int bits, BitTest test, int ignored) ->
                (view, _) -> isTcp(view) && test.test(view.tcpFlags() & FLAGS_BYTE & ~ignored, bits);
            case PacketOption.TcpSequence sequence ->
                (view, _) -> isTcp(view) && view.sequence() == (int) sequence.value();
            case PacketOption.TcpAcknowledgment acknowledgment ->
                (view, _) -> isTcp(view) && view.acknowledgment() == (int) acknowledgment.value();
            case PacketOption.TcpWindow window ->
                (view, _) -> isTcp(view) && (view.window() == window.value()) != window.negated();
            case PacketOption.IcmpType type ->
                (view, _) -> isIcmp(view) && type.type().contains(view.icmpType());
            case PacketOption.IcmpCode code ->
                (view, _) -> isIcmp(view) && code.code().contains(view.icmpCode());
            case PacketOption.IcmpId id -> (view, _) -> isIcmp(view) && view.icmpHasId() && view.icmpId() == id.value();
            case PacketOption.IcmpSequence sequence ->
                (view, _) -> isIcmp(view) && view.icmpHasId() && view.icmpSequence() == sequence.value();
            case PacketOption.IpVersion version -> (view, _) -> view.ipVersion() == version.version();
            case PacketOption.TcpMss _ -> throw unsupported("tcp.mss");
            case PacketOption.Icmpv6Mtu _ -> throw unsupported("icmpv6.mtu");
            case PacketOption.HasIpOption _ -> throw unsupported("ipopts");
            case PacketOption.Checksum checksum ->
                throw unsupported(checksum.header().keyword());
        };
    }

    private static IllegalArgumentException unsupported(String keyword) {
        return new IllegalArgumentException("keyword `" + keyword + "` is not supported yet");
    }

    /// The condition of `flow`.
    public static PacketCondition of(Flow flow) {
        return new FlowCondition(flow);
    }

    /// What a rule's protocol asks for beyond the packet's being in one of the rule's groups; empty where that is all.
    public static Optional<PacketCondition> of(Protocol protocol) {
        return switch (protocol) {
            case IP, TCP, TCP_PACKET, TCP_STREAM, UDP, ICMP, ICMPV4, ICMPV6 -> Optional.empty();
            case IPV4 -> Optional.of((view, _) -> isIpv4(view));
            case IPV6 -> Optional.of((view, _) -> view.ipVersion() == 6);
            case SCTP -> Optional.of((view, _) -> has(view, IpProtocol.SCTP));
        };
    }

    /// Whether the packet has a whole and honest header of the transport protocol with this number.
    private static boolean has(PacketView view, int protocol) {
        return view.protocol() == protocol && view.transportHeaderLength() > 0 && !view.isMalformed();
    }

    private static boolean isTcp(PacketView view) {
        return has(view, IpProtocol.TCP);
    }

    private static boolean isIcmp(PacketView view) {
        return has(view, IpProtocol.ICMP) || has(view, IpProtocol.ICMPV6);
    }

    private static boolean isIpv4(PacketView view) {
        return view.ipVersion() == 4;
    }

    /// IPv6 has the field only in fragments.
    private static boolean hasFragmentOffset(PacketView view) {
        return isIpv4(view) || view.isFragment();
    }

    private static boolean isSameIp(PacketView view) {
        return view.sourceHigh() == view.destinationHigh() && view.sourceLow() == view.destinationLow();
    }

    private static int fragmentBits(PacketView view) {
        return (view.moreFragments() ? FragmentBits.MORE_FRAGMENTS : 0)
                | (view.dontFragment() ? FragmentBits.DONT_FRAGMENT : 0)
                | (view.reservedBit() ? FragmentBits.RESERVED : 0);
    }
}
