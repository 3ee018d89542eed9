package dev.winnow.detect.threshold;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/// Windows of counted matches, one per key, in memory that never grows.
///
/// Buckets of eight slots; a slot is two words:
///
/// ```
///   word 0   63                                                    0
///           +-------------------------------------------------------+
///           |  key: hash of the rule and the tracked addresses; 0   |   0 = empty
///           +-------------------------------------------------------+
///   word 1   63                              20 19                 0
///           +----------------------------------+--------------------+
///           |  end of the window, in ticks     |  matches so far    |   0 = no window
///           +----------------------------------+--------------------+
/// ```
///
/// A tick is 2^14 ns (16 µs); 44 bits of them come round after nine years. A window ends after its last tick.
///
/// When a bucket is full of open windows the one that would end first is forgotten, and that is counted. Two threads
/// that meet in one slot at that very moment may miscount by one; otherwise counting is exact.
///
/// Threading: lock-free, any number of threads. [#clear] needs them to be elsewhere.
public final class ThresholdTable {
    /// Matches are counted up to here; a limit above it is taken as this.
    public static final int MAX_COUNT = (1 << 20) - 1;

    private static final int COUNT_BITS = 20;
    private static final int TICK_SHIFT = 14;
    private static final long MAX_WINDOW_TICKS = 1L << 42;
    private static final int BUCKET_SLOTS = 8;
    private static final int SLOT_WORDS = 2;
    private static final int MAX_ATTEMPTS = 8;
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] words;
    private final int bucketMask;
    private final long seed;
    private final AtomicLong forgotten = new AtomicLong();

    /// @param capacity windows kept at once, 16 bytes each; rounded up to a power of two of at least 8
    /// @param seed secret where senders choose addresses, so that they cannot choose buckets; fixed in tests
    public ThresholdTable(int capacity, long seed) {
        if (capacity < 1 || capacity > 1 << 28) {
            throw new IllegalArgumentException("capacity must be 1..2^28, got " + capacity);
        }
        int needed = Math.ceilDiv(capacity, BUCKET_SLOTS);
        int buckets = needed == 1 ? 1 : Integer.highestOneBit(needed - 1) * 2;
        words = new long[buckets * BUCKET_SLOTS * SLOT_WORDS];
        bucketMask = buckets - 1;
        this.seed = seed;
    }

    /// Windows that fit.
    public int capacity() {
        return words.length / SLOT_WORDS;
    }

    /// Open windows that had to make room for others.
    public long forgotten() {
        return forgotten.get();
    }

    /// Forgets everything, for a capture that starts with a clean state. Not while another thread counts.
    public void clear() {
        Arrays.fill(words, 0);
        forgotten.set(0);
    }

    long seed() {
        return seed;
    }

    /// Rounded up, so that a match after exactly as many seconds still counts, as in Suricata.
    static long windowTicks(int seconds) {
        return Math.min(MAX_WINDOW_TICKS, Math.ceilDiv(seconds * 1_000_000_000L, 1L << TICK_SHIFT));
    }

    /// Counts one match under `key` and decides about it.
    ///
    /// @param key a hash, not 0
    /// @param limit 1 to [#MAX_COUNT]
    /// @param nowNs the packet's time; may go backwards
    RateDecision count(long key, RateKind kind, int limit, long windowTicks, long nowNs) {
        long now = nowNs >>> TICK_SHIFT;
        int stateIndex = slotOf(key, now) + 1;
        while (true) {
            long state = (long) WORD.getAcquire(words, stateIndex);
            boolean open = isOpen(state, now);
            int count = open ? Math.min(MAX_COUNT, (int) (state & MAX_COUNT) + 1) : 1;
            long end = open ? state & ~MAX_COUNT : (now + windowTicks) << COUNT_BITS;
            RateDecision decision = kind.decide(count, limit);
            boolean startOver = decision == RateDecision.MATCH && kind.startsOverAfterMatch();
            if (WORD.compareAndSet(words, stateIndex, state, startOver ? end : end | count)) {
                return decision;
            }
        }
    }

    /// How far a window has come.
    enum WindowState {
        NONE,
        OPEN,
        OVER
    }

    /// The window under `key`, which need not be there.
    WindowState state(long key, long nowNs) {
        int slot = find(bucketOf(key), key);
        long state = slot < 0 ? 0 : (long) WORD.getAcquire(words, slot + 1);
        if (state == 0) {
            return WindowState.NONE;
        }
        return isOpen(state, nowNs >>> TICK_SHIFT) ? WindowState.OPEN : WindowState.OVER;
    }

    /// Opens a window under `key` anew.
    ///
    /// @param endNs the last time at which it is open
    void open(long key, long endNs, long nowNs) {
        int slot = slotOf(key, nowNs >>> TICK_SHIFT);
        WORD.setRelease(words, slot + 1, (endNs >>> TICK_SHIFT) << COUNT_BITS | 1);
    }

    /// Takes the window under `key` away.
    void forget(long key) {
        int slot = find(bucketOf(key), key);
        if (slot >= 0) {
            WORD.setRelease(words, slot + 1, 0L);
        }
    }

    private static boolean isOpen(long state, long now) {
        return state != 0 && remaining(state, now) >= 0;
    }

    /// Ticks until the window ends, negative behind its end; right as long as both are within four years.
    private static long remaining(long state, long now) {
        return ((state & ~MAX_COUNT) - (now << COUNT_BITS)) >> COUNT_BITS;
    }

    /// The slot that holds `key`, made if there was none.
    private int slotOf(long key, long now) {
        int first = bucketOf(key);
        int slot = find(first, key);
        for (int attempt = 0; slot < 0 && attempt < MAX_ATTEMPTS; attempt++) {
            slot = claim(first, key, now);
        }
        return slot >= 0 ? slot : first;
    }

    private int bucketOf(long key) {
        return ((int) key & bucketMask) * BUCKET_SLOTS * SLOT_WORDS;
    }

    private int find(int first, long key) {
        for (int slot = first; slot < first + BUCKET_SLOTS * SLOT_WORDS; slot += SLOT_WORDS) {
            if ((long) WORD.getAcquire(words, slot) == key) {
                return slot;
            }
        }
        return -1;
    }

    /// Takes the least valuable slot for `key`; -1 if another thread changed it meanwhile.
    private int claim(int first, long key, long now) {
        int victim = victim(first, now);
        long victimKey = (long) WORD.getAcquire(words, victim);
        long victimState = (long) WORD.getAcquire(words, victim + 1);
        int found = find(first, key);
        if (found >= 0) {
            return found;
        }
        if (!WORD.compareAndSet(words, victim, victimKey, key)) {
            return -1;
        }
        if (isOpen(victimState, now)) {
            WORD.compareAndSet(words, victim + 1, victimState, 0L);
            forgotten.getAndIncrement();
        }
        return victim;
    }

    /// An empty slot, or else one whose window is over, or else the one whose window ends first.
    private int victim(int first, long now) {
        int victim = first;
        long least = Long.MAX_VALUE;
        for (int slot = first; slot < first + BUCKET_SLOTS * SLOT_WORDS; slot += SLOT_WORDS) {
            if ((long) WORD.getAcquire(words, slot) == 0) {
                return slot;
            }
            long state = (long) WORD.getAcquire(words, slot + 1);
            long left = isOpen(state, now) ? remaining(state, now) : -1;
            if (left < least) {
                least = left;
                victim = slot;
            }
        }
        return victim;
    }
}
