package dev.winnow.bench.load;

import dev.winnow.bench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// What the benches with a command line share: a folder to work in, where results go, and how failures are told.
abstract class LoadBench implements Callable<Integer> {
    private static final int MAX_SECONDS = 600;

    @Spec
    private CommandSpec spec;

    /// Measures and publishes.
    ///
    /// @param workDirectory gone afterwards
    /// @return the exit status
    abstract int measure(Path workDirectory) throws IOException;

    @Override
    public Integer call() {
        try (WorkDirectory directory = WorkDirectory.create()) {
            return measure(directory.path());
        } catch (IOException e) {
            say(e.getMessage());
            return 1;
        }
    }

    /// Refuses a call whose windows cannot be measured.
    final void checkWindows(int rounds, int seconds, long packetsPerSecond) {
        if (rounds < 1 || seconds < 1 || seconds > MAX_SECONDS || packetsPerSecond < 1) {
            throw refusal("--rounds and --rate start at 1, --seconds is 1..%d".formatted(MAX_SECONDS));
        }
    }

    final ParameterException refusal(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    static void say(String line) {
        System.err.println("bench: " + line);
    }

    /// Prints the results, and writes them to a file whose folder need not be there.
    static void publish(String text, Path output) throws IOException {
        System.out.print(text);
        Files.createDirectories(output.toAbsolutePath().getParent());
        Files.writeString(output, text);
    }
}
