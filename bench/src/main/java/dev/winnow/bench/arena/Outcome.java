package dev.winnow.bench.arena;

import dev.winnow.bench.arena.Timing.Phases;
import dev.winnow.bench.arena.contender.ServerHost;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What came of one story before one contender.
///
/// @param phases when its parts were
/// @param visits the visitors' requests
/// @param samples what the server had to bear, in order
/// @param bannedEver addresses and prefixes that were shut out at some time, as far as anybody looked
/// @param requestsBySource requests of attackers that the server has heard
/// @param cpuSeconds of the contender's programs during the attack
/// @param logs the folder of what the programs said
/// @param host where the contender was; its files are there until the checks are made
record Outcome(
        Story story,
        String contender,
        Phases phases,
        List<Visit> visits,
        List<Sample> samples,
        Set<String> bannedEver,
        Map<String, Integer> requestsBySource,
        double cpuSeconds,
        Path logs,
        ServerHost host) {

    VisitorFigures calm() {
        return VisitorFigures.of(visits, phases.calmMs(), phases.attackMs());
    }

    VisitorFigures underAttack() {
        return VisitorFigures.of(visits, phases.attackMs(), phases.afterMs());
    }

    VisitorFigures after() {
        return VisitorFigures.of(visits, phases.afterMs(), phases.endMs());
    }

    /// Visitors who were shut out at some time.
    long visitorsBanned() {
        Networks banned = new Networks(bannedEver);
        return visits.stream()
                .map(Visit::source)
                .distinct()
                .filter(banned::contains)
                .count();
    }

    /// What the server had to bear, sample by sample.
    Burden burden() {
        return Burden.of(story, samples, phases);
    }

    /// Requests of attackers that the server heard during the attack.
    long attackRequests() {
        return samples.stream().mapToLong(Sample::attackRequests).max().orElse(0);
    }
}
