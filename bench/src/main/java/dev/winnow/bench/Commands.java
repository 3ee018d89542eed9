package dev.winnow.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Runs external programs to their end.
public final class Commands {
    private Commands() {}

    /// Runs `command` and returns what it printed, stderr included.
    ///
    /// @throws IOException where it cannot be started or ends with another status than 0; the message is one line
    public static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return finish(process, command);
    }

    /// Waits for a started `process` and returns the rest of what it prints on its standard output.
    ///
    /// @throws IOException where it ends with another status than 0
    public static String finish(Process process, List<String> command) throws IOException {
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IOException("%s: exit status %d: %s"
                        .formatted(
                                String.join(" ", command), status, text.strip().replace('\n', ' ')));
            }
            return text;
        } catch (InterruptedException _) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.getFirst());
        }
    }

    /// Sleeps; an interrupt ends the run.
    public static void pause(long milliseconds) throws IOException {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
    }
}
