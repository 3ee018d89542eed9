package dev.winnow.bindings.netlink;

/// The header that every netlink message starts with, `struct nlmsghdr` of linux/netlink.h.
///
/// ```
///   0                   1                   2                   3
///   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///  +---------------------------------------------------------------+
///  |                 message length, header included               |
///  +-------------------------------+-------------------------------+
///  |             type              |             flags             |
///  +-------------------------------+-------------------------------+
///  |                        sequence number                        |
///  +---------------------------------------------------------------+
///  |                    port of the sending socket                 |
///  +---------------------------------------------------------------+   all in host byte order
/// ```
public final class NetlinkHeader {
    /// Bytes of the header.
    public static final int LENGTH = 16;

    /// Offset of the message length, `u32`.
    public static final int LENGTH_OFFSET = 0;

    /// Offset of the message type, `u16`.
    public static final int TYPE_OFFSET = 4;

    /// Offset of the flags, `u16`.
    public static final int FLAGS_OFFSET = 6;

    /// Offset of the sequence number, `u32`.
    public static final int SEQUENCE_OFFSET = 8;

    /// Offset of the port number, `u32`; 0 where the kernel sent the message.
    public static final int PORT_OFFSET = 12;

    /// `NLMSG_ERROR`: an error, or an acknowledgement when its error number is 0.
    public static final int TYPE_ERROR = 2;

    /// `NLMSG_DONE`: the end of a dump.
    public static final int TYPE_DONE = 3;

    /// `NLM_F_REQUEST`: set on everything that goes to the kernel.
    public static final int FLAG_REQUEST = 0x01;

    /// `NLM_F_MULTI`: one of several messages that a [#TYPE_DONE] ends.
    public static final int FLAG_MULTI = 0x02;

    /// `NLM_F_ACK`: the kernel answers with [#TYPE_ERROR] even on success.
    public static final int FLAG_ACK = 0x04;

    private static final int ALIGNMENT = 4;

    private NetlinkHeader() {}

    /// `NLMSG_ALIGN` and `NLA_ALIGN`: messages and attributes start at multiples of four.
    public static int align(int length) {
        return (length + ALIGNMENT - 1) & -ALIGNMENT;
    }

    static long align(long length) {
        return (length + ALIGNMENT - 1) & -ALIGNMENT;
    }
}
