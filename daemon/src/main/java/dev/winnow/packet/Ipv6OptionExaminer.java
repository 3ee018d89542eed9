package dev.winnow.packet;

/// What is odd about the options of hop-by-hop and destination headers (RFC 8200 section 4.2, RFC 2711, RFC 2675,
/// RFC 6275).
final class Ipv6OptionExaminer {
    private static final int PAD_1 = 0;
    private static final int PAD_N = 1;
    private static final int ROUTER_ALERT = 5;
    private static final int JUMBO_PAYLOAD = 0xC2;
    private static final int HOME_ADDRESS = 0xC9;

    private Ipv6OptionExaminer() {}

    /// @param at the header's first byte
    static void hopByHop(PacketView view, long at, int length) {
        options(view, at, length, DecodeEvent.IPV6_HOPOPTS_UNKNOWN_OPT, DecodeEvent.IPV6_HOPOPTS_ONLY_PADDING);
    }

    /// @param at the header's first byte
    static void destination(PacketView view, long at, int length) {
        options(view, at, length, DecodeEvent.IPV6_DSTOPTS_UNKNOWN_OPT, DecodeEvent.IPV6_DSTOPTS_ONLY_PADDING);
    }

    private static void options(PacketView view, long start, int length, DecodeEvent unknown, DecodeEvent onlyPadding) {
        long at = start + 2;
        long end = start + length;
        boolean padded = false;
        boolean used = false;
        while (at < end) {
            int type = Wire.u8(view.memory, at);
            if (type == PAD_1) {
                padded = true;
                at++;
                continue;
            }
            int data = at + 1 < end ? Wire.u8(view.memory, at + 1) : Integer.MAX_VALUE;
            if (data > end - at - 2 || data < leastLength(type)) {
                view.tell(DecodeEvent.IPV6_EXTHDR_INVALID_OPTLEN);
                break;
            }
            padded |= type == PAD_N;
            // A jumbo payload's length is no use of the header.
            used |= type != PAD_N && type != JUMBO_PAYLOAD;
            option(view, type, data, unknown);
            at += 2 + data;
        }
        if (padded && !used) {
            view.tell(onlyPadding);
        }
    }

    private static int leastLength(int type) {
        return switch (type) {
            case ROUTER_ALERT -> 2;
            case JUMBO_PAYLOAD -> 4;
            case HOME_ADDRESS -> 16;
            default -> 0;
        };
    }

    private static void option(PacketView view, int type, int length, DecodeEvent unknown) {
        switch (type) {
            case PAD_N -> {
                if (length == 0) {
                    view.tell(DecodeEvent.IPV6_ZERO_LEN_PADN);
                }
            }
            case ROUTER_ALERT, JUMBO_PAYLOAD, HOME_ADDRESS -> {}
            default -> view.tell(unknown);
        }
    }
}
