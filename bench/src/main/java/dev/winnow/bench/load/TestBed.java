package dev.winnow.bench.load;

import dev.winnow.bench.Namespace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    private final Namespace client;
    private final Namespace server;

    private TestBed(Namespace client, Namespace server) {
        this.client = client;
        this.server = server;
    }

    /// Makes the namespaces. `name` must be unique on the host and at most 11 characters long.
    static TestBed create(String name) throws IOException {
        Namespace client = Namespace.create(name + "-client");
        try {
            TestBed bed = new TestBed(client, Namespace.create(name + "-server"));
            bed.build(name + "c", name + "s");
            return bed;
        } catch (IOException e) {
            client.close();
            throw e;
        }
    }

    private void build(String clientDevice, String serverDevice) throws IOException {
        client.ip("link", "add", clientDevice, "type", "veth", "peer", "name", serverDevice, "netns", server.name());
        client.ip("address", "add", CLIENT_ADDRESS + "/30", "dev", clientDevice);
        server.ip("address", "add", SERVER_ADDRESS + "/30", "dev", serverDevice);
        client.ip("link", "set", clientDevice, "up");
        server.ip("link", "set", serverDevice, "up");
        String rule = "iptables -w -A INPUT -p udp --dport %d -j NFQUEUE --queue-num %d".formatted(PORT, QUEUE);
        server.run(rule.split(" ", -1));
    }

    /// Lets the client send from every address of `network`, as if it were many.
    void addSources(String network) throws IOException {
        client.ip("route", "add", "local", network, "dev", "lo");
        server.ip("route", "add", network, "via", CLIENT_ADDRESS);
    }

    /// Starts `command` beside the server on the processors `cpus`, its output going to `log`.
    Process startAtServer(String cpus, List<String> command, Path log) throws IOException {
        return server.start(pinned(cpus, command), log);
    }

    /// Starts `command` beside the server with its output to be read by the caller.
    Process startAtServer(String cpus, List<String> command) throws IOException {
        return server.start(pinned(cpus, command));
    }

    /// Starts `command` at the client with its output to be read by the caller.
    Process startAtClient(String cpus, List<String> command) throws IOException {
        return client.start(pinned(cpus, command));
    }

    private static List<String> pinned(String cpus, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("taskset", "-c", cpus));
        whole.addAll(command);
        return whole;
    }

    /// Ends a process started here with SIGTERM, its output still readable; kills it where that is not enough.
    void stop(Process process) {
        server.stop(process);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
