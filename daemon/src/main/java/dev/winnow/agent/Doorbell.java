package dev.winnow.agent;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Wakes one waiting thread without costing its peers anything while it is awake.
///
/// The waiting side raises a flag, looks once more for work, and parks. The ringing side publishes its work first
/// and looks at the flag afterwards. A full fence on each side makes sure that one of them sees the other, so no
/// ring is lost; the time limit on the wait only bounds how late a stop is noticed.
///
/// Threading: one thread waits, any number ring.
public final class Doorbell {
    private static final long MAX_WAIT_NS = 100_000_000;
    private static final int SPINS = 16;

    private volatile Thread waiter;

    /// Waits until there is work, or 100 ms have passed.
    ///
    /// @param hasWork whether the calling thread would find something to do; must not block
    public void await(BooleanSupplier hasWork) {
        if (spinUntil(hasWork)) {
            return;
        }
        waiter = Thread.currentThread();
        VarHandle.fullFence();
        if (!hasWork.getAsBoolean()) {
            LockSupport.parkNanos(this, MAX_WAIT_NS);
        }
        waiter = null;
    }

    /// Wakes the waiting thread, if there is one. Call after the work was published; costs one fence otherwise.
    public void ring() {
        VarHandle.fullFence();
        Thread sleeping = waiter;
        if (sleeping != null) {
            waiter = null;
            LockSupport.unpark(sleeping);
        }
    }

    private static boolean spinUntil(BooleanSupplier hasWork) {
        for (int spin = 0; spin < SPINS; spin++) {
            if (hasWork.getAsBoolean()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }
}
