package dev.winnow.bench.arena;

import dev.winnow.bench.arena.contender.Defence;
import java.io.IOException;
import java.util.List;

/// An attack, what it does to a server that nobody defends, and what must hold where somebody does.
interface Story {
    /// One word.
    String name();

    /// One sentence: who does what.
    String about();

    /// Starts the attackers, who begin at `phases.attackMs()` and end by themselves with that phase.
    ///
    /// Called two seconds before, because programs take time to start.
    void attack(Arena arena, Timing.Phases phases) throws IOException;

    /// Called once in the middle of the attack, for what can only be seen then.
    ///
    /// @return what must hold, where it is about this defence
    default List<Check> underAttack(Arena arena, Defence defence) throws IOException {
        return List.of();
    }

    /// What the server has to bear, in the plural.
    String burden();

    /// How much of it there was between two samples.
    double burden(Sample before, Sample now);

    /// From how much on it is not mitigated.
    double burdenLimit();

    /// What must hold of winnow here beside what must hold in every story.
    ///
    /// @param outcome with winnow's files still there
    List<Check> checks(Outcome outcome) throws IOException;
}
