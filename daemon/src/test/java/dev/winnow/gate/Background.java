package dev.winnow.gate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A program that runs until it is closed, and what it says.
final class Background implements AutoCloseable {
    private final Path output;
    private final Process process;

    /// Returns once the program has said that it is ready.
    ///
    /// @param output where both of its outputs go
    /// @param ready  words of which it says so
    Background(List<String> command, Path output, String ready) throws IOException, InterruptedException {
        this.output = output;
        process = Shell.start(command, output);
        try {
            Shell.await("it says: " + ready, () -> {
                if (!process.isAlive()) {
                    throw new IllegalStateException("it ended: " + output());
                }
                return output().contains(ready);
            });
        } catch (RuntimeException e) {
            process.destroy();
            throw e;
        }
    }

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
