package dev.winnow.packet;

/// What is odd about a TCP header and its options (RFC 9293 section 3.1, RFC 7323, RFC 2018, RFC 7413, RFC 5925).
final class TcpExaminer {
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int MAXIMUM_SEGMENT_SIZE = 2;
    private static final int WINDOW_SCALE = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int SACK = 5;
    private static final int TIMESTAMPS = 8;
    private static final int MD5_SIGNATURE = 19;
    private static final int AUTHENTICATION = 29;
    private static final int FAST_OPEN = 34;
    private static final int EXPERIMENT_1 = 253;
    private static final int EXPERIMENT_2 = 254;
    private static final int FAST_OPEN_MAGIC = 0xF989;
    /// Fast open had these kinds before it had its own: with a number to tell it by, and a cookie of 8 bytes.
    private static final int FAST_OPEN_REQUEST = 4;

    private static final int FAST_OPEN_WITH_COOKIE = 12;
    private static final int MAX_COOKIE = 16;

    private TcpExaminer() {}

    static void examine(PacketView view) {
        if (HeaderExaminer.shorter(view, TransportDecoder.TCP_MIN_HEADER_LENGTH, DecodeEvent.TCP_PKT_TOO_SMALL)) {
            return;
        }
        int headerLength = Wire.u8(view.memory, view.transportOffset + 12) >>> 4 << 2;
        if (HeaderExaminer.shorter(view, headerLength, DecodeEvent.TCP_HLEN_TOO_SMALL)) {
            return;
        }
        if (headerLength < TransportDecoder.TCP_MIN_HEADER_LENGTH) {
            view.tell(DecodeEvent.TCP_INVALID_OPTLEN);
        } else {
            options(view, view.transportOffset + headerLength);
        }
    }

    private static void options(PacketView view, long end) {
        long seen = 0;
        long at = view.transportOffset + TransportDecoder.TCP_MIN_HEADER_LENGTH;
        while (at + 1 < end) {
            int kind = Wire.u8(view.memory, at);
            if (kind == END) {
                return;
            }
            if (kind == NO_OPERATION) {
                at++;
                continue;
            }
            int length = Wire.u8(view.memory, at + 1);
            if (length < 2 || length > end - at) {
                view.tell(DecodeEvent.TCP_OPT_INVALID_LEN);
                return;
            }
            seen |= option(view, at, kind, length, seen);
            at += length;
        }
    }

    /// @param seen a bit for each kind that was there before
    /// @return the bit of this one, where it counts
    private static long option(PacketView view, long at, int kind, int length, long seen) {
        if (!hasItsLength(kind, length)) {
            view.tell(DecodeEvent.TCP_OPT_INVALID_LEN);
            return 0;
        }
        boolean isOldFastOpen = kind >= EXPERIMENT_1 && Wire.u16(view.memory, at + 2) == FAST_OPEN_MAGIC;
        long bit = bit(isOldFastOpen ? FAST_OPEN : kind);
        if ((seen & bit) != 0) {
            view.tell(DecodeEvent.TCP_OPT_DUPLICATE);
        }
        return bit;
    }

    private static boolean hasItsLength(int kind, int length) {
        return switch (kind) {
            case MAXIMUM_SEGMENT_SIZE -> length == 4;
            case WINDOW_SCALE -> length == 3;
            case SACK_PERMITTED -> length == 2;
            case SACK -> length % Long.BYTES == 2;
            case TIMESTAMPS -> length == 10;
            case MD5_SIGNATURE -> length == 18;
            case AUTHENTICATION -> length >= 4;
            case FAST_OPEN -> isCookie(length - 2);
            case EXPERIMENT_1, EXPERIMENT_2 -> length == FAST_OPEN_REQUEST || length == FAST_OPEN_WITH_COOKIE;
            default -> true;
        };
    }

    private static boolean isCookie(int length) {
        return length >= 0 && length <= MAX_COOKIE && length % 2 == 0;
    }

    /// Of the kinds that may be there once; else 0.
    private static long bit(int kind) {
        return switch (kind) {
            case MAXIMUM_SEGMENT_SIZE, WINDOW_SCALE, SACK_PERMITTED, SACK, TIMESTAMPS, FAST_OPEN -> 1L << kind;
            default -> 0;
        };
    }
}
