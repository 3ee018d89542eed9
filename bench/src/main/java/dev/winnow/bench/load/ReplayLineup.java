package dev.winnow.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Who replays, without rules and with all of them, and who does not, and why.
final class ReplayLineup {
    /// Where both write their events, in the work directory.
    static final String EVENTS = "eve.json";

    private static final Path WINNOW = Path.of("daemon/bin/winnow");
    private static final Path WINNOW_JARS = Path.of("daemon/target/lib");
    private static final Path SURICATA = Path.of("/usr/bin/suricata");
    private static final Path SURICATA_CONFIG = Path.of("/etc/suricata/suricata.yaml");
    private static final Pattern WINNOW_SPEED = Pattern.compile("(?<mbits>[0-9]+\\.[0-9]) Mbit/s");
    private static final Pattern SURICATA_SPEED = Pattern.compile("time elapsed (?<seconds>[0-9.]+)s");
    private static final List<String> NETWORKS = List.of(
            "--set", "vars.address-groups.HOME_NET=[198.18.0.0/15]", "--set", "vars.address-groups.EXTERNAL_NET=any");

    private final Path workDirectory;
    private final List<Path> none;
    private final List<Path> all;
    private final List<ReplayContender> contenders = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();

    private ReplayLineup(Path workDirectory, List<Path> none, List<Path> all) {
        this.workDirectory = workDirectory;
        this.none = none;
        this.all = all;
    }

    /// Writes the marker rule and Suricata's configuration into `workDirectory`, and sees who is there.
    ///
    /// @param rules a folder of `*.rules`
    static ReplayLineup assemble(Path rules, Path workDirectory) throws IOException {
        Path empty = Files.writeString(workDirectory.resolve("none.rules"), "# no rules\n");
        Path marker = Files.writeString(workDirectory.resolve("marker.rules"), ReplayGate.MARKER_RULE);
        List<Path> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(rules, "*.rules")) {
            files.forEach(all::add);
        }
        all.sort(null);
        all.add(marker);
        ReplayLineup lineup = new ReplayLineup(workDirectory, List.of(empty), all);
        lineup.addWinnow();
        lineup.addSuricata();
        return lineup;
    }

    /// In the order of a round: each program without rules, then with them.
    List<ReplayContender> contenders() {
        return List.copyOf(contenders);
    }

    /// One line for each program that is not there.
    List<String> absent() {
        return List.copyOf(absent);
    }

    private void addWinnow() {
        if (!Files.isDirectory(WINNOW_JARS)) {
            absent.add("winnow: not built yet: run 'make build' first");
            return;
        }
        contenders.add(winnow(false, none));
        contenders.add(winnow(true, all));
    }

    private ReplayContender winnow(boolean withRules, List<Path> rules) {
        List<String> before = new ArrayList<>(List.of(WINNOW.toString(), "replay", "--checksums=ignore"));
        before.addAll(NETWORKS);
        before.addAll(List.of("--eve", workDirectory.resolve(EVENTS).toString()));
        // Suricata counts no attacks.
        before.addAll(List.of("--set", "attack.enabled=no"));
        rules.forEach(file -> before.addAll(List.of("--rules", file.toString())));
        return new ReplayContender("winnow", withRules, before, List.of(), WINNOW_SPEED);
    }

    private void addSuricata() throws IOException {
        if (!Files.isExecutable(SURICATA) || !Files.isReadable(SURICATA_CONFIG)) {
            absent.add("Suricata: not installed");
            return;
        }
        Path alertsOnly = Files.writeString(workDirectory.resolve("alerts.yaml"), """
                %%YAML 1.1
                ---
                outputs:
                  - eve-log:
                      enabled: yes
                      filetype: regular
                      filename: %s
                      types:
                        - alert
                """.formatted(EVENTS));
        contenders.add(suricata(false, none.getFirst(), alertsOnly));
        contenders.add(suricata(true, joined(), alertsOnly));
    }

    /// `-S` takes one file.
    private Path joined() throws IOException {
        Path joined = workDirectory.resolve("all.rules");
        StringBuilder text = new StringBuilder();
        for (Path file : all) {
            text.append(Files.readString(file, StandardCharsets.ISO_8859_1)).append('\n');
        }
        return Files.writeString(joined, text, StandardCharsets.ISO_8859_1);
    }

    private ReplayContender suricata(boolean withRules, Path rules, Path alertsOnly) {
        List<String> after = new ArrayList<>(List.of(
                "-c",
                SURICATA_CONFIG.toString(),
                "--include",
                alertsOnly.toString(),
                "-S",
                rules.toString(),
                "-l",
                workDirectory.toString(),
                "-k",
                "none",
                "--runmode",
                "single",
                "-v"));
        after.addAll(NETWORKS);
        return new ReplayContender("Suricata", withRules, List.of(SURICATA.toString(), "-r"), after, SURICATA_SPEED);
    }
}
