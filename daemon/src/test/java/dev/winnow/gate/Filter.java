package dev.winnow.gate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// `winnow run` on the server, with an iptables rule of its own, until closed.
final class Filter implements AutoCloseable {
    /// The launcher, as a user has it.
    static final String WINNOW = Path.of("bin", "winnow").toAbsolutePath().toString();

    /// Its iptables rules: for both directions, in both families.
    static final int RULES = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path control;
    private final Path events;
    private final Path evidence;
    private final Path output;
    private final Process process;

    Filter(TwoHosts hosts, Path folder, Path rules, String... options) throws IOException, InterruptedException {
        events = folder.resolve("eve-" + System.nanoTime() + ".json");
        control = folder.resolve("control.sock");
        List<String> command = new ArrayList<>(List.of(WINNOW, "run", "--rules", rules.toString()));
        command.addAll(List.of("--eve", events.toString(), "--control", control.toString()));
        evidence = folder.resolve("evidence");
        command.addAll(List.of("--set", "evidence.directory=" + evidence));
        // Bans of one test must not be taken up by another.
        command.addAll(List.of("--set", "ban.ledger=" + folder.resolve("bans.db")));
        command.addAll(List.of("--set", "history.file=" + folder.resolve("history.db")));
        if (Arrays.stream(options).noneMatch(option -> option.startsWith("--install-rule"))) {
            command.add("--install-rule=INPUT -p tcp --dport 80");
        }
        command.addAll(Arrays.asList(options));
        output = folder.resolve("winnow.out");
        process = Shell.start(hosts.onServer(command.toArray(String[]::new)), output);
        try {
            Shell.await("winnow filters", () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("winnow ended: " + Files.readString(output));
                }
                return rulesOn(hosts).size() == RULES;
            });
        } catch (RuntimeException e) {
            process.destroy();
            throw e;
        }
    }

    /// The NFQUEUE rules of the server, of both families.
    static List<String> rulesOn(TwoHosts hosts) {
        return List.of("iptables", "ip6tables").stream()
                .flatMap(tool -> Shell.run(hosts.onServer(tool, "-S")).output().lines())
                .filter(line -> line.contains("NFQUEUE"))
                .toList();
    }

    /// The packets that are kept as evidence.
    Path evidence() {
        return evidence.resolve("evidence.pcapng");
    }

    /// The events so far.
    static List<JsonNode> events(Path file) throws IOException {
        List<JsonNode> nodes = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            nodes.add(JSON.readTree(line));
        }
        return nodes;
    }

    Path eventFile() {
        return events;
    }

    /// Runs a command that speaks to it.
    Shell.Result tell(String command, String... options) {
        List<String> words = new ArrayList<>(List.of(WINNOW, command, "--control", control.toString()));
        words.addAll(Arrays.asList(options));
        return Shell.run(words);
    }

    /// Where it can be asked and told.
    Path control() {
        return control;
    }

    long pid() {
        return process.pid();
    }

    /// Waits until it has ended.
    ///
    /// @return the exit status
    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /// Ends it without any warning, as the kernel does when memory runs out.
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /// What it has said so far.
    String output() throws IOException {
        return Files.readString(output);
    }

    /// Sends SIGTERM and waits.
    ///
    /// @return the exit status
    int stop() {
        return Shell.terminate(process);
    }

    @Override
    public void close() {
        stop();
    }
}
