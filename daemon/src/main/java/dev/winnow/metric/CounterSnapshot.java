package dev.winnow.metric;

import dev.winnow.packet.Malformed;
import dev.winnow.verdict.Reason;
import java.util.Collection;

/// What the counters of several threads add up to at one moment. Each number is exact as of some instant during the
/// reading; two numbers may be of different instants. Immutable.
public final class CounterSnapshot {
    private final long[] values;

    private CounterSnapshot(long[] values) {
        this.values = values;
    }

    /// The sum over threads. From any thread.
    public static CounterSnapshot of(Collection<LaneCounters> threads) {
        long[] sums = new long[LaneCounters.SIZE];
        threads.forEach(counters -> counters.addTo(sums));
        return new CounterSnapshot(sums);
    }

    public long get(LaneCounter counter) {
        return values[LaneCounters.index(counter)];
    }

    public long dropped(Reason reason) {
        return values[LaneCounters.index(reason)];
    }

    public long malformed(Malformed reason) {
        return values[LaneCounters.index(reason)];
    }

    /// Packets dropped for any reason.
    public long dropped() {
        long sum = 0;
        for (Reason reason : Reason.values()) {
            sum += dropped(reason);
        }
        return sum;
    }

    /// Packets malformed in any way.
    public long malformed() {
        long sum = 0;
        for (Malformed reason : Malformed.values()) {
            sum += malformed(reason);
        }
        return sum;
    }

    /// What came to the numbers since `earlier`; a gauge yields its change.
    public CounterSnapshot since(CounterSnapshot earlier) {
        long[] differences = values.clone();
        for (int i = 0; i < differences.length; i++) {
            differences[i] -= earlier.values[i];
        }
        return new CounterSnapshot(differences);
    }
}
