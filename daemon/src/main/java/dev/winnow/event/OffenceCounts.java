package dev.winnow.event;

/// How often something was done of late, in memory that no flood can fill: whoever falls on another's place takes it
/// over.
///
/// Threading: one thread. Never allocates after construction.
final class OffenceCounts {
    private static final int SLOTS = 1 << 14;

    private final long[] keys = new long[SLOTS];
    private final long[] startsNs = new long[SLOTS];
    private final int[] counts = new int[SLOTS];

    /// Counts one more, if fewer than `limit` were counted in the time since the first.
    ///
    /// @param key    a good hash of whatever is counted
    /// @param spanNs after which counting starts over
    /// @return false when there were as many already
    boolean take(long key, int limit, long spanNs, long nowNs) {
        int slot = (int) (key >>> Integer.SIZE) & (SLOTS - 1);
        if (keys[slot] != key || nowNs - startsNs[slot] >= spanNs || nowNs < startsNs[slot]) {
            keys[slot] = key;
            startsNs[slot] = nowNs;
            counts[slot] = 0;
        }
        if (counts[slot] >= limit) {
            return false;
        }
        counts[slot]++;
        return true;
    }
}
