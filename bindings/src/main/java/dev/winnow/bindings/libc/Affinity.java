package dev.winnow.bindings.libc;

import dev.winnow.bindings.ffm.ErrnoCapture;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;

/// On which CPUs the calling thread may run. Not for the hot path: every call allocates.
public final class Affinity {
    /// More CPUs than Linux can be built for; the kernel refuses a smaller mask than its own.
    private static final int MAX_CPUS = 8192;

    private Affinity() {}

    /// The CPUs that the calling thread may use, in a container or under taskset(1) fewer than there are.
    ///
    /// @throws ErrnoException where the kernel does not say
    public static BitSet allowedCpus() throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(ValueLayout.JAVA_LONG, MAX_CPUS / Long.SIZE);
            ErrnoException.check("sched_getaffinity", Libc.schedGetaffinity(new ErrnoCapture(arena), mask));
            return BitSet.valueOf(mask.toArray(ValueLayout.JAVA_LONG));
        }
    }

    /// Keeps the calling thread on one CPU.
    ///
    /// @return 0, or `-errno`: EINVAL where the thread may not use that CPU
    public static int pinCurrentThread(int cpu) {
        BitSet cpus = new BitSet();
        cpus.set(cpu);
        return restrictCurrentThread(cpus);
    }

    /// Keeps the calling thread on some CPUs.
    ///
    /// @return 0, or `-errno`: EINVAL where the thread may use none of them
    public static int restrictCurrentThread(BitSet cpus) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment mask = arena.allocate(ValueLayout.JAVA_LONG, MAX_CPUS / Long.SIZE);
            long[] words = cpus.toLongArray();
            MemorySegment.copy(words, 0, mask, ValueLayout.JAVA_LONG, 0, words.length);
            return Libc.schedSetaffinity(new ErrnoCapture(arena), mask);
        }
    }
}
