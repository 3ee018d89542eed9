package dev.winnow.flow;

/// Hashes of addresses, for tables whose buckets senders must not be able to choose.
public final class Hashing {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private Hashing() {}

    /// @param seed secret
    public static long endpoint(long seed, long high, long low, int port) {
        return mix(mix(high + seed) * MULTIPLIER ^ low ^ (long) port << 48);
    }

    /// Every input bit moves every output bit with a chance of about one half (the finaliser of SplitMix64).
    public static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
