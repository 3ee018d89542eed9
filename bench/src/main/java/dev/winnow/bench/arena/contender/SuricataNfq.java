package dev.winnow.bench.arena.contender;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Suricata in front of the server through NFQUEUE, as its user guide shows it for a host, with all rules of
/// Emerging Threats Open and Debian's configuration, HOME_NET being the server.
///
/// The rules come as alerts, and an operator chooses those that drop. Here they are the files in [#DROPPING]:
/// what attacks a web server, the exploits, the scanners and the peer-to-peer protocols; the rest (policy,
/// information, what infected clients do) only alerts, because a drop there would hit ordinary visitors. Rules
/// that only keep a note for others (`noalert`) never drop, as with suricata-update's drop filter.
///
/// It drops packets and what follows on their connections; it shuts out no source.
public final class SuricataNfq implements Defence {
    /// Where the rules are, beside the project.
    public static final Path RULES = Path.of("..", "shared", "rules", "et-open");

    private static final Set<String> DROPPING = Set.of(
            "emerging-attack_response.rules",
            "emerging-dos.rules",
            "emerging-exploit.rules",
            "emerging-p2p.rules",
            "emerging-scan.rules",
            "emerging-shellcode.rules",
            "emerging-web_server.rules",
            "emerging-web_specific_apps.rules",
            "emerging-worm.rules");
    private static final Path CONFIGURATION = Path.of("/etc/suricata/suricata.yaml");
    private static final long START_TIMEOUT_S = 180;

    private final Path rules;
    private ServerHost host;
    private DefenceProgram suricata;
    private boolean queueing;

    /// With the rules in [#RULES].
    public SuricataNfq() {
        this(RULES);
    }

    /// @param rules a folder with rule files named as Emerging Threats names its own
    SuricataNfq(Path rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return "Suricata";
    }

    @Override
    public Optional<String> missing() {
        return DefenceProgram.missing("suricata", "iptables")
                .or(() -> unless(Files.isReadable(CONFIGURATION), CONFIGURATION + " cannot be read"))
                .or(() -> unless(Files.isDirectory(rules), "there are no rules in " + rules));
    }

    private static Optional<String> unless(boolean fine, String reason) {
        return fine ? Optional.empty() : Optional.of(reason);
    }

    @Override
    public void start(ServerHost host) throws IOException {
        this.host = host;
        Path directory = host.directory();
        List<String> command = List.of(
                "suricata",
                "-c",
                CONFIGURATION.toString(),
                "-S",
                joinedRules().toString(),
                "-l",
                directory.toString(),
                "-q",
                "0",
                "--set",
                "vars.address-groups.HOME_NET=[%s]".formatted(host.address()),
                "--set",
                "unix-command.enabled=no");
        suricata = DefenceProgram.start(host, "suricata.out", command);
        suricata.awaitOutput("Engine started", START_TIMEOUT_S);
        iptables("-I");
        queueing = true;
    }

    /// `-S` takes one file.
    private Path joinedRules() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(rules)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".rules"))
                    .sorted()
                    .toList()) {
                boolean dropping = DROPPING.contains(file.getFileName().toString());
                Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                        .map(rule -> dropping ? dropping(rule) : rule)
                        .forEach(lines::add);
            }
        }
        return Files.write(host.directory().resolve("joined.rules"), lines, StandardCharsets.ISO_8859_1);
    }

    /// The rule `rule` with the action drop instead of alert.
    static String dropping(String rule) {
        return rule.contains("noalert") ? rule : rule.replaceFirst("^alert ", "drop ");
    }

    /// Packets in both directions go through the queue, and on without it where nobody listens there.
    private void iptables(String action) throws IOException {
        iptables(action, "INPUT", "-i");
        iptables(action, "OUTPUT", "-o");
    }

    private void iptables(String action, String chain, String direction) throws IOException {
        host.namespace()
                .run(
                        "iptables",
                        "-w",
                        action,
                        chain,
                        direction,
                        host.interfaceName(),
                        "-j",
                        "NFQUEUE",
                        "--queue-num",
                        "0",
                        "--queue-bypass");
    }

    @Override
    public void stop() throws IOException {
        if (queueing) {
            iptables("-D");
        }
        if (suricata != null) {
            suricata.stop();
        }
    }

    @Override
    public Set<String> banned() {
        return Set.of();
    }

    @Override
    public long cpuTimeNs() throws IOException {
        return suricata.cpuTimeNs();
    }
}
