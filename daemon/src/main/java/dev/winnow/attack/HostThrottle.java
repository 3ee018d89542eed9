package dev.winnow.attack;

/// Lets of what a host is flooded with by very many, who may be made up, only so much through to it a second: a token
/// bucket for each host, and there for each port that answers come from.
///
/// Threading: any number of workers, who together let no more through than one would. Never allocates after the
/// constructor.
public final class HostThrottle {
    private final int perSecond;
    private final TokenBuckets hosts;

    /// @param perSecond packets that may reach a host, and at once after a pause; 0: as many as come
    /// @param seed secret
    public HostThrottle(int perSecond, long seed) {
        this.perSecond = perSecond;
        hosts = new TokenBuckets(seed);
    }

    /// Whether a packet of a flood is one too many for its host. Where there are too many hosts, those that come last
    /// are not throttled.
    ///
    /// @param key of [Subject]
    public boolean refuses(long high, long low, int key, long nowNs) {
        if (perSecond == 0) {
            return false;
        }
        hosts.hold(high, low, key, nowNs);
        return hosts.isEmpty(high, low, key, perSecond, nowNs);
    }

    /// Throttles nobody any more. Not while another worker asks.
    public void clear() {
        hosts.clear();
    }
}
