package dev.winnow.packet;

/// What is odd about an IPv4 header.
final class Ipv4Examiner {
    private Ipv4Examiner() {}

    /// @return whether what is behind the header can be looked at
    static boolean examine(PacketView view) {
        long offset = view.networkOffset;
        int available = view.remaining(offset);
        if (available < Ipv4Decoder.MIN_HEADER_LENGTH) {
            return fail(view, DecodeEvent.IPV4_PKT_TOO_SMALL);
        }
        int first = Wire.u8(view.memory, offset);
        int headerLength = (first & 0xF) << 2;
        int totalLength = Wire.u16(view.memory, offset + 2);
        if (first >>> 4 != 4) {
            return fail(view, DecodeEvent.IPV4_WRONG_IP_VERSION);
        }
        if (headerLength < Ipv4Decoder.MIN_HEADER_LENGTH) {
            return fail(view, DecodeEvent.IPV4_HLEN_TOO_SMALL);
        }
        if (totalLength < headerLength) {
            return fail(view, DecodeEvent.IPV4_IPLEN_SMALLER_THAN_HLEN);
        }
        if (totalLength > available && !view.truncated) {
            return fail(view, DecodeEvent.IPV4_TRUNC_PKT);
        }
        return headerLength <= available && hasReadableOptions(view, headerLength);
    }

    private static boolean hasReadableOptions(PacketView view, int headerLength) {
        if (headerLength > Ipv4Decoder.MIN_HEADER_LENGTH && !Ipv4OptionExaminer.examine(view)) {
            return false;
        }
        if (view.protocol == IpProtocol.ICMPV6) {
            view.tell(DecodeEvent.IPV4_ICMPV6);
        }
        return true;
    }

    private static boolean fail(PacketView view, DecodeEvent event) {
        view.tell(event);
        return false;
    }
}
