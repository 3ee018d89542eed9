package dev.winnow.lane;

import dev.winnow.bindings.libc.Affinity;
import dev.winnow.bindings.libc.ErrnoException;
import java.util.BitSet;
import java.util.List;

/// Deals out processors to threads, in turn.
///
/// Threading: [#next] by the thread that starts the others; what it returns is run by the new thread.
final class ThreadPins {
    private final List<Integer> cpus;
    private int dealt;

    private ThreadPins(List<Integer> cpus) {
        this.cpus = cpus;
    }

    /// @param wanted the processors asked for; empty: all that this process may use
    /// @throws LaneException if one of them is not to be had
    static ThreadPins of(List<Integer> wanted) throws LaneException {
        BitSet allowed = allowedCpus();
        for (int cpu : wanted) {
            if (!allowed.get(cpu)) {
                throw new LaneException(
                        "this process may not use processor " + cpu + ", only " + allowed + ": change --cpus");
            }
        }
        return new ThreadPins(wanted.isEmpty() ? allowed.stream().boxed().toList() : List.copyOf(wanted));
    }

    private static BitSet allowedCpus() throws LaneException {
        try {
            return Affinity.allowedCpus();
        } catch (ErrnoException e) {
            throw new LaneException("cannot tell which processors there are: " + e.getMessage(), e);
        }
    }

    /// Pins the thread that runs it to the next processor. A processor lost since start-up leaves the thread unpinned.
    Runnable next() {
        int cpu = cpus.get(dealt++ % cpus.size());
        return () -> Affinity.pinCurrentThread(cpu);
    }
}
