package dev.winnow.lane;

import java.util.concurrent.TimeUnit;

/// The time of packets that the kernel gives no time to: read once a batch by the intake, and nowhere else.
///
/// Runs on the monotonic clock, set to the wall clock once a second, so that a corrected wall clock is followed and
/// a batch costs one cheap reading. Threading: one thread.
final class PacketClock {
    private static final long RESET_INTERVAL_NS = TimeUnit.SECONDS.toNanos(1);

    private long lastResetNs;
    private long offsetNs;

    PacketClock() {
        reset(System.nanoTime());
    }

    /// Nanoseconds since the epoch.
    long nowNs() {
        long monotonicNs = System.nanoTime();
        if (monotonicNs - lastResetNs > RESET_INTERVAL_NS) {
            reset(monotonicNs);
        }
        return monotonicNs + offsetNs;
    }

    private void reset(long monotonicNs) {
        lastResetNs = monotonicNs;
        offsetNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - monotonicNs;
    }
}
