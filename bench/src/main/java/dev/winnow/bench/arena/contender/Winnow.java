package dev.winnow.bench.arena.contender;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.bench.Commands;
import dev.winnow.control.ControlClient;
import dev.winnow.control.ControlClient.NotRunningException;
import dev.winnow.control.ControlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `winnow run` as the checkout has it, with the shipped rules, and attacks acted on.
public final class Winnow implements Defence {
    /// The module, from the project's root, or from a folder next to it.
    private static final Path DAEMON = Path.of(Files.isDirectory(Path.of("daemon")) ? "daemon" : "../daemon")
            .toAbsolutePath();

    private static final String PROGRAM = DAEMON.resolve("bin/winnow").toString();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int START_TIMEOUT_S = 60;
    /// Half of what the server lets wait; the shipped value is for larger ones.
    private static final int UNFINISHED = 64;

    private static final int LIFETIME_S = 900;

    private ServerHost host;
    private DefenceProgram program;

    @Override
    public String name() {
        return "winnow";
    }

    @Override
    public Optional<String> missing() {
        return Files.isDirectory(DAEMON.resolve("target/lib"))
                ? Optional.empty()
                : Optional.of("not built yet: run 'make build' first");
    }

    @Override
    public void start(ServerHost newHost) throws IOException {
        host = newHost;
        program = DefenceProgram.start(host, "winnow.log", command());
        program.awaitOutput("filtering", START_TIMEOUT_S);
    }

    private Traces traces() {
        return new Traces(host);
    }

    private List<String> command() {
        return List.of(
                "timeout",
                "--kill-after=5",
                Integer.toString(LIFETIME_S),
                PROGRAM,
                "run",
                "--queue=0",
                "--install-rule=INPUT -p tcp",
                "--control=" + traces().control(),
                "--eve=" + traces().events(),
                "--set=attack.enabled=yes",
                "--set=attack.syn-flood.unfinished=" + UNFINISHED,
                "--set=ban.times=[%ds]".formatted(host.banTime().toSeconds()),
                "--set=ban.ledger=" + host.directory().resolve("bans.db"),
                "--set=evidence.directory=" + traces().evidence(),
                "--set=default-data-dir=" + host.directory().resolve("data"));
    }

    private JsonNode ask(String command, ObjectNode parameters) throws IOException {
        try (ControlClient client = ControlClient.connect(traces().control())) {
            return client.ask(command, parameters, PATIENCE);
        } catch (NotRunningException | ControlException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void stop() throws IOException {
        if (program != null) {
            program.stop();
        }
    }

    @Override
    public Set<String> banned() throws IOException {
        Set<String> banned = new HashSet<>();
        for (boolean more = true; more; ) {
            JsonNode page =
                    ask("bans-list", JsonNodeFactory.instance.objectNode().put("offset", banned.size()));
            page.path("bans").forEach(ban -> banned.add(ban.path("prefix").asText()));
            more = page.path("more").asBoolean() && !page.path("bans").isEmpty();
        }
        return banned;
    }

    @Override
    public long cpuTimeNs() throws IOException {
        return program.cpuTimeNs();
    }

    /// Shuts the port of ssh to all but the connected and `owner`, for `seconds`.
    public void lockDown(String owner, int seconds) throws IOException {
        Commands.run(List.of(
                PROGRAM,
                "lockdown",
                "on",
                "--control=" + traces().control(),
                "--ports=22",
                "--keep=ssh:" + owner,
                "--for=" + seconds + "s"));
    }

    /// The most memory that it had so far, resident, in bytes.
    public long peakMemory() {
        return program.peakMemory();
    }

    /// Where its files are, also once it has stopped.
    ///
    /// @param host that it defends
    public record Traces(ServerHost host) {
        /// Its events, a JSON object a line.
        public Path events() {
            return host.directory().resolve("eve.json");
        }

        /// The folder of the packets of offences.
        public Path evidence() {
            return host.directory().resolve("evidence");
        }

        /// Where it can be asked and told.
        public Path control() {
            return host.directory().resolve("control.sock");
        }
    }
}
