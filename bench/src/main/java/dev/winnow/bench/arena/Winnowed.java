package dev.winnow.bench.arena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.bench.Commands;
import dev.winnow.bench.arena.contender.Winnow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What winnow itself says of a story, and what must hold of it in every story.
final class Winnowed {
    /// What the shipped bounds come to: 128 MB to count attackers, 128 MB of flows, 256 MB of streams, 32 MB of their
    /// variables, 8 MB of fragments, and as much again for rules, packets, buffers and the JVM.
    private static final double MEMORY_BOUND_MB = 1_104;

    private static final double LEAST_SERVED = 99;
    private static final double SLOWEST_FACTOR = 2;
    private static final double LATEST_MITIGATION_S = 3;
    private static final int MOST_TRIED_AGAIN = 5;
    private static final long POLL_MS = 1_000;

    private Winnowed() {}

    /// Waits for the end of all bans.
    ///
    /// @param polls for how many seconds at most
    /// @return what hinders somebody who was banned; empty where nothing does
    static String hindrance(Arena arena, Winnow winnow, List<String> bannedEver, long polls) throws IOException {
        for (long i = 0; !winnow.banned().isEmpty(); i++) {
            if (i == polls) {
                return winnow.banned().size() + " bans have not ended";
            }
            Commands.pause(POLL_MS);
        }
        List<String> shutOut = bannedEver.stream()
                .map(prefix -> prefix.split("/", 2)[0])
                .filter(Networks.ATTACKERS::contains)
                .limit(MOST_TRIED_AGAIN)
                .filter(address -> !arena.isOpenFor(address))
                .toList();
        return shutOut.isEmpty() ? "" : "still shut for " + shutOut;
    }

    /// What must hold in every story.
    static List<Check> checks(Outcome outcome, long peakBytes, String hindrance) {
        VisitorFigures calm = outcome.calm();
        VisitorFigures attack = outcome.underAttack();
        return List.of(
                Check.atLeast("visitors' requests answered", 100 * attack.answeredShare(), LEAST_SERVED, "%"),
                Check.atMost(
                        "visitors' median latency, against the calm one",
                        attack.medianMs() / calm.medianMs(),
                        SLOWEST_FACTOR,
                        "times"),
                Check.atMost("visitors banned", (double) outcome.visitorsBanned(), 0, ""),
                Check.atMost(
                        "mitigated after",
                        outcome.burden().mitigatedAfter(outcome.story().burdenLimit()),
                        LATEST_MITIGATION_S,
                        "s"),
                Check.atMost("winnow's memory", peakBytes / 1e6, MEMORY_BOUND_MB, "MB"),
                Check.that(
                        "everything open again after the bans",
                        hindrance.isEmpty() ? "open" : hindrance,
                        hindrance.isEmpty()));
    }

    /// The events that winnow has written so far.
    static List<JsonNode> events(Path file) throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<JsonNode> events = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            events.add(json.readTree(line));
        }
        return events;
    }
}
