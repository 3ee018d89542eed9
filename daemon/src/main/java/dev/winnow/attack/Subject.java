package dev.winnow.attack;

/// What tallies are kept of: a kind, and for some a protocol and a port, in one int beside the address.
///
/// ```
///  31          24 23        16 15                      0
///  |    kind     |  protocol  |          port           |
/// ```
public final class Subject {
    /// One address that begins connections.
    public static final int SOURCE = 0;
    /// A /24 or /64 of sources.
    public static final int NETWORK = 1;
    /// A /16 or /48 of sources.
    public static final int WIDE_NETWORK = 2;
    /// An address, protocol and port that connections are made to.
    public static final int SERVICE = 3;
    /// An address that is sent answers that it did not ask for, from one port.
    public static final int AMPLIFIED_HOST = 4;
    /// An address that fragments are sent to.
    public static final int FRAGMENTED_HOST = 5;
    /// An address that malformed packets are sent to.
    public static final int MALFORMED_HOST = 6;

    static final int LAST = MALFORMED_HOST;

    /// The kinds that are about those who send: each has a table of its own.
    static final int SENDERS = 3;

    private static final int KIND_SHIFT = 24;
    private static final int PROTOCOL_SHIFT = 16;
    private static final int PORT_MASK = 0xFFFF;
    private static final int PROTOCOL_MASK = 0xFF;
    private static final long MAPPED = 0xFFFF_0000_0000L;
    private static final int[] IPV4_BITS = {32, 24, 16};
    private static final int[] IPV6_BITS = {128, 64, 48};

    private Subject() {}

    static int key(int kind, int protocol, int port) {
        return kind << KIND_SHIFT | protocol << PROTOCOL_SHIFT | port;
    }

    /// One of the kinds above.
    public static int kind(int key) {
        return key >>> KIND_SHIFT;
    }

    /// See [IpProtocol]; 0 for a kind without one.
    public static int protocol(int key) {
        return key >>> PROTOCOL_SHIFT & PROTOCOL_MASK;
    }

    /// 0 for a kind without one.
    public static int port(int key) {
        return key & PORT_MASK;
    }

    /// Whether it stands for those who send, rather than those who are sent to.
    public static boolean isSender(int key) {
        return kind(key) < SENDERS;
    }

    /// 4 or 6.
    public static int ipVersion(long high, long low) {
        return high == 0 && low >>> 32 == 0xFFFF ? 4 : 6;
    }

    /// The bits that all addresses of a source or network share.
    public static int prefixLength(long high, long low, int key) {
        int kind = isSender(key) ? kind(key) : SOURCE;
        return ipVersion(high, low) == 4 ? IPV4_BITS[kind] : IPV6_BITS[kind];
    }

    static long networkHigh(long high, int kind) {
        return kind == WIDE_NETWORK ? high & (-1L << (64 - IPV6_BITS[WIDE_NETWORK])) : high;
    }

    static long networkLow(long high, long low, int kind) {
        if (kind == SOURCE) {
            return low;
        }
        return ipVersion(high, low) == 4 ? low & ((-1L << (32 - IPV4_BITS[kind])) | MAPPED) : 0;
    }
}
