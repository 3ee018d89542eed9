package dev.winnow.cli;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// Tells of faults of winnow's own: each kind once, so that a fault at line rate cannot fill a disk. The counters have
/// their number.
///
/// Threading: any.
final class FaultLog {
    private static final int MAX_KINDS = 64;

    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Consumer<Throwable> onFatal;

    /// @param onFatal told of an [Error], after which the thread that had it is gone
    FaultLog(Consumer<Throwable> onFatal) {
        this.onFatal = onFatal;
    }

    void report(Throwable fault) {
        StackTraceElement[] stack = fault.getStackTrace();
        String kind = fault.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
        if (told.size() < MAX_KINDS && told.add(kind)) {
            System.err.println("winnow: fault: " + Terminal.oneLine(kind + ": " + fault.getMessage()));
        }
        if (fault instanceof Error) {
            onFatal.accept(fault);
        }
    }
}
