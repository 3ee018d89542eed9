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
    private final TimedEndpoints services;

    /// @param seed secret
    public Challenges(Arena arena, long seed) {
        firstSyn = new FirstSyn(arena, seed);
        services = new TimedEndpoints(MOST_SERVICES, seed);
    }

    /// Challenges those who connect to a service, from now on. Where there are too many services, no more are.
    public void begin(long high, long low, int port, long nowNs) {
        int slot = services.find(high, low, port, nowNs);
        if (slot == TimedEndpoints.NONE) {
            services.add(high, low, port, nowNs, nowNs + LAST_NS);
        } else {
            services.extend(slot, nowNs + LAST_NS);
        }
    }

    /// Challenges nobody any more, and forgets who has asked.
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
