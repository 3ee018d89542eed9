package dev.winnow.agent;

import java.util.concurrent.locks.LockSupport;

/// Sleeps a little when there was nothing to do, and twice as long each further time. For threads whose work may come
/// late, such as writing events: nobody has to wake them.
public final class Backoff implements IdleStrategy {
    private static final long MIN_SLEEP_NS = 1_000_000;
    private static final long MAX_SLEEP_NS = 64_000_000;

    private long sleepNs = MIN_SLEEP_NS;

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            sleepNs = MIN_SLEEP_NS;
        } else {
            LockSupport.parkNanos(this, sleepNs);
            sleepNs = Math.min(2 * sleepNs, MAX_SLEEP_NS);
        }
    }
}
