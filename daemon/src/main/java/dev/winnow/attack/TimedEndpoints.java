package dev.winnow.attack;

import dev.winnow.flow.Hashing;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;

/// Which of a fixed number of slots an address, or a service, has for a time.
///
/// Buckets of eight slots; an endpoint has one in its bucket or none. A slot keeps its number until its time is over,
/// so that whoever asks can keep more about it in arrays beside.
///
/// Threading: any number of threads. Nobody waits: who finds another one giving slots goes on without, and may ask
/// again with the next packet. A slot's end is taken away while the rest of it is written, and looked at again by
/// whoever has read that. Never allocates after the constructor.
final class TimedEndpoints {
    /// No slot.
    static final int NONE = -1;

    private static final int WAYS = 8;
    /// A time that has run for less than this part of it is not prolonged.
    private static final int PROLONGED_PARTS = 8;

    private final long seed;
    private final long lifeNs;
    private final int buckets;
    private final long[] highs;
    private final long[] lows;
    private final int[] ports;
    /// 0 for what nobody has.
    private final AtomicLongArray endsNs;
    private final AtomicBoolean giving = new AtomicBoolean();
    private volatile long lastEndNs;

    /// @param capacity slots, a power of two, at least eight
    /// @param lifeNs how long a slot is held
    /// @param seed secret, so that senders cannot choose who shares their place
    TimedEndpoints(int capacity, long lifeNs, long seed) {
        this.seed = seed;
        this.lifeNs = lifeNs;
        buckets = capacity / WAYS;
        highs = new long[capacity];
        lows = new long[capacity];
        ports = new int[capacity];
        endsNs = new AtomicLongArray(capacity);
    }

    /// Whether nobody has a slot.
    boolean isEmpty(long nowNs) {
        return nowNs >= lastEndNs;
    }

    /// The slot of an endpoint whose time is not over; else [#NONE]. Costs next to nothing where nobody has one.
    ///
    /// @param port 0 for an address
    int find(long high, long low, int port, long nowNs) {
        if (isEmpty(nowNs)) {
            return NONE;
        }
        int first = bucket(high, low, port);
        for (int slot = first; slot < first + WAYS; slot++) {
            if (isAt(slot, high, low, port, nowNs)) {
                return slot;
            }
        }
        return NONE;
    }

    private boolean isAt(int slot, long high, long low, int port, long nowNs) {
        long endNs = endsNs.getAcquire(slot);
        boolean same = nowNs < endNs && lows[slot] == low && highs[slot] == high && ports[slot] == port;
        VarHandle.acquireFence();
        return same && endsNs.getOpaque(slot) == endNs;
    }

    /// Gives an endpoint a slot, or prolongs its time, unless that has hardly begun. Where its bucket is full, it
    /// gets none.
    ///
    /// @return the slot, or [#NONE]
    int hold(long high, long low, int port, long nowNs) {
        int held = find(high, low, port, nowNs);
        long endNs = nowNs + lifeNs;
        boolean isEnough = held != NONE && endNs - endsNs.getOpaque(held) < lifeNs / PROLONGED_PARTS;
        if (isEnough || !giving.compareAndSet(false, true)) {
            return held;
        }
        try {
            int slot = place(high, low, port, nowNs);
            if (slot != NONE) {
                endsNs.setRelease(slot, endNs);
                lastEndNs = Math.max(lastEndNs, endNs);
            }
            return slot;
        } finally {
            giving.set(false);
        }
    }

    /// The endpoint's slot, or one that is free from now on.
    private int place(long high, long low, int port, long nowNs) {
        int held = find(high, low, port, nowNs);
        if (held != NONE) {
            return held;
        }
        int first = bucket(high, low, port);
        for (int slot = first; slot < first + WAYS; slot++) {
            if (nowNs >= endsNs.getOpaque(slot)) {
                endsNs.set(slot, 0);
                highs[slot] = high;
                lows[slot] = low;
                ports[slot] = port;
                return slot;
            }
        }
        return NONE;
    }

    /// Takes all slots back. Not while another thread asks.
    void clear() {
        for (int slot = 0; slot < highs.length; slot++) {
            endsNs.set(slot, 0);
        }
        lastEndNs = 0;
    }

    private int bucket(long high, long low, int port) {
        return ((int) Hashing.endpoint(seed, high, low, port) & (buckets - 1)) * WAYS;
    }
}
