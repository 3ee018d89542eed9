package dev.winnow.attack;

import java.util.concurrent.TimeUnit;

/// A token bucket for each of a bounded number of endpoints, for a time.
///
/// Threading: one thread. Never allocates after the constructor.
final class TokenBuckets {
    private static final int MOST = 1_024;
    private static final long LAST_NS = TimeUnit.SECONDS.toNanos(15);
    private static final double NANOS_PER_SECOND = 1e9;

    private final TimedEndpoints endpoints;
    private final long[] filledNs = new long[MOST];
    private final double[] tokens = new double[MOST];

    /// @param seed secret
    TokenBuckets(long seed) {
        endpoints = new TimedEndpoints(MOST, seed);
    }

    /// How many there are, or were when their time ended.
    int size() {
        return endpoints.size();
    }

    /// Gives an endpoint a full bucket, or prolongs its time. Where there are too many, no more get one.
    ///
    /// @param key which of an address's, see [Subject]
    /// @param rate tokens that it earns in a second, and has at most
    void hold(long high, long low, int key, double rate, long nowNs) {
        int slot = endpoints.find(high, low, key, nowNs);
        if (slot != TimedEndpoints.NONE) {
            endpoints.extend(slot, nowNs + LAST_NS);
            return;
        }
        int added = endpoints.add(high, low, key, nowNs, nowNs + LAST_NS);
        if (added != TimedEndpoints.NONE) {
            tokens[added] = rate;
            filledNs[added] = nowNs;
        }
    }

    /// Takes a token, if there is one.
    ///
    /// @return whether the endpoint has a bucket, and it is empty. Cheap where nobody has one
    boolean isEmpty(long high, long low, int key, double rate, long nowNs) {
        int slot = endpoints.find(high, low, key, nowNs);
        if (slot == TimedEndpoints.NONE) {
            return false;
        }
        double earned = Math.max(0, nowNs - filledNs[slot]) / NANOS_PER_SECOND * rate;
        tokens[slot] = Math.min(rate, tokens[slot] + earned);
        filledNs[slot] = nowNs;
        if (tokens[slot] < 1) {
            return true;
        }
        tokens[slot]--;
        return false;
    }

    /// Takes all buckets back.
    void clear() {
        endpoints.clear();
    }
}
