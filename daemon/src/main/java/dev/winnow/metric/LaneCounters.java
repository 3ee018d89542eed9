package dev.winnow.metric;

import dev.winnow.packet.Malformed;
import dev.winnow.verdict.Reason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The counters of one thread. An increment is a load and a store, without a lock prefix.
///
/// ```
///  +---------+----------------+------------------+--------------------+---------+
///  | padding | by LaneCounter | drops by Reason  | by Malformed       | padding |
///  +---------+----------------+------------------+--------------------+---------+
/// ```
///
/// Threading: one writer; any number of readers through [CounterSnapshot]. The padding keeps other threads' counters
/// off the writer's cache lines. Never allocates after construction.
public final class LaneCounters {
    /// Two cache lines of longs: the neighbour line is fetched along.
    private static final int PADDING = 16;

    private static final int COUNTERS = LaneCounter.values().length;
    private static final int REASONS = Reason.values().length;

    /// How many numbers there are.
    static final int SIZE = COUNTERS + REASONS + Malformed.values().length;

    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] values = new long[PADDING + SIZE + PADDING];

    public void increment(LaneCounter counter) {
        add(counter, 1);
    }

    public void add(LaneCounter counter, long amount) {
        addAt(index(counter), amount);
    }

    /// For gauges, and for counts that somebody else keeps, such as the kernel.
    public void set(LaneCounter counter, long value) {
        ELEMENT.setOpaque(values, PADDING + index(counter), value);
    }

    /// Counts a packet that was dropped.
    public void dropped(Reason reason) {
        addAt(index(reason), 1);
    }

    /// Counts a packet whose bytes could not be believed.
    public void malformed(Malformed reason) {
        addAt(index(reason), 1);
    }

    static int index(LaneCounter counter) {
        return counter.ordinal();
    }

    static int index(Reason reason) {
        return COUNTERS + reason.ordinal();
    }

    static int index(Malformed reason) {
        return COUNTERS + REASONS + reason.ordinal();
    }

    /// Adds the current values to `sums`, of [#SIZE]. From any thread.
    void addTo(long[] sums) {
        for (int i = 0; i < SIZE; i++) {
            sums[i] += (long) ELEMENT.getOpaque(values, PADDING + i);
        }
    }

    private void addAt(int index, long amount) {
        int at = PADDING + index;
        ELEMENT.setOpaque(values, at, values[at] + amount);
    }
}
