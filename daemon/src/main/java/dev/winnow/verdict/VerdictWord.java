package dev.winnow.verdict;

/// The layout of a verdict packed into one `long`, which is all that the hot path carries.
///
/// ```
///   63            32 31       16 15   12 11   10  9   8  7        0
///  +----------------+-----------+-------+-------+---+---+----------+
///  |  mark          |  queue    | reason| reject| 0 | M |  NF code |
///  +----------------+-----------+-------+-------+---+---+----------+
/// ```
///
/// NF codes are the kernel's (`linux/netfilter.h`). M: the mark is to be set. Reject: bit 10 towards the source,
/// bit 11 towards the destination.
public final class VerdictWord {
    public static final int NF_DROP = 0;
    public static final int NF_ACCEPT = 1;
    public static final int NF_QUEUE = 3;
    public static final int NF_REPEAT = 4;

    public static final long HAS_MARK = 1L << 8;
    public static final long REJECT_SOURCE = 1L << 10;
    public static final long REJECT_DESTINATION = 1L << 11;

    /// Accept, with nothing to say about it.
    public static final long ACCEPT = NF_ACCEPT;

    static final int REASON_SHIFT = 12;
    static final int REASON_MASK = 0xF;
    static final int QUEUE_SHIFT = 16;
    static final int MARK_SHIFT = 32;

    private static final int CODE_MASK = 0xFF;
    /// NF_VERDICT_FLAG_QUEUE_BYPASS: the packet goes on where nobody reads the queue.
    private static final int QUEUE_BYPASS = 0x8000;

    private VerdictWord() {}

    /// A drop for `reason`.
    public static long drop(Reason reason) {
        return withReason(NF_DROP, reason);
    }

    /// `word` with its reason replaced.
    public static long withReason(long word, Reason reason) {
        return (word & ~((long) REASON_MASK << REASON_SHIFT)) | ((long) reason.ordinal() << REASON_SHIFT);
    }

    /// The kernel's code: [#NF_DROP], [#NF_ACCEPT], [#NF_QUEUE] or [#NF_REPEAT].
    public static int code(long word) {
        return (int) word & CODE_MASK;
    }

    /// Whom the verdict tells, and nothing else of it, to be added to another.
    public static long rejects(long word) {
        return word & (REJECT_SOURCE | REJECT_DESTINATION);
    }

    public static boolean isDrop(long word) {
        return code(word) == NF_DROP;
    }

    public static boolean hasMark(long word) {
        return (word & HAS_MARK) != 0;
    }

    /// The mark to set; meaningful only with [#hasMark].
    public static int mark(long word) {
        return (int) (word >>> MARK_SHIFT);
    }

    /// `word` with this mark to be set.
    public static long withMark(long word, int mark) {
        return (word & 0xFFFF_FFFFL) | HAS_MARK | ((long) mark << MARK_SHIFT);
    }

    /// `word` with the mark bits outside `mask` taken from `packetMark`, so that what others marked stays.
    public static long mergeMark(long word, int packetMark, int mask) {
        int mark = (mark(word) & mask) | (packetMark & ~mask);
        return (word & 0xFFFF_FFFFL) | ((long) mark << MARK_SHIFT);
    }

    /// The queue to hand the packet to; meaningful only with [#NF_QUEUE].
    public static int queue(long word) {
        return (int) (word >>> QUEUE_SHIFT) & 0xFFFF;
    }

    /// The verdict as the kernel's verdict header wants it: the code, and for [#NF_QUEUE] the queue above it,
    /// with leave to pass where nobody reads that queue: without it the kernel would drop the packet.
    public static int kernelCode(long word) {
        int code = code(word);
        return code == NF_QUEUE ? code | QUEUE_BYPASS | (queue(word) << QUEUE_SHIFT) : code;
    }
}
