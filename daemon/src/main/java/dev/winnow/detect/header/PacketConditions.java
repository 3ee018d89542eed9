package dev.winnow.detect.header;

import dev.winnow.packet.DecodeEvent;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.Ipv4Options;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpOptions;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.BitTest;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.IpOption;
import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.PacketOption;
import dev.winnow.rule.option.PacketOption.Checksum;
import dev.winnow.rule.option.PacketOption.FragmentBits;
import dev.winnow.rule.syntax.Protocol;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/// The conditions behind the keywords, one small object each.
public final class PacketConditions {
    private static final int FLAGS_BYTE = 0xFF;
    /// RFC 4443 section 3.2.
    private static final int PACKET_TOO_BIG = 2;

    private static final int UDP_CHECKSUM = 6;

    private static final ValueLayout.OfShort NETWORK_SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

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
            case PacketOption.TcpMss mss -> (view, _) -> isTcp(view) && contains(mss.size(), TcpOptions.mss(view));
            case PacketOption.Icmpv6Mtu mtu ->
                (view, _) -> isPacketTooBig(view) && mtu.size().contains(mtu(view));
            case PacketOption.IpVersion version -> (view, _) -> view.ipVersion() == version.version();
            case PacketOption.HasIpOption wanted -> (view, _) -> hasOption(view, wanted.option());
            case PacketOption.Checksum checksum ->
                (view, _) ->
                        hasChecksum(view, checksum.header()) && isGood(view, checksum.header()) == checksum.valid();
        };
    }

    /// The condition of `decode-event`.
    ///
    /// @throws IllegalArgumentException for an event that winnow does not tell
    public static PacketCondition ofDecodeEvent(String name) {
        DecodeEvent event = DecodeEvent.named(name)
                .orElseThrow(
                        () -> new IllegalArgumentException("`decode-event`: the event `" + name + "` is not told"));
        return (view, _) -> view.decodeEvents().has(event);
    }

    /// The condition of `flow`.
    public static PacketCondition of(Flow flow) {
        return new FlowCondition(flow);
    }

    /// What a rule's protocol asks for beyond the packet's being in one of the rule's groups; empty where that is all.
    public static Optional<PacketCondition> of(ResolvedRule rule) {
        Protocol protocol = rule.protocol();
        if (BareHeaders.concern(rule)) {
            return Optional.of(BareHeaders.condition(protocol));
        }
        return switch (protocol) {
            case IP, TCP, TCP_PACKET, TCP_STREAM, UDP, ICMP, ICMPV4, ICMPV6 -> Optional.empty();
            case IPV4 -> Optional.of((view, _) -> isIpv4(view));
            case IPV6 -> Optional.of((view, _) -> view.ipVersion() == 6);
            case SCTP -> Optional.of((view, _) -> has(view, IpProtocol.SCTP));
        };
    }

    /// Whether the packet has a whole and honest header of the transport protocol with this number.
    private static boolean has(PacketView view, int protocol) {
        return view.protocol() == protocol
                && view.transportHeaderLength() > 0
                && !view.malformed().hidesTransport();
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

    /// A negative `number` is none.
    private static boolean contains(NumberRange range, int number) {
        return number >= 0 && range.contains(number);
    }

    private static boolean isPacketTooBig(PacketView view) {
        return has(view, IpProtocol.ICMPV6) && view.icmpType() == PACKET_TOO_BIG;
    }

    /// The second word of the message (RFC 4443 section 3.2).
    private static long mtu(PacketView view) {
        return Integer.toUnsignedLong(view.memory().get(NETWORK_INT, view.transportOffset() + Integer.BYTES));
    }

    private static boolean hasOption(PacketView view, IpOption option) {
        return option == IpOption.ANY ? Ipv4Options.any(view) : Ipv4Options.has(view, option.type());
    }

    /// Asks for the header alone, because a packet with a wrong checksum is malformed to others.
    private static boolean hasChecksum(PacketView view, Checksum.Header header) {
        return switch (header) {
            case IPV4 -> isIpv4(view);
            case TCPV4 -> isIpv4(view) && isAt(view, IpProtocol.TCP);
            case TCPV6 -> !isIpv4(view) && isAt(view, IpProtocol.TCP);
            case UDPV4 -> isIpv4(view) && isAt(view, IpProtocol.UDP) && hasUdpChecksum(view);
            case UDPV6 -> !isIpv4(view) && isAt(view, IpProtocol.UDP);
            case ICMPV4 -> isAt(view, IpProtocol.ICMP);
            case ICMPV6 -> isAt(view, IpProtocol.ICMPV6);
        };
    }

    /// RFC 768: the sender that computed none has written 0.
    private static boolean hasUdpChecksum(PacketView view) {
        return view.memory().get(NETWORK_SHORT, view.transportOffset() + UDP_CHECKSUM) != 0;
    }

    private static boolean isAt(PacketView view, int protocol) {
        return view.protocol() == protocol && view.transportHeaderLength() > 0;
    }

    private static boolean isGood(PacketView view, Checksum.Header header) {
        return header == Checksum.Header.IPV4 ? view.networkChecksumGood() : view.transportChecksumGood();
    }

    private static int fragmentBits(PacketView view) {
        return (view.moreFragments() ? FragmentBits.MORE_FRAGMENTS : 0)
                | (view.dontFragment() ? FragmentBits.DONT_FRAGMENT : 0)
                | (view.reservedBit() ? FragmentBits.RESERVED : 0);
    }
}
