package dev.winnow.cli;

import dev.winnow.config.WinnowConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Where events go.
final class EventFile {
    private static final Path STANDARD_OUTPUT = Path.of("/dev/stdout");

    private EventFile() {}

    /// Where the call says, and nowhere else: replay and monitor leave the daemon's log alone.
    static Optional<Path> ofCall(EngineOptions options) {
        return options.eve().map(file -> file.toString().equals("-") ? STANDARD_OUTPUT : file);
    }

    /// Where the call or else the configuration says.
    static Optional<Path> ofRun(EngineOptions options, WinnowConfig config) {
        Optional<Path> named = ofCall(options);
        if (named.isPresent() || !config.eveLog().enabled()) {
            return named;
        }
        Path file = config.eveLog().file();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw CommandFailure.work(
                    "cannot make the folder of " + file + ": name another file with --eve, or run as root", e);
        }
        return Optional.of(file);
    }
}
