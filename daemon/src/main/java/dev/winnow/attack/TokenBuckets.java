package dev.winnow.attack;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/// A token bucket for each of a bounded number of endpoints, for a time.
///
/// What has been taken out of a bucket is kept as the time at which it will be full again, so that it is one number
/// (the generic cell rate algorithm, ITU-T I.371 annex A).
///
/// Threading: any number of threads, who together get no more than one would. Never allocates after the constructor.
final class TokenBuckets {
    /// Of which a quarter can be in use without anybody being turned away, see [TimedEndpoints].
    private static final int SLOTS = 1 << 12;

    private static final long LIFE_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

    private final TimedEndpoints endpoints;
    private final AtomicLongArray fullNs = new AtomicLongArray(SLOTS);

    /// @param seed secret
    TokenBuckets(long seed) {
        endpoints = new TimedEndpoints(SLOTS, LIFE_NS, seed);
    }

    /// Whether nobody has a bucket.
    boolean areNone(long nowNs) {
        return endpoints.isEmpty(nowNs);
    }

    /// Gives an endpoint a full bucket, or prolongs its time. Where there are too many, no more get one.
    ///
    /// @param key which of an address's, see [Subject]
    void hold(long high, long low, int key, long nowNs) {
        endpoints.hold(high, low, key, nowNs);
    }

    /// Takes a token, if there is one.
    ///
    /// @param rate tokens that the endpoint earns in a second, and has at most
    /// @return whether the endpoint has a bucket, and it is empty. Cheap where nobody has one
    boolean isEmpty(long high, long low, int key, int rate, long nowNs) {
        int slot = endpoints.find(high, low, key, nowNs);
        return slot != TimedEndpoints.NONE && !takes(slot, SECOND_NS / rate, nowNs);
    }

    /// Packets of other threads may be a little older or newer; a time far ahead is of another capture.
    private boolean takes(int slot, long tokenNs, long nowNs) {
        while (true) {
            long beforeNs = fullNs.get(slot);
            long missingNs = Math.clamp(beforeNs - nowNs, 0, SECOND_NS);
            boolean isThere = missingNs + tokenNs <= SECOND_NS;
            long afterNs = nowNs + missingNs + (isThere ? tokenNs : 0);
            if (afterNs == beforeNs || fullNs.compareAndSet(slot, beforeNs, afterNs)) {
                return isThere;
            }
        }
    }

    /// Takes all buckets back. Not while another thread asks.
    void clear() {
        endpoints.clear();
    }
}
