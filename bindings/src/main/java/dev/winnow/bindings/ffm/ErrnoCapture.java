package dev.winnow.bindings.ffm;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.VarHandle;

/// Where captured calls of **one thread** leave their `errno`.
///
/// Threading: confined to the thread that owns it; shared by two, it reports one thread's error as the other's.
/// Lifetime: the memory belongs to the arena passed in and dies with it.
public final class ErrnoCapture {
    private static final StructLayout LAYOUT = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = LAYOUT.varHandle(groupElement("errno"));

    private final MemorySegment state;

    /// A capture whose memory lives as long as `arena`.
    public ErrnoCapture(Arena arena) {
        state = arena.allocate(LAYOUT);
    }

    /// The first argument of every handle that [Downcalls#captured] made.
    public MemorySegment state() {
        return state;
    }

    /// The error number, positive. Meaningful only directly after a captured call that reported failure.
    public int code() {
        return (int) ERRNO.get(state, 0L);
    }
}
