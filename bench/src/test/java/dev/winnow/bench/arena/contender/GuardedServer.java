package dev.winnow.bench.arena.contender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.winnow.bench.Commands;
import dev.winnow.bench.Namespace;
import dev.winnow.bench.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// nginx, and a client with two addresses, each in a network namespace of its own, for a [Defence] to be tried
/// on.
final class GuardedServer implements AutoCloseable {
    static final String SERVER = "198.18.61.1";
    static final String ATTACKER = "198.18.61.2";
    static final String VISITOR = "198.18.61.3";

    private static final String DEVICE = "eth0";
    private static final int AWAIT_POLLS = 100;
    private static final long POLL_MS = 100;

    private final WorkDirectory files;
    private final Namespace client;
    private final Namespace server;
    private final Path accessLog;
    private final Path errorLog;

    private GuardedServer() throws IOException {
        String name = "guarded" + ProcessHandle.current().pid();
        files = WorkDirectory.create();
        client = Namespace.create(name + "-client");
        server = Namespace.create(name + "-server");
        accessLog = files.path().resolve("access.log");
        errorLog = files.path().resolve("error.log");
    }

    /// Skips the test where `defence`, or a server for it, cannot be.
    static GuardedServer create(Defence defence) throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "network namespaces need root");
        DefenceProgram.missing("ip", "nginx", "curl").ifPresent(reason -> assumeTrue(false, reason));
        defence.missing().ifPresent(reason -> assumeTrue(false, reason));
        GuardedServer guarded = new GuardedServer();
        try {
            guarded.connect();
            guarded.serve();
            return guarded;
        } catch (IOException e) {
            guarded.close();
            throw e;
        }
    }

    private void connect() throws IOException {
        client.ip("link", "add", DEVICE, "type", "veth", "peer", "name", DEVICE, "netns", server.name());
        server.ip("address", "add", SERVER + "/24", "dev", DEVICE);
        client.ip("address", "add", ATTACKER + "/24", "dev", DEVICE);
        client.ip("address", "add", VISITOR + "/24", "dev", DEVICE);
        server.ip("link", "set", DEVICE, "up");
        client.ip("link", "set", DEVICE, "up");
    }

    private void serve() throws IOException {
        Path configuration = Files.writeString(files.path().resolve("nginx.conf"), """
                daemon off;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log notice;
                user root;
                events { worker_connections 128; }
                http {
                    access_log %1$s/access.log;
                    client_body_temp_path %1$s/body;
                    server {
                        listen 80;
                        root %1$s;
                        location = / { return 200 hello; }
                    }
                }
                """.formatted(files.path()));
        server.start(
                List.of("nginx", "-c", configuration.toString()), files.path().resolve("nginx.out"));
        await("nginx serves", () -> answers(VISITOR));
    }

    /// What a defence is given.
    ServerHost host() throws IOException {
        Path directory = Files.createDirectory(files.path().resolve("defence"));
        return new ServerHost(server, DEVICE, SERVER, directory, accessLog, errorLog, Duration.ofMinutes(1));
    }

    /// Whether the server answers a request for its front page from the address `source` within a second.
    boolean answers(String source) {
        return answers(source, "/");
    }

    /// The same, for another page, as curl(1) takes it, and with other options of curl.
    boolean answers(String source, String page, String... options) {
        List<String> command = new ArrayList<>(List.of("curl", "-s", "-o", "/dev/null", "-m", "1"));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("--interface", source, "http://" + SERVER + page));
        try {
            client.run(command.toArray(String[]::new));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Asks for the front page `count` times as fast as it goes, each time on a connection of its own, or until
    /// there is no answer.
    void hammer(String source, int count) {
        answers(source, "/?[1-" + count + "]", "-H", "Connection: close", "--fail-early");
    }

    /// The same, so many times a second.
    void hammer(String source, int count, int perSecond) {
        String rate = perSecond + "/s";
        answers(source, "/?[1-" + count + "]", "-H", "Connection: close", "--fail-early", "--rate", rate);
    }

    /// Runs a script for bash(1) at the client and returns what it prints.
    String atClient(String script) throws IOException {
        return client.run("bash", "-c", script);
    }

    /// What a defence must have left behind as it was: iptables' rules, nftables' tables but iptables' own,
    /// processes.
    List<String> state() throws IOException {
        List<String> lines = new ArrayList<>();
        server.run("nft", "list", "tables")
                .lines()
                .filter(table -> !table.equals("table ip filter"))
                .forEach(lines::add);
        server.run("iptables", "-S").lines().forEach(lines::add);
        Commands.run(List.of("ip", "netns", "pids", server.name())).lines().forEach(lines::add);
        return lines;
    }

    /// Fails where `condition` does not come true within 10 s.
    static void await(String what, Callable<Boolean> condition) throws IOException {
        try {
            for (int i = 0; i < AWAIT_POLLS; i++) {
                if (condition.call()) {
                    return;
                }
                Commands.pause(POLL_MS);
            }
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(what, e);
        }
        assertThat(false).as(what).isTrue();
    }

    @Override
    public void close() {
        client.close();
        server.close();
        files.close();
    }
}
