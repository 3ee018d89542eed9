package dev.winnow.attack;

import java.util.concurrent.TimeUnit;

/// Lets of some sources, and of some networks of sources, through only so many packets a second: a token bucket for
/// each. A /24 or /64 may send twice as much as an address, a /16 or /48 four times.
///
/// Threading: one worker. Never allocates after the constructor.
public final class Throttle {
    private static final int MOST_SOURCES = 1_024;
    private static final long LAST_NS = TimeUnit.SECONDS.toNanos(15);
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final TimedEndpoints sources;
    private final long[] filledNs = new long[MOST_SOURCES];
    private final double[] tokens = new double[MOST_SOURCES];

    /// @param perSecond packets that a source may send, and at once after a pause
    /// @param seed secret
    public Throttle(int perSecond, long seed) {
        this.perSecond = perSecond;
        sources = new TimedEndpoints(MOST_SOURCES, seed);
    }

    /// Throttles a source or a network from now on. Where there are too many, no more are.
    ///
    /// @param kind of [Subject], one of those who send
    public void begin(long high, long low, int kind, long nowNs) {
        int slot = sources.find(high, low, kind, nowNs);
        if (slot != TimedEndpoints.NONE) {
            sources.extend(slot, nowNs + LAST_NS);
            return;
        }
        int added = sources.add(high, low, kind, nowNs, nowNs + LAST_NS);
        if (added != TimedEndpoints.NONE) {
            tokens[added] = perSecond(kind);
            filledNs[added] = nowNs;
        }
    }

    private double perSecond(int kind) {
        return perSecond * (1 << kind);
    }

    /// Throttles nobody any more.
    public void clear() {
        sources.clear();
    }

    /// Whether a packet is one too many. Cheap where nobody is throttled.
    public boolean refuses(long high, long low, long nowNs) {
        boolean refused = false;
        for (int kind = 0; kind < Subject.SENDERS && !refused && sources.size() > 0; kind++) {
            refused = refuses(Subject.networkHigh(high, kind), Subject.networkLow(high, low, kind), kind, nowNs);
        }
        return refused;
    }

    private boolean refuses(long high, long low, int kind, long nowNs) {
        int slot = sources.find(high, low, kind, nowNs);
        if (slot == TimedEndpoints.NONE) {
            return false;
        }
        double rate = perSecond(kind);
        double earned = Math.max(0, nowNs - filledNs[slot]) / NANOS_PER_SECOND * rate;
        tokens[slot] = Math.min(rate, tokens[slot] + earned);
        filledNs[slot] = nowNs;
        if (tokens[slot] < 1) {
            return true;
        }
        tokens[slot]--;
        return false;
    }
}
