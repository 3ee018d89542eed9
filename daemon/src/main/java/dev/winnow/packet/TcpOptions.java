package dev.winnow.packet;

/// Reads the options of a TCP header where somebody asks for them (RFC 9293 section 3.2, RFC 7323, RFC 2018).
///
/// An option with another length than its own counts as absent.
public final class TcpOptions {
    private static final int MAXIMUM_SEGMENT_SIZE = 2;
    private static final int WINDOW_SCALE = 3;
    private static final int SACK_PERMITTED = 4;
    private static final int TIMESTAMPS = 8;
    private static final int TIMESTAMPS_LENGTH = 10;

    /// The options of nearly all segments (RFC 7323 appendix A): two that do nothing, then timestamps, and no more.
    private static final int TIMESTAMPS_ALONE = 0x0101_080A;

    private static final int HEADER_LENGTH_WITH_TIMESTAMPS = 32;

    private TcpOptions() {}

    /// The maximum segment size in bytes, or -1.
    public static int mss(PacketView view) {
        long at = find(view, MAXIMUM_SEGMENT_SIZE, 4);
        return at < 0 ? -1 : Wire.u16(view.memory, at + 2);
    }

    /// The window's shift count as sent, or -1. Above 14 it counts as 14 (RFC 7323 section 2.3).
    public static int windowScale(PacketView view) {
        long at = find(view, WINDOW_SCALE, 3);
        return at < 0 ? -1 : Wire.u8(view.memory, at + 2);
    }

    public static boolean sackPermitted(PacketView view) {
        return find(view, SACK_PERMITTED, 2) >= 0;
    }

    /// The sender's timestamp, unsigned 32 bits, or -1.
    public static long timestampValue(PacketView view) {
        long at = timestamps(view);
        return at < 0 ? -1 : Integer.toUnsignedLong(Wire.u32(view.memory, at + 2));
    }

    /// The echoed timestamp, unsigned 32 bits, or -1.
    public static long timestampEcho(PacketView view) {
        long at = timestamps(view);
        return at < 0 ? -1 : Integer.toUnsignedLong(Wire.u32(view.memory, at + 6));
    }

    static boolean wellFormed(PacketView view) {
        return hasTimestampsAlone(view) || OptionWalk.wellFormed(view.memory, start(view), view.payloadOffset);
    }

    private static long timestamps(PacketView view) {
        return hasTimestampsAlone(view) ? start(view) + 2 : find(view, TIMESTAMPS, TIMESTAMPS_LENGTH);
    }

    private static boolean hasTimestampsAlone(PacketView view) {
        return view.protocol == IpProtocol.TCP
                && view.transportHeaderLength == HEADER_LENGTH_WITH_TIMESTAMPS
                && Wire.u32(view.memory, start(view)) == TIMESTAMPS_ALONE;
    }

    private static long find(PacketView view, int kind, int length) {
        if (view.protocol != IpProtocol.TCP || view.transportHeaderLength <= TransportDecoder.TCP_MIN_HEADER_LENGTH) {
            return -1;
        }
        return OptionWalk.find(view.memory, start(view), view.payloadOffset, kind, length);
    }

    private static long start(PacketView view) {
        return view.transportOffset + TransportDecoder.TCP_MIN_HEADER_LENGTH;
    }
}
