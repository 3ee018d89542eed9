package dev.winnow.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A network namespace, its loopback up, and the processes that run in it.
///
/// Owner: whoever created it. Closed by the JVM's shutdown at the latest, with every process started through it.
/// Threading: any thread.
public final class Namespace implements AutoCloseable {
    private static final long STOP_TIMEOUT_S = 10;

    private final String name;
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Namespace(String name) {
        this.name = name;
    }

    /// Makes the namespace `name`, which must be unique on the host.
    public static Namespace create(String name) throws IOException {
        Commands.run(List.of("ip", "netns", "add", name));
        Namespace namespace = new Namespace(name);
        Runtime.getRuntime().addShutdownHook(new Thread(namespace::close, name + "-cleanup"));
        namespace.ip("link", "set", "lo", "up");
        return namespace;
    }

    /// As `ip netns` knows it.
    public String name() {
        return name;
    }

    /// `ip -n NAME ARGUMENTS...`
    ///
    /// @throws IOException where it fails
    public void ip(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(List.of(arguments));
        Commands.run(command);
    }

    /// Runs `command` here to its end and returns what it printed.
    ///
    /// @throws IOException where it cannot be started or ends with another status than 0
    public String run(String... command) throws IOException {
        return Commands.run(inside(List.of(command)));
    }

    /// Starts `command` here with its output, errors included, to be read by the caller.
    ///
    /// `ip netns exec` replaces itself, so that the process is the program itself.
    public Process start(List<String> command) throws IOException {
        return keep(new ProcessBuilder(inside(command)).redirectErrorStream(true));
    }

    /// Starts `command` here, its output, errors included, going to the end of `log`.
    public Process start(List<String> command, Path log) throws IOException {
        return keep(new ProcessBuilder(inside(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
    }

    private List<String> inside(List<String> command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
        whole.addAll(command);
        return whole;
    }

    private Process keep(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        processes.add(process);
        var _ = process.onExit().thenAccept(processes::remove);
        return process;
    }

    /// Ends a process started here with SIGTERM, its output still readable; kills it where that is not enough.
    public void stop(Process process) {
        process.toHandle().destroy();
        try {
            if (!process.waitFor(STOP_TIMEOUT_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        List.copyOf(processes).forEach(this::stop);
        try {
            Commands.run(List.of("ip", "netns", "delete", name));
        } catch (IOException e) {
            System.err.println("bench: " + e.getMessage());
        }
    }
}
