package dev.winnow.bindings.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A network namespace of a test's own, with loopback up, that is gone after [#close].
///
/// A thread of the JVM cannot enter it, so what a test does inside is a static method that a second JVM runs there:
/// [#run]. Needs root; [#create] skips the test where namespaces cannot be made, and says why.
public final class NetworkNamespace implements AutoCloseable {
    private static final long COMMAND_TIMEOUT_SECONDS = 60;
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String name;

    private NetworkNamespace(String name) {
        this.name = name;
    }

    /// Makes a namespace, or skips the calling test.
    ///
    /// @param purpose a short word that goes into the name
    public static NetworkNamespace create(String purpose) {
        assumeTrue(Files.isExecutable(Path.of("/sbin/ip")), "needs iproute2 for network namespaces");
        String name =
                "winnow-%s-%d-%d".formatted(purpose, ProcessHandle.current().pid(), COUNTER.incrementAndGet());
        Outcome added = execute(List.of("ip", "netns", "add", name));
        assumeTrue(added.exitCode == 0, "network namespaces are not allowed here: " + added.output.strip());
        NetworkNamespace namespace = new NetworkNamespace(name);
        try {
            namespace.exec("ip", "link", "set", "lo", "up");
            return namespace;
        } catch (RuntimeException e) {
            namespace.close();
            throw e;
        }
    }

    /// Runs a command inside; fails the test where that fails.
    ///
    /// @return what the command printed
    public String exec(String... command) {
        List<String> inside = new ArrayList<>(List.of("ip", "netns", "exec", name));
        inside.addAll(List.of(command));
        Outcome outcome = execute(inside);
        if (outcome.exitCode != 0) {
            throw new AssertionError("in %s: %s ... %s: exit %d%n%s"
                    .formatted(name, command[0], command[command.length - 1], outcome.exitCode, outcome.output));
        }
        return outcome.output;
    }

    /// Runs the static method `scenario` of `owner`, which takes no arguments, in a JVM inside.
    ///
    /// An exception or failed assertion there fails the calling test here, with its text.
    public void run(Class<?> owner, String scenario) {
        exec(
                ProcessHandle.current().info().command().orElse("java"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=deny",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ScenarioMain.class.getName(),
                owner.getName(),
                scenario);
    }

    @Override
    public void close() {
        execute(List.of("ip", "netns", "del", name));
    }

    private record Outcome(int exitCode, String output) {}

    private static Outcome execute(List<String> command) {
        try {
            Path output = Files.createTempFile("winnow", ".out");
            try {
                return await(command, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Outcome await(List<String> command, Path output) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(COMMAND_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("%s: not done after %d s%n%s"
                        .formatted(command.getLast(), COMMAND_TIMEOUT_SECONDS, Files.readString(output)));
            }
            return new Outcome(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
