package dev.winnow.bench.arena;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.bench.arena.Timing.Phases;
import dev.winnow.bench.arena.contender.Defence;
import dev.winnow.bench.arena.contender.Winnow;
import dev.winnow.bench.arena.traffic.Sources;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// 2014: port scans, sqlmap, directory scanners, several times a day, here all at once.
final class NoiseStory implements Story {
    private static final double MOST_REQUESTS_PER_SECOND = 10;

    private static final String NMAP = Addresses.attacker(31);
    private static final String SQLMAP = Addresses.attacker(32);
    private static final String DIRB = Addresses.attacker(33);
    private static final String MASSCAN = Addresses.attacker(34);
    private static final Map<String, String> TOOLS =
            new TreeMap<>(Map.of(NMAP, "nmap", SQLMAP, "sqlmap", DIRB, "dirb", MASSCAN, "masscan"));

    private static final String OWNER = Sources.visitors().getLast();
    private static final String STRANGER = Sources.visitors().getFirst();
    private static final int LOCKDOWN_S = 15;

    @Override
    public String name() {
        return "noise";
    }

    @Override
    public String about() {
        return "nmap -sS -sV -A, sqlmap, dirb and masscan at the same time.";
    }

    @Override
    public void attack(Arena arena, Phases phases) throws IOException {
        String site = "http://" + Addresses.SERVER + "/";
        String device = Arena.ATTACKERS_DEVICE;
        String server = Addresses.SERVER;
        arena.attack(
                phases,
                "nmap",
                List.of("nmap", "-n", "-Pn", "-sS", "-sV", "-A", "-T4", "-S", NMAP, "-e", device, server));
        arena.attack(
                phases,
                "masscan",
                List.of(
                        "masscan",
                        server,
                        "-p1-4000",
                        "--rate=400",
                        "--wait=1",
                        "-e",
                        device,
                        "--adapter-ip",
                        MASSCAN,
                        "--router-mac",
                        arena.serverHardwareAddress()));
        arena.attackFrom(
                SQLMAP,
                phases,
                "sqlmap",
                List.of(
                        "sqlmap",
                        "-u",
                        site + "article/1.html?page=1",
                        "--batch",
                        "--flush-session",
                        "--timeout=5",
                        "--retries=1",
                        "--level=2",
                        "--threads=2",
                        "--output-dir=" + arena.folder("sqlmap-files")));
        arena.attackFrom(DIRB, phases, "dirb", List.of("dirb", site, "-S", "-r", "-w"));
    }

    /// In the storm the owner shuts ssh to all but himself.
    @Override
    public List<Check> underAttack(Arena arena, Defence defence) throws IOException {
        if (!(defence instanceof Winnow winnow)) {
            return List.of();
        }
        winnow.lockDown(OWNER, LOCKDOWN_S);
        boolean owner = arena.isOpenForVisitor(OWNER, WebServer.SSH);
        boolean stranger = arena.isOpenForVisitor(STRANGER, WebServer.SSH);
        return List.of(Check.that(
                "ssh of the owner stays open in lockdown",
                "%s for the owner, %s for others".formatted(owner ? "open" : "shut", stranger ? "open" : "shut"),
                owner && !stranger));
    }

    @Override
    public String burden() {
        return "requests of scanners a second";
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
        List<JsonNode> events = Winnowed.events(new Winnow.Traces(outcome.host()).events());
        return TOOLS.entrySet().stream()
                .map(tool -> named(tool.getValue(), tool.getKey(), events))
                .toList();
    }

    /// Whether an event names what `source` did: a rule that knows the tool, or an attack that it is part of.
    private static Check named(String tool, String source, List<JsonNode> events) {
        String names = events.stream()
                .filter(event -> source.equals(event.path("src_ip").asText()))
                .map(NoiseStory::title)
                .filter(title -> !title.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return Check.that(
                "%s from %s is named".formatted(tool, source),
                names.isEmpty() ? "not at all" : names,
                !names.isEmpty());
    }

    private static String title(JsonNode event) {
        String signature = event.at("/alert/signature").asText("");
        boolean isAttack = event.at("/anomaly/type").asText("").equals("attack");
        return isAttack ? event.at("/anomaly/event").asText() : signature;
    }
}
