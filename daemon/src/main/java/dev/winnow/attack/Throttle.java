package dev.winnow.attack;

import java.util.concurrent.TimeUnit;

/// Lets of some sources through only so many packets a second: a token bucket for each.
///
/// Threading: one worker. Never allocates after the constructor.
public final class Throttle {
    private static final int MOST_SOURCES = 1_024;
    private static final long LAST_NS = TimeUnit.SECONDS.toNanos(15);
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final long[] highs = new long[MOST_SOURCES];
    private final long[] lows = new long[MOST_SOURCES];
    private final long[] endsNs = new long[MOST_SOURCES];
    private final long[] filledNs = new long[MOST_SOURCES];
    private final double[] tokens = new double[MOST_SOURCES];
    private int count;

    /// @param perSecond packets that a source may send, and at once after a pause
    public Throttle(int perSecond) {
        this.perSecond = perSecond;
    }

    /// Throttles a source from now on. Where there are too many, no more are.
    public void begin(long high, long low, long nowNs) {
        int at = find(high, low);
        if (at < 0 && count == MOST_SOURCES) {
            return;
        }
        int slot = at < 0 ? count++ : at;
        if (at < 0) {
            highs[slot] = high;
            lows[slot] = low;
            tokens[slot] = perSecond;
            filledNs[slot] = nowNs;
        }
        endsNs[slot] = nowNs + LAST_NS;
    }

    /// Whether a packet is one too many. Cheap where nobody is throttled.
    public boolean refuses(long high, long low, long nowNs) {
        int at = count == 0 ? -1 : find(high, low);
        if (at < 0) {
            return false;
        }
        if (nowNs >= endsNs[at]) {
            remove(at);
            return false;
        }
        double earned = Math.max(0, nowNs - filledNs[at]) / NANOS_PER_SECOND * perSecond;
        tokens[at] = Math.min(perSecond, tokens[at] + earned);
        filledNs[at] = nowNs;
        if (tokens[at] < 1) {
            return true;
        }
        tokens[at]--;
        return false;
    }

    private void remove(int at) {
        count--;
        highs[at] = highs[count];
        lows[at] = lows[count];
        endsNs[at] = endsNs[count];
        filledNs[at] = filledNs[count];
        tokens[at] = tokens[count];
    }

    private int find(long high, long low) {
        for (int i = 0; i < count; i++) {
            if (lows[i] == low && highs[i] == high) {
                return i;
            }
        }
        return -1;
    }
}
