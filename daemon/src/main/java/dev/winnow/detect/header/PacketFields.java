package dev.winnow.detect.header;

import dev.winnow.memory.ByteRange;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.option.Field;

/// The buffers that every packet brings with it: its payload and its headers.
public final class PacketFields {
    /// RFC 791 section 3.1, RFC 8200 section 3: the addresses' places in the header, source first.
    private static final int IPV4_SOURCE = 12;

    private static final int IPV4_ADDRESS_LENGTH = 4;
    private static final int IPV6_SOURCE = 8;
    private static final int IPV6_ADDRESS_LENGTH = 16;

    private PacketFields() {}

    /// Points `range` at a field of [Field.Layer#PACKET] until the packet is given away.
    ///
    /// `ipv4.hdr` and `tcp.hdr` are with options, `ipv6.hdr` with extension headers.
    ///
    /// @return false where the packet has no such field, or of another layer; then `range` is empty
    public static boolean find(Field field, PacketView view, ByteRange range) {
        int length = length(field, view);
        if (length == 0) {
            range.clear();
            return false;
        }
        range.set(view.memory(), offset(field, view), length);
        return true;
    }

    private static long offset(Field field, PacketView view) {
        return switch (field) {
            case PKT_DATA -> view.payloadOffset();
            case IPV4_HDR, IPV6_HDR -> view.networkOffset();
            case IP_SRC -> sourceOffset(view);
            case IP_DST -> sourceOffset(view) + addressLength(view);
            case Field _ -> view.transportOffset();
        };
    }

    private static int length(Field field, PacketView view) {
        return switch (field) {
            case PKT_DATA -> view.payloadLength();
            case IPV4_HDR -> view.ipVersion() == 4 ? view.networkHeaderLength() : 0;
            case IPV6_HDR -> view.ipVersion() == 6 ? view.networkHeaderLength() : 0;
            case IP_SRC, IP_DST -> addressLength(view);
            case TCP_HDR -> transportHeader(view, IpProtocol.TCP);
            case UDP_HDR -> transportHeader(view, IpProtocol.UDP);
            case ICMPV4_HDR -> transportHeader(view, IpProtocol.ICMP);
            case ICMPV6_HDR -> transportHeader(view, IpProtocol.ICMPV6);
            case Field _ -> 0;
        };
    }

    private static long sourceOffset(PacketView view) {
        return view.networkOffset() + (view.ipVersion() == 4 ? IPV4_SOURCE : IPV6_SOURCE);
    }

    private static int addressLength(PacketView view) {
        return switch (view.ipVersion()) {
            case 4 -> IPV4_ADDRESS_LENGTH;
            case 6 -> IPV6_ADDRESS_LENGTH;
            default -> 0;
        };
    }

    private static int transportHeader(PacketView view, int protocol) {
        return view.protocol() == protocol ? view.transportHeaderLength() : 0;
    }
}
