package dev.winnow.bench.load;

import dev.winnow.bench.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The machine that a bench runs on.
final class Host {
    private Host() {}

    /// @throws IOException where a queue cannot be measured here, saying what is missing
    static void check() throws IOException {
        if (!"0".equals(Commands.run(List.of("id", "-u")).strip())) {
            throw new IOException("needs root, for network namespaces and the queue: run it with sudo");
        }
        if (Runtime.getRuntime().availableProcessors() < 2) {
            throw new IOException("needs two processors, one for the load and one for the contender");
        }
        if (!Files.isDirectory(Path.of("native/reference"))) {
            throw new IOException("run it from the project's root");
        }
    }
}
