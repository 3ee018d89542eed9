package dev.winnow.gate;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs programs and waits for what they say; everything is bounded in time.
final class Shell {
    private static final long TIMEOUT_SECONDS = 120;

    /// What a finished program left.
    record Result(int exitStatus, String output) {
        Result orFail() {
            if (exitStatus != 0) {
                throw new IllegalStateException("exit " + exitStatus + ": " + output);
            }
            return this;
        }
    }

    /// Something that becomes true.
    interface Condition {
        boolean holds() throws IOException;
    }

    private Shell() {}

    static Result run(List<String> command) {
        try {
            Path output = Files.createTempFile("winnow-gate", ".out");
            try {
                Process process = start(command, output);
                if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new IllegalStateException("no end within " + TIMEOUT_SECONDS + " s: " + command);
                }
                return new Result(process.exitValue(), Files.readString(output, StandardCharsets.ISO_8859_1));
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Result run(String... command) {
        return run(List.of(command));
    }

    /// Starts a program in the background; both of its outputs go to `output`.
    static Process start(List<String> command, Path output) throws IOException {
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /// Ends a program as an operator would.
    ///
    /// @return its exit status
    static int terminate(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not end within 20 s of SIGTERM");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Waits until `condition` holds, at most 30 s.
    static void await(String what, Condition condition) throws IOException, InterruptedException {
        long deadlineNs = System.nanoTime() + 30_000_000_000L;
        while (!condition.holds()) {
            if (System.nanoTime() > deadlineNs) {
                throw new IllegalStateException("waited 30 s in vain: " + what);
            }
            Thread.sleep(10);
        }
    }
}
