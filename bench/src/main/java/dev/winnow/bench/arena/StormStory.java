package dev.winnow.bench.arena;

import dev.winnow.bench.Counts;
import dev.winnow.bench.arena.Timing.Phases;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/// 2007: thousands of Direct Connect clients that somebody has sent to a web server.
final class StormStory implements Story {
    /// A hundredth of what comes.
    private static final double MOST_REQUESTS_PER_SECOND = 12;

    private static final double LEAST_ENDED = 99;

    @Override
    public String name() {
        return "p2p";
    }

    @Override
    public String about() {
        return "5,000 sources speak NMDC, ADC, eDonkey's binary protocol and BitTorrent's encrypted one to port 80, and come again.";
    }

    @Override
    public void attack(Arena arena, Phases phases) throws IOException {
        arena.attackByProgram(phases, "storm");
    }

    @Override
    public String burden() {
        return "greetings heard a second";
    }

    @Override
    public double burden(Sample before, Sample now) {
        return now.attackRequestsPerSecondSince(before);
    }

    @Override
    public double burdenLimit() {
        return MOST_REQUESTS_PER_SECOND;
    }

    @Override
    public List<Check> checks(Outcome outcome) throws IOException {
        Counts counts = Counts.ofLastLine(Files.readString(outcome.logs().resolve("storm.log")));
        double connected = counts.number("connected");
        double ended = connected - counts.number("answered");
        return List.of(Check.atLeast(
                "connections that end at the first payload, of %,.0f".formatted(connected),
                100 * ended / connected,
                LEAST_ENDED,
                "%"));
    }
}
