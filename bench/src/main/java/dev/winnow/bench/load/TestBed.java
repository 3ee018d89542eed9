package dev.winnow.bench.load;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A client and a server in a network namespace each, one veth pair between them, and an iptables rule that hands
/// the server's UDP traffic to a queue.
///
/// The rule has no `--queue-bypass`: without a contender nothing arrives, so that a contender that does not work
/// cannot pass for a fast one.
///
/// Owner: whoever created it. Closed by the JVM's shutdown at the latest, with every process started through it.
final class TestBed implements AutoCloseable {
    static final int QUEUE = 18;
    static final int PORT = 9000;
    static final String SERVER_ADDRESS = "198.18.88.2";

    private static final String CLIENT_ADDRESS = "198.18.88.1";
    private static final long STOP_TIMEOUT_S = 10;

    private final String client;
    private final String server;
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private TestBed(String name) {
        client = name + "-client";
        server = name + "-server";
    }

    /// Makes the namespaces. `name` must be unique on the host and at most 11 characters long.
    static TestBed create(String name) throws IOException {
        TestBed bed = new TestBed(name);
        Runtime.getRuntime().addShutdownHook(new Thread(bed::close, "test-bed-cleanup"));
        try {
            bed.build(name + "c", name + "s");
            return bed;
        } catch (IOException e) {
            bed.close();
            throw e;
        }
    }

    private void build(String clientDevice, String serverDevice) throws IOException {
        ip("netns", "add", client);
        ip("netns", "add", server);
        ip("link", "add", clientDevice, "netns", client, "type", "veth", "peer", "name", serverDevice, "netns", server);
        ip("-n", client, "address", "add", CLIENT_ADDRESS + "/30", "dev", clientDevice);
        ip("-n", server, "address", "add", SERVER_ADDRESS + "/30", "dev", serverDevice);
        ip("-n", client, "link", "set", clientDevice, "up");
        ip("-n", server, "link", "set", serverDevice, "up");
        Commands.run(inNamespace(
                server,
                List.of(
                        "iptables",
                        "-w",
                        "-A",
                        "INPUT",
                        "-p",
                        "udp",
                        "--dport",
                        Integer.toString(PORT),
                        "-j",
                        "NFQUEUE",
                        "--queue-num",
                        Integer.toString(QUEUE))));
    }

    private static void ip(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Commands.run(command);
    }

    private static List<String> inNamespace(String namespace, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        whole.addAll(command);
        return whole;
    }

    /// Starts `command` beside the server on the processors `cpus`, its output going to `log`.
    Process startAtServer(String cpus, List<String> command, Path log) throws IOException {
        return start(new ProcessBuilder(inNamespace(server, pinned(cpus, command)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()));
    }

    /// Starts `command` beside the server with its output to be read by the caller.
    Process startAtServer(String cpus, List<String> command) throws IOException {
        return start(new ProcessBuilder(inNamespace(server, pinned(cpus, command))).redirectErrorStream(true));
    }

    /// Starts `command` at the client with its output to be read by the caller.
    Process startAtClient(String cpus, List<String> command) throws IOException {
        return start(new ProcessBuilder(inNamespace(client, pinned(cpus, command))).redirectErrorStream(true));
    }

    private static List<String> pinned(String cpus, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("taskset", "-c", cpus));
        whole.addAll(command);
        return whole;
    }

    /// `ip netns exec` and `taskset` replace themselves, so that the process is the program itself.
    private Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        processes.add(process);
        var _ = process.onExit().thenAccept(processes::remove);
        return process;
    }

    /// Ends a process started here with SIGTERM, its output still readable; kills it where that is not enough.
    void stop(Process process) {
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
        delete(client);
        delete(server);
    }

    private static void delete(String namespace) {
        try {
            Commands.run(List.of("ip", "netns", "delete", namespace));
        } catch (IOException e) {
            System.err.println("bench: " + e.getMessage());
        }
    }
}
