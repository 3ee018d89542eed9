package dev.winnow.bench.arena;

import dev.winnow.bench.Commands;
import dev.winnow.bench.arena.Timing.Phases;
import dev.winnow.bench.arena.contender.Defence;
import dev.winnow.bench.arena.contender.ServerHost;
import dev.winnow.bench.arena.contender.Winnow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// One story before one contender, from the first namespace to the last check.
final class Play {
    private static final long VISITORS_START_MS = 3_000;

    /// Visitors come so long before it counts, so that neither they nor a contender are cold when it does.
    private static final int WARM_UP_S = 5;

    private static final long ATTACKERS_START_MS = 2_000;
    private static final long POLL_MS = 500;
    private static final int LONGEST_BEYOND_S = 300;
    private static final long VISITORS_END_S = 30;

    /// Bans are renewed until what was counted has died away, for so long at most.
    private static final int BANS_BEYOND_S = 70;

    private final Story story;
    private final Defence defence;
    private final Timing timing;
    private final Path directory;
    private final Set<String> bannedEver = new LinkedHashSet<>();
    private final List<Check> checks = new ArrayList<>();

    /// @param directory of its own, for all files
    Play(Story story, Defence defence, Timing timing, Path directory) {
        this.story = story;
        this.defence = defence;
        this.timing = timing;
        this.directory = directory;
    }

    /// What was seen, and the checks about it, which there are of winnow alone.
    record Result(Outcome outcome, List<Check> checks) {}

    /// Plays it, in [Timing#total] seconds and what starting and stopping take.
    Result run() throws IOException {
        String name = "wa" + ProcessHandle.current().pid();
        try (Arena arena = Arena.create(name, directory)) {
            WebServer server = WebServer.start(arena, timing.total() + LONGEST_BEYOND_S);
            ServerHost host = new ServerHost(
                    arena.server(),
                    Arena.SERVER_DEVICE,
                    Addresses.SERVER,
                    arena.folder("defence"),
                    server.accessLog(),
                    server.errorLog(),
                    Duration.ofSeconds(timing.ban()));
            try {
                defence.start(host);
                Outcome outcome = play(arena, server, host);
                return new Result(outcome, checks(arena, outcome));
            } finally {
                defence.stop();
            }
        }
    }

    private Outcome play(Arena arena, WebServer server, ServerHost host) throws IOException {
        Path visits = directory.resolve("visits");
        long firstMs = System.currentTimeMillis() + VISITORS_START_MS;
        Phases phases = timing.from(firstMs + WARM_UP_S * 1_000L);
        Process visitors = arena.visit(firstMs, WARM_UP_S + timing.total(), visits);
        Sampler sampler = Sampler.start(server);
        watch(phases.attackMs() - ATTACKERS_START_MS);
        story.attack(arena, phases);
        watch(phases.attackMs());
        long cpuBeforeNs = defence.cpuTimeNs();
        watch((phases.attackMs() + phases.afterMs()) / 2);
        checks.addAll(story.underAttack(arena, defence));
        watch(phases.afterMs());
        long cpuNs = defence.cpuTimeNs() - cpuBeforeNs;
        watch(phases.endMs());
        List<Sample> samples = sampler.stop();
        awaitEnd(visitors);
        return new Outcome(
                story,
                defence.name(),
                phases,
                Visit.read(visits),
                samples,
                Set.copyOf(bannedEver),
                sampler.log().requestsBySource(),
                cpuNs / 1e9,
                directory,
                host);
    }

    /// Until `untilMs`, notes who is shut out.
    private void watch(long untilMs) throws IOException {
        while (System.currentTimeMillis() < untilMs) {
            bannedEver.addAll(defence.banned());
            Commands.pause(Math.clamp(untilMs - System.currentTimeMillis(), 0, POLL_MS));
        }
    }

    private static void awaitEnd(Process visitors) throws IOException {
        try {
            if (!visitors.waitFor(VISITORS_END_S, TimeUnit.SECONDS)) {
                throw new IOException("the visitors do not go home");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }

    private List<Check> checks(Arena arena, Outcome outcome) throws IOException {
        if (!(defence instanceof Winnow winnow)) {
            return List.of();
        }
        long peakBytes = winnow.peakMemory();
        int longestS = timing.ban() + BANS_BEYOND_S;
        String hindrance = Winnowed.hindrance(arena, winnow, List.copyOf(bannedEver), longestS);
        checks.addAll(Winnowed.checks(outcome, peakBytes, hindrance));
        checks.addAll(story.checks(outcome));
        return List.copyOf(checks);
    }
}
