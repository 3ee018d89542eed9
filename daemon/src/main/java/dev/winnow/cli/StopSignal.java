package dev.winnow.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ends a command in good order on SIGTERM, SIGINT and, unless that means something else to it, SIGHUP: the command
/// hears of it, cleans up, and the process exits with status 0 because stopping is what was asked.
///
/// Threading: [#request] and the signals from any thread; the rest by the command.
final class StopSignal {
    private static final long CLEAN_UP_TIMEOUT_MS = 15_000;

    private final CountDownLatch requested = new CountDownLatch(1);
    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private volatile boolean signalled;

    /// From now on signals stop the command instead of the process.
    void catchSignals() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::onSignal, "stop-signal"));
    }

    /// Asks the command to end.
    void request() {
        requested.countDown();
    }

    /// Waits for a reason to end.
    ///
    /// @return false when the time is over without one
    boolean await(long timeout, TimeUnit unit) throws InterruptedException {
        return requested.await(timeout, unit);
    }

    /// The command has cleaned up; the process may exit.
    void done() {
        cleanedUp.countDown();
    }

    /// A shutdown hook: also run when the command has ended by itself, and then there is nothing to do.
    private void onSignal() {
        signalled = cleanedUp.getCount() > 0;
        if (!signalled) {
            return;
        }
        request();
        try {
            if (cleanedUp.await(CLEAN_UP_TIMEOUT_MS, TimeUnit.MILLISECONDS)) {
                // A JVM that a signal ends exits with 128 + its number, whatever the hooks do; halting here does not.
                Runtime.getRuntime().halt(0);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
