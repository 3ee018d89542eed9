package dev.winnow.bindings.nfqueue;

/// The `NF_*` codes of linux/netfilter.h that a verdict message may carry.
public final class NetfilterVerdict {
    /// The packet is gone.
    public static final int DROP = 0;

    /// The packet goes on behind the rule that queued it.
    public static final int ACCEPT = 1;

    /// The packet goes to another queue; use [#queue].
    public static final int QUEUE = 3;

    /// The packet runs through the hook that queued it once more, with the mark that the verdict sets.
    public static final int REPEAT = 4;

    /// The packet skips what is left of its hook.
    public static final int STOP = 5;

    private static final int QUEUE_SHIFT = 16;

    private NetfilterVerdict() {}

    /// The code that hands a packet to another queue.
    ///
    /// @param queue 0 to 65535
    public static int queue(int queue) {
        return QUEUE | (queue << QUEUE_SHIFT);
    }
}
