package dev.winnow.packet;

/// Looks at the headers of a packet that was decoded for what is odd about them: see [DecodeEvent]. What is odd about
/// link layers and fragments is told by those who read them.
///
/// Only for rules that ask, behind the decoder: what it finds changes nothing about the packet. Never throws on hostile
/// bytes and never allocates. Which bytes are odd is what Suricata 7.0.10 answers to them.
final class HeaderExaminer {
    private HeaderExaminer() {}

    static void examine(PacketView view) {
        boolean readable = switch (view.etherType) {
            case EtherType.IPV4 -> Ipv4Examiner.examine(view);
            case EtherType.IPV6 -> Ipv6Examiner.examine(view);
            default -> false;
        };
        if (readable && !view.isFragment()) {
            transport(view);
        }
    }

    private static void transport(PacketView view) {
        switch (view.protocol) {
            case IpProtocol.TCP -> TcpExaminer.examine(view);
            case IpProtocol.UDP -> udp(view);
            case IpProtocol.ICMP -> IcmpExaminer.icmpv4(view);
            case IpProtocol.ICMPV6 -> IcmpExaminer.icmpv6(view);
            case IpProtocol.GRE -> GreExaminer.examine(view);
            case IpProtocol.SCTP -> shorter(view, TransportDecoder.SCTP_HEADER_LENGTH, DecodeEvent.SCTP_PKT_TOO_SMALL);
            case IpProtocol.ESP -> shorter(view, TransportDecoder.ESP_HEADER_LENGTH, DecodeEvent.ESP_PKT_TOO_SMALL);
            default -> {}
        }
    }

    private static void udp(PacketView view) {
        if (!shorter(view, TransportDecoder.UDP_HEADER_LENGTH, DecodeEvent.UDP_HLEN_TOO_SMALL)) {
            int length = Wire.u16(view.memory, view.transportOffset + 4);
            if (length < TransportDecoder.UDP_HEADER_LENGTH) {
                view.tell(DecodeEvent.UDP_LEN_INVALID);
            } else if (length > view.transportLength && !view.truncated) {
                view.tell(DecodeEvent.UDP_PKT_TOO_SMALL);
            }
        }
    }

    /// Tells the event if what is behind the IP header is shorter than its own header.
    ///
    /// @return whether it is
    static boolean shorter(PacketView view, int headerLength, DecodeEvent event) {
        boolean isShorter = view.transportLength < headerLength;
        if (isShorter) {
            view.tell(event);
        }
        return isShorter;
    }
}
