package dev.winnow.bench.load;

import dev.winnow.bindings.nfqueue.QueueStatistics;

/// One window of one contender.
///
/// @param load what was sent and what arrived
/// @param inspected packets that the contender was given
/// @param queueDropped packets that the kernel dropped because the queue was full
/// @param userDropped packets that the kernel dropped because it could not hand them over
/// @param cpuSeconds of the contender, user and system, all threads
record Measurement(LoadResult load, long inspected, long queueDropped, long userDropped, double cpuSeconds) {

    private static final long COUNTER_MASK = 0xFFFF_FFFFL;

    static Measurement between(QueueStatistics before, QueueStatistics after, double cpuSeconds, LoadResult load) {
        long queued = difference(before.idSequence(), after.idSequence());
        long userDropped = difference(before.userDropped(), after.userDropped());
        long queueDropped = difference(before.queueDropped(), after.queueDropped());
        return new Measurement(load, queued - userDropped, queueDropped, userDropped, cpuSeconds);
    }

    /// The kernel's counters have 32 bits and wrap around.
    private static long difference(long before, long after) {
        return (after - before) & COUNTER_MASK;
    }

    double offeredPerSecond() {
        return load.sent() / load.seconds();
    }

    double inspectedPerSecond() {
        return inspected / load.seconds();
    }

    double receivedPerSecond() {
        return load.received() / load.seconds();
    }

    /// Share of the packets sent that went past the contender, because fail-open lets them pass a full queue.
    double unseenShare() {
        return share(load.sent() - inspected - queueDropped);
    }

    /// Share of the packets sent that never arrived, the sink's own losses excepted.
    double lostShare() {
        return share(load.sent() - load.received() - load.sinkOverflowed());
    }

    private double share(long packets) {
        return load.sent() == 0 ? 0 : (double) Math.max(0, packets) / load.sent();
    }

    double cpuMicrosPerPacket() {
        return inspected == 0 ? Double.NaN : cpuSeconds * 1e6 / inspected;
    }
}
