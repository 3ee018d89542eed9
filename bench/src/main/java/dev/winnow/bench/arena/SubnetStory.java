package dev.winnow.bench.arena;

import dev.winnow.bench.arena.Timing.Phases;
import dev.winnow.bench.arena.traffic.Sources;
import java.io.IOException;
import java.util.List;

/// 2009: a web server stops answering; hundreds of connections in LAST_ACK, all from 31 neighbours.
final class SubnetStory implements Story {
    private static final double MOST_LINGERING = 50;
    private static final double FROM_SECONDS = 5;

    @Override
    public String name() {
        return "subnet";
    }

    @Override
    public String about() {
        return "31 neighbours in %s open, ask, and never acknowledge the close.".formatted(Sources.NEIGHBOURS);
    }

    @Override
    public void attack(Arena arena, Phases phases) throws IOException {
        String deafToTheEnd = "iptables -w -A INPUT -p tcp --sport 80 --tcp-flags FIN FIN -j DROP";
        arena.attackers().run(deafToTheEnd.split(" ", -1));
        arena.attackByProgram(phases, "lingerers");
    }

    @Override
    public String burden() {
        return "sockets in LAST_ACK and FIN_WAIT";
    }

    @Override
    public double burden(Sample before, Sample now) {
        return now.sockets().lingering();
    }

    @Override
    public double burdenLimit() {
        return MOST_LINGERING;
    }

    @Override
    public List<Check> checks(Outcome outcome) {
        Networks neighbours = new Networks(List.of(Sources.NEIGHBOURS));
        List<String> elsewhere = outcome.bannedEver().stream()
                .filter(prefix -> !neighbours.covers(prefix))
                .toList();
        return List.of(
                Check.atMost(
                        burden() + " from 5 s on", outcome.burden().peakFrom(FROM_SECONDS), MOST_LINGERING, "sockets"),
                Check.that(
                        "bans inside " + Sources.NEIGHBOURS + " only",
                        elsewhere.isEmpty()
                                ? "%d bans, all of them inside"
                                        .formatted(outcome.bannedEver().size())
                                : "banned elsewhere: " + elsewhere,
                        elsewhere.isEmpty() && !outcome.bannedEver().isEmpty()));
    }
}
