package dev.winnow.attack;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;

/// The services that only those may connect to, for the time being, who have completed a connection before or ask
/// twice.
///
/// Threading: one worker. Never allocates after the constructor.
public final class Challenges {
    private static final int MOST_SERVICES = 64;

    /// Renewed while the flood goes on, see [Incidents]; it is told at most that late that it is over.
    private static final long LAST_NS = TimeUnit.SECONDS.toNanos(15);

    private final FirstSyn firstSyn;
    private final long[] highs = new long[MOST_SERVICES];
    private final long[] lows = new long[MOST_SERVICES];
    private final int[] ports = new int[MOST_SERVICES];
    private final long[] endsNs = new long[MOST_SERVICES];
    private int count;

    /// @param seed secret
    public Challenges(Arena arena, long seed) {
        firstSyn = new FirstSyn(arena, seed);
    }

    /// Challenges those who connect to a service, from now on. Where there are too many services, no more are.
    public void begin(long high, long low, int port, long nowNs) {
        int at = find(high, low, port);
        if (at < 0 && count == MOST_SERVICES) {
            return;
        }
        int slot = at < 0 ? count++ : at;
        highs[slot] = high;
        lows[slot] = low;
        ports[slot] = port;
        endsNs[slot] = nowNs + LAST_NS;
    }

    /// Whether a service is challenged. Cheap where none is.
    public boolean isChallenged(long high, long low, int port, long nowNs) {
        int at = count == 0 ? -1 : find(high, low, port);
        if (at < 0 || nowNs < endsNs[at]) {
            return at >= 0;
        }
        count--;
        highs[at] = highs[count];
        lows[at] = lows[count];
        ports[at] = ports[count];
        endsNs[at] = endsNs[count];
        return false;
    }

    /// Whether whoever asks has asked before, in the way of somebody who is there.
    public boolean isPassed(long high, long low, int sourcePort, long nowNs) {
        return firstSyn.isRepeated(high, low, sourcePort, AttackWatch.millis(nowNs));
    }

    private int find(long high, long low, int port) {
        for (int i = 0; i < count; i++) {
            if (lows[i] == low && ports[i] == port && highs[i] == high) {
                return i;
            }
        }
        return -1;
    }
}
