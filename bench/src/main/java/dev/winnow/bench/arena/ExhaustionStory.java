package dev.winnow.bench.arena;

import dev.winnow.bench.arena.Timing.Phases;
import dev.winnow.bench.arena.contender.Winnow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// 2002: processes pile up until nobody is answered, and a hole in the server is suspected.
final class ExhaustionStory implements Story {
    /// A quarter of what the server has.
    private static final int MOST_HELD = WebServer.CONNECTIONS / 4;

    private static final int SLOW_CONNECTIONS = 100;
    private static final int IDLE_CONNECTIONS = 200;

    private static final String SLOW_HEADERS = Addresses.attacker(21);
    private static final String SLOW_BODIES = Addresses.attacker(22);
    private static final String SLOW_READS = Addresses.attacker(23);
    private static final String IDLE = Addresses.attacker(24);
    private static final String OVERFLOW = Addresses.attacker(25);

    /// Who does what, in the words of winnow's evidence, as a pattern: whoever connects again at once is told for that.
    private static final Map<String, String> OFFENCES = Map.of(
            SLOW_HEADERS, "slow_headers",
            SLOW_BODIES, "slow_body",
            SLOW_READS, "slow_read",
            IDLE, "idle_connections|connection_flood",
            OVERFLOW, "chunked-encoding overflow");

    @Override
    public String name() {
        return "exhaustion";
    }

    @Override
    public String about() {
        return "slowhttptest's slow headers, slow bodies and slow reads with %d connections each, %d idle connections, and "
                        .formatted(SLOW_CONNECTIONS, IDLE_CONNECTIONS)
                + "requests with a chunk that overflows, against %d connections.".formatted(WebServer.CONNECTIONS);
    }

    @Override
    public void attack(Arena arena, Phases phases) throws IOException {
        String site = "http://" + Addresses.SERVER + "/";
        slow(arena, phases, "slow-headers", SLOW_HEADERS, "-H", "-i", "3", "-u", site);
        slow(arena, phases, "slow-bodies", SLOW_BODIES, "-B", "-i", "3", "-s", "65536", "-u", site + "form");
        slow(
                arena,
                phases,
                "slow-reads",
                SLOW_READS,
                "-X",
                "-n",
                "5",
                "-w",
                "64",
                "-y",
                "128",
                "-z",
                "16",
                "-u",
                site + "download.iso");
        arena.attackByProgram(phases, "idle", "--source", IDLE, "--connections", Integer.toString(IDLE_CONNECTIONS));
        arena.attackByProgram(phases, "overflow", "--source", OVERFLOW);
    }

    private static void slow(Arena arena, Phases phases, String name, String source, String... mode)
            throws IOException {
        List<String> command = new ArrayList<>(List.of("slowhttptest"));
        command.addAll(List.of(mode));
        command.addAll(List.of("-c", Integer.toString(SLOW_CONNECTIONS), "-r", Integer.toString(SLOW_CONNECTIONS)));
        command.addAll(List.of("-l", Integer.toString(phases.attackSeconds()), "-p", "3"));
        arena.attackFrom(source, phases, name, command);
    }

    @Override
    public String burden() {
        return "connections held";
    }

    @Override
    public double burden(Sample before, Sample now) {
        return now.sockets().established();
    }

    @Override
    public double burdenLimit() {
        return MOST_HELD;
    }

    @Override
    public List<Check> checks(Outcome outcome) throws IOException {
        int heard = outcome.requestsBySource().getOrDefault(OVERFLOW, 0);
        boolean complained = Files.readString(outcome.host().errorLog(), StandardCharsets.ISO_8859_1)
                .contains("client: " + OVERFLOW + ",");
        List<String> missing = missing(evidence(new Winnow.Traces(outcome.host()).evidence()));
        return List.of(
                Check.that(
                        "no exploit byte reaches nginx",
                        heard == 0 && !complained ? "neither log has any" : "nginx has heard of " + OVERFLOW,
                        heard == 0 && !complained),
                Check.that(
                        "evidence of each offence",
                        missing.isEmpty() ? "all of " + OFFENCES.values() : "none of " + missing,
                        missing.isEmpty()));
    }

    private static String evidence(Path folder) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private static List<String> missing(String evidence) {
        return OFFENCES.values().stream()
                .filter(offence -> !Pattern.compile(offence).matcher(evidence).find())
                .sorted()
                .toList();
    }
}
