package dev.winnow.reaction;

import dev.winnow.attack.Challenges;
import dev.winnow.attack.HostThrottle;
import dev.winnow.attack.Throttle;
import java.lang.foreign.Arena;

/// Who is held back packet by packet at the moment. What one worker finds holds for the packets of all.
///
/// @param challenges services where strangers must ask twice
/// @param throttle   sources that may send only so much
/// @param hosts      of what nobody asked them for, only so much may come
///
/// Threading: any number of workers. Ownership: the arena that it was made with owns the memory. Never allocates after
/// the constructor.
public record Restraints(Challenges challenges, Throttle throttle, HostThrottle hosts) {
    /// How much is let through where that is limited, in packets a second.
    ///
    /// @param ofSource that is throttled
    /// @param toHost   of what nobody asked it for, see [AttackListener#surplus]; 0: as much as comes
    public record Rates(int ofSource, int toHost) {}

    /// Nobody is held back.
    ///
    /// @param seed secret, so that senders cannot choose who shares their place
    public static Restraints none(Arena arena, Rates rates, long seed) {
        return new Restraints(
                new Challenges(arena, seed),
                new Throttle(rates.ofSource(), seed),
                new HostThrottle(rates.toHost(), seed));
    }

    /// Holds nobody back any more. Not while a worker asks.
    public void clear() {
        challenges.clear();
        throttle.clear();
        hosts.clear();
    }
}
