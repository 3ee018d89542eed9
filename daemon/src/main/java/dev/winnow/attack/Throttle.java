package dev.winnow.attack;

/// Lets of some sources, and of some networks of sources, through only so many packets a second: a token bucket for
/// each. A /24 or /64 may send twice as much as an address, a /16 or /48 four times.
///
/// Threading: any number of workers, who together let no more through than one would. Never allocates after the
/// constructor.
public final class Throttle {
    private final int perSecond;
    private final TokenBuckets sources;

    /// @param perSecond packets that a source may send, and at once after a pause
    /// @param seed secret
    public Throttle(int perSecond, long seed) {
        this.perSecond = perSecond;
        sources = new TokenBuckets(seed);
    }

    /// Throttles a source or a network from now on. Where there are too many, no more are.
    ///
    /// @param kind of [Subject], one of those who send
    public void begin(long high, long low, int kind, long nowNs) {
        sources.hold(high, low, kind, nowNs);
    }

    private int perSecond(int kind) {
        return perSecond << kind;
    }

    /// Throttles nobody any more. Not while another worker asks.
    public void clear() {
        sources.clear();
    }

    /// Whether a packet is one too many. Cheap where nobody is throttled.
    public boolean refuses(long high, long low, long nowNs) {
        if (sources.areNone(nowNs)) {
            return false;
        }
        boolean refused = false;
        for (int kind = 0; kind < Subject.SENDERS && !refused; kind++) {
            long networkHigh = Subject.networkHigh(high, kind);
            long networkLow = Subject.networkLow(high, low, kind);
            refused = sources.isEmpty(networkHigh, networkLow, kind, perSecond(kind), nowNs);
        }
        return refused;
    }
}
