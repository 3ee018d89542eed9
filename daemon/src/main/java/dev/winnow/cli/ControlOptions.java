package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.config.ConfigLoader.Origin;
import dev.winnow.config.WinnowConfig;
import dev.winnow.control.ControlClient;
import dev.winnow.control.ControlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// The options of every command that speaks to a running filter, and how it is spoken to.
final class ControlOptions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Option(
            names = "--control",
            paramLabel = "PATH",
            description = "The running filter's control socket (default: control.path of /etc/winnow/winnow.yaml, "
                    + "else /run/winnow/control.sock).")
    private Path control;

    /// A connection to the running filter, which the caller closes.
    ControlClient connect() {
        try {
            return ControlClient.connect(control == null ? configured() : control);
        } catch (ControlClient.NotRunningException | IOException e) {
            throw CommandFailure.work(e.getMessage(), e);
        }
    }

    /// The same; empty where no filter runs, or none that may be asked.
    Optional<ControlClient> connectIfRunning() {
        try {
            return Optional.of(ControlClient.connect(control == null ? configured() : control));
        } catch (ControlClient.NotRunningException | IOException _) {
            return Optional.empty();
        }
    }

    /// Asks what a handler answers in no time.
    static JsonNode ask(ControlClient client, String command, ObjectNode parameters) {
        return ask(client, command, parameters, PATIENCE);
    }

    static JsonNode ask(ControlClient client, String command, ObjectNode parameters, Duration timeout) {
        try {
            return client.ask(command, parameters, timeout);
        } catch (ControlException | IOException e) {
            throw CommandFailure.work(e.getMessage(), e);
        }
    }

    /// A configuration that cannot be read must not keep anybody from asking the filter that runs with the last good
    /// one.
    private static Path configured() {
        if (Files.isReadable(ConfigOptions.DEFAULT_FILE)) {
            try {
                return ConfigLoader.load(Optional.of(ConfigOptions.DEFAULT_FILE), Origin.OWN, List.of())
                        .config()
                        .control()
                        .path();
            } catch (ConfigException e) {
                System.err.println("winnow: " + ConfigOptions.DEFAULT_FILE
                        + " is not in order ('winnow check' says why): trying the usual socket");
            }
        }
        return WinnowConfig.defaults().control().path();
    }
}
