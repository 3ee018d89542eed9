package dev.winnow.bindings.nfqueue;

/// Numbers of linux/netfilter/nfnetlink_queue.h, as constants that a `switch` can name.
///
/// A test compares them with the generated ones.
final class QueueProtocol {
    private static final int SUBSYSTEM = 3 << 8;

    static final int TYPE_PACKET = SUBSYSTEM;
    static final int TYPE_VERDICT = SUBSYSTEM | 1;
    static final int TYPE_CONFIG = SUBSYSTEM | 2;

    /// Bytes of `struct nfgenmsg`, which follows every netlink header here.
    static final int FAMILY_HEADER_LENGTH = 4;

    static final int RESOURCE_ID_OFFSET = 2;

    static final int NFQA_PACKET_HDR = 1;
    static final int NFQA_VERDICT_HDR = 2;
    static final int NFQA_MARK = 3;
    static final int NFQA_TIMESTAMP = 4;
    static final int NFQA_IFINDEX_INDEV = 5;
    static final int NFQA_IFINDEX_OUTDEV = 6;
    static final int NFQA_PAYLOAD = 10;
    static final int NFQA_CAP_LEN = 13;
    static final int NFQA_SKB_INFO = 14;

    static final int NFQA_CFG_CMD = 1;
    static final int NFQA_CFG_PARAMS = 2;
    static final int NFQA_CFG_QUEUE_MAXLEN = 3;
    static final int NFQA_CFG_MASK = 4;
    static final int NFQA_CFG_FLAGS = 5;

    static final int NFQNL_CFG_CMD_BIND = 1;
    static final int NFQNL_CFG_CMD_UNBIND = 2;
    static final int NFQNL_COPY_PACKET = 2;

    private QueueProtocol() {}
}
