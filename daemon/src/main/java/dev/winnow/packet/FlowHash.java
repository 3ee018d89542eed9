package dev.winnow.packet;

/// The mixing behind [PacketView#flowHash] and [LaneHash].
final class FlowHash {
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private FlowHash() {}

    static long endpoint(long addressHigh, long addressLow, int port) {
        return mix(mix(addressHigh + MULTIPLIER) ^ addressLow ^ ((long) port << 48));
    }

    /// Every input bit moves every output bit with a chance of about one half (the finaliser of SplitMix64).
    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
