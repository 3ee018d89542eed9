package dev.winnow.packet;

/// Walks the options of an IPv4 header (RFC 791 section 3.1; numbers from IANA's IP option registry).
public final class Ipv4Options {
    public static final int END_OF_LIST = 0;
    public static final int NO_OPERATION = 1;
    public static final int RECORD_ROUTE = 7;
    public static final int TIMESTAMP = 68;
    public static final int SECURITY = 130;
    public static final int LOOSE_SOURCE_ROUTE = 131;
    public static final int EXTENDED_SECURITY = 133;
    public static final int STREAM_ID = 136;
    public static final int STRICT_SOURCE_ROUTE = 137;

    private Ipv4Options() {}

    /// Whether there are any option bytes.
    public static boolean any(PacketView view) {
        return view.ipVersion == 4 && view.networkHeaderLength > Ipv4Decoder.MIN_HEADER_LENGTH;
    }

    /// Whether an option of this type is there.
    ///
    /// @param type the whole option byte, copied flag and class included
    public static boolean has(PacketView view, int type) {
        return any(view) && OptionWalk.find(view.memory, start(view), end(view), type) >= 0;
    }

    static boolean wellFormed(PacketView view) {
        return OptionWalk.wellFormed(view.memory, start(view), end(view));
    }

    private static long start(PacketView view) {
        return view.networkOffset + Ipv4Decoder.MIN_HEADER_LENGTH;
    }

    private static long end(PacketView view) {
        return view.networkOffset + view.networkHeaderLength;
    }
}
