package dev.winnow.flow;

import dev.winnow.packet.PacketView;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/// Bits that rules keep with addresses rather than flows, `xbits` and `hostbits`, in memory that never grows.
///
/// Buckets of eight slots; a slot is two words: a hash of the bit and its addresses, 0 where it is empty, and when the
/// bit expires, in ticks of 2^20 ns (1 ms), 0 where it is not set.
///
/// When a bucket is full of set bits, the one that would expire first is forgotten, and that is counted. A thread takes
/// a slot by exchanging its expiry for [#CLAIMED], names its key, and gives the expiry last: nobody else takes a slot
/// that is being taken. Two threads that set the same bit at once may take two slots for it, so all are looked at.
///
/// Threading: lock-free, any number of threads. [#clear] needs them to be elsewhere.
public final class HostBits {
    private static final int TICK_SHIFT = 20;
    private static final long NANOS = 1_000_000_000L;
    private static final long MAX_SECONDS = Long.MAX_VALUE / NANOS / 4;
    private static final int SLOT_WORDS = 2;
    private static final int BUCKET_WORDS = 8 * SLOT_WORDS;
    private static final int MAX_ATTEMPTS = 8;
    private static final long CLAIMED = Long.MAX_VALUE;
    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] words;
    private final int bucketMask;
    private final long seed;
    private final AtomicLong forgotten = new AtomicLong();

    /// Whose bit it is.
    public enum Tracking {
        /// The sender's.
        SOURCE,
        /// The receiver's.
        DESTINATION,
        /// Both together, whichever of them sends.
        PAIR
    }

    /// @param capacity bits set at once, 16 bytes each; rounded up to a power of two of at least 8
    /// @param seed secret where senders choose addresses; fixed in tests
    public HostBits(int capacity, long seed) {
        if (capacity < 1 || capacity > 1 << 28) {
            throw new IllegalArgumentException("capacity must be 1..2^28, got " + capacity);
        }
        int buckets = Integer.highestOneBit(Math.max(1, Math.ceilDiv(capacity, 8) * 2 - 1));
        words = new long[buckets * BUCKET_WORDS];
        bucketMask = buckets - 1;
        this.seed = seed;
    }

    /// Bits that fit.
    public int capacity() {
        return words.length / SLOT_WORDS;
    }

    /// Set bits that had to make room for others.
    public long forgotten() {
        return forgotten.get();
    }

    /// Unsets all bits, for a capture that starts with a clean state. Not while another thread is here.
    public void clear() {
        Arrays.fill(words, 0);
        forgotten.set(0);
    }

    /// Whether the bit is set for the packet's addresses.
    ///
    /// @param bit the number of the bit's name, which `xbits` and `hostbits` share
    public boolean isSet(int bit, Tracking tracking, PacketView view) {
        long key = key(bit, tracking, view);
        long now = tick(view);
        int first = firstSlot(key);
        for (int slot = find(key, first, first); slot >= 0; slot = find(key, first, slot + SLOT_WORDS)) {
            long expiry = expiry(slot);
            if (expiry > now && expiry != CLAIMED) {
                return true;
            }
        }
        return false;
    }

    /// Sets the bit for the packet's addresses.
    ///
    /// @param seconds until it expires, from the packet's time on; at most 73 years count
    public void set(int bit, Tracking tracking, PacketView view, long seconds) {
        long key = key(bit, tracking, view);
        long now = tick(view);
        long expiry = now + Math.max(1, (Math.min(seconds, MAX_SECONDS) * NANOS) >>> TICK_SHIFT);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            int first = firstSlot(key);
            int found = find(key, first, first);
            if (found >= 0 ? prolong(found, key, expiry) : take(key, now, expiry)) {
                return;
            }
        }
    }

    public void unset(int bit, Tracking tracking, PacketView view) {
        long key = key(bit, tracking, view);
        int first = firstSlot(key);
        for (int slot = find(key, first, first); slot >= 0; slot = find(key, first, slot + SLOT_WORDS)) {
            long expiry = expiry(slot);
            if (expiry != CLAIMED) {
                WORD.compareAndSet(words, slot + 1, expiry, 0L);
            }
        }
    }

    /// Unsets the bit if it is set, else sets it.
    public void toggle(int bit, Tracking tracking, PacketView view, long seconds) {
        if (isSet(bit, tracking, view)) {
            unset(bit, tracking, view);
        } else {
            set(bit, tracking, view, seconds);
        }
    }

    private long key(int bit, Tracking tracking, PacketView view) {
        long source = Hashing.endpoint(seed, view.sourceHigh(), view.sourceLow(), 0);
        long destination = Hashing.endpoint(seed, view.destinationHigh(), view.destinationLow(), 0);
        long addresses = switch (tracking) {
            case SOURCE -> source;
            case DESTINATION -> destination;
            case PAIR -> Hashing.mix(source + destination);
        };
        return Hashing.mix(addresses + Hashing.mix(seed + bit)) | 1L << 63;
    }

    private static long tick(PacketView view) {
        return view.timestampNs() >>> TICK_SHIFT;
    }

    private long expiry(int slot) {
        return (long) WORD.getAcquire(words, slot + 1);
    }

    private int firstSlot(long key) {
        return ((int) key & bucketMask) * BUCKET_WORDS;
    }

    /// The next slot with `key` in the bucket that starts at `first`, from `slot` on; -1 if there is none.
    private int find(long key, int first, int slot) {
        for (int at = slot; at < first + BUCKET_WORDS; at += SLOT_WORDS) {
            if ((long) WORD.getAcquire(words, at) == key) {
                return at;
            }
        }
        return -1;
    }

    /// Whether `slot` still was `key`'s and expires at `expiry` now.
    private boolean prolong(int slot, long key, long expiry) {
        long before = expiry(slot);
        return before != CLAIMED
                && WORD.compareAndSet(words, slot + 1, before, expiry)
                && (long) WORD.getAcquire(words, slot) == key;
    }

    /// Gives `key` the slot of its bucket whose bit expires first, one that is not set before all others; false if
    /// another thread was faster.
    private boolean take(long key, long now, long expiry) {
        int first = firstSlot(key);
        int victim = first;
        long victimExpiry = expiry(first);
        for (int slot = first + SLOT_WORDS; slot < first + BUCKET_WORDS; slot += SLOT_WORDS) {
            long candidate = expiry(slot);
            if (candidate < victimExpiry) {
                victim = slot;
                victimExpiry = candidate;
            }
        }
        if (victimExpiry == CLAIMED || !WORD.compareAndSet(words, victim + 1, victimExpiry, CLAIMED)) {
            return false;
        }
        WORD.setRelease(words, victim, key);
        WORD.setRelease(words, victim + 1, expiry);
        if (victimExpiry > now) {
            forgotten.getAndIncrement();
        }
        return true;
    }
}
