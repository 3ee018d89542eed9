package dev.winnow.ban.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs the programs of an administrator, bounded in time.
final class Tool {
    private static final long TIMEOUT_SECONDS = 20;

    private Tool() {}

    /// @param input what the program reads
    /// @return what it said
    /// @throws KernelException with the first line that it said where it failed
    static String run(List<String> command, String input) throws KernelException {
        try {
            Path file = Files.createTempFile("winnow", ".in");
            try {
                Files.writeString(file, input);
                return run(command, file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new KernelException(command.getFirst() + " cannot be run: install " + command.getFirst(), e);
        }
    }

    private static String run(List<String> command, Path input) throws IOException, KernelException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(input.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new KernelException(command.getFirst() + " did not answer within " + TIMEOUT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KernelException("interrupted while " + command.getFirst() + " ran", e);
        }
        if (process.exitValue() != 0) {
            throw new KernelException(
                    command.getFirst() + ": " + output.lines().findFirst().orElse("failed without a word"));
        }
        return output;
    }

    static boolean succeeds(List<String> command) throws KernelException {
        try {
            run(command, "");
            return true;
        } catch (KernelException e) {
            if (e.getCause() != null) {
                throw e;
            }
            return false;
        }
    }
}
