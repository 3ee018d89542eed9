package dev.winnow.attack;

import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;

/// The services that only those may connect to, for the time being, who have completed a connection before or ask
/// twice.
///
/// Threading: any number of workers. Never allocates after the constructor.
public final class Challenges {
    /// Of which half can be in use with hardly anybody being left out, see [TimedEndpoints].
    private static final int SERVICES = 128;

    /// Renewed while the flood goes on, see [Incidents]; it is told at most that late that it is over.
    private static final long LIFE_NS = TimeUnit.SECONDS.toNanos(15);

    private final FirstSyn firstSyn;
    private final TimedEndpoints services;

    /// @param seed secret
    public Challenges(Arena arena, long seed) {
        firstSyn = new FirstSyn(arena, seed);
        services = new TimedEndpoints(SERVICES, LIFE_NS, seed);
    }

    /// Challenges those who connect to a service, from now on. Where there are too many services, no more are.
    public void begin(long high, long low, int port, long nowNs) {
        services.hold(high, low, port, nowNs);
    }

    /// Challenges nobody any more, and forgets who has asked. Not while another worker asks.
    public void clear() {
        services.clear();
        firstSyn.clear();
    }

    /// Whether a service is challenged. Cheap where none is.
    public boolean isChallenged(long high, long low, int port, long nowNs) {
        return services.find(high, low, port, nowNs) != TimedEndpoints.NONE;
    }

    /// Whether whoever asks has asked before, in the way of somebody who is there.
    public boolean isPassed(long high, long low, int sourcePort, long nowNs) {
        return firstSyn.isRepeated(high, low, sourcePort, AttackWatch.millis(nowNs));
    }
}
