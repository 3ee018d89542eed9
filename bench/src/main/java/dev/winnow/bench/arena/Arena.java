package dev.winnow.bench.arena;

import dev.winnow.bench.Namespace;
import dev.winnow.bench.arena.Timing.Phases;
import dev.winnow.bench.arena.contender.ServerHost;
import dev.winnow.bench.arena.traffic.ArenaTraffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The three hosts and the bridge between them; the package comment draws it.
///
/// The server is small and old: 128 connections may wait to be accepted or completed, and there are no SYN cookies.
///
/// Owner: whoever created it. Closed by the JVM's shutdown at the latest.
final class Arena implements AutoCloseable {
    static final String SERVER_DEVICE = "eth0";
    static final String ATTACKERS_DEVICE = "eth0";

    /// How long a program is given to end by itself after its time.
    private static final int GRACE_S = 10;

    /// Users who exist nowhere else.
    private static final int FIRST_USER = 42_000;

    private final Namespace server;
    private final Namespace attackers;
    private final Namespace visitors;
    private final Path directory;
    private int users;

    private Arena(Namespace server, Namespace attackers, Namespace visitors, Path directory) {
        this.server = server;
        this.attackers = attackers;
        this.visitors = visitors;
        this.directory = directory;
    }

    /// Makes the hosts. `name` must be unique on the host.
    ///
    /// @param directory for what the programs say
    static Arena create(String name, Path directory) throws IOException {
        List<Namespace> made = new ArrayList<>();
        try {
            for (String role : List.of("server", "attackers", "visitors")) {
                made.add(Namespace.create(name + "-" + role));
            }
            Arena arena = new Arena(made.get(0), made.get(1), made.get(2), directory);
            arena.build();
            return arena;
        } catch (IOException e) {
            made.forEach(Namespace::close);
            throw e;
        }
    }

    private void build() throws IOException {
        for (Namespace host : List.of(server, attackers, visitors)) {
            set(host, "net.ipv6.conf.all.disable_ipv6=1", "net.ipv4.conf.all.rp_filter=0");
        }
        visitors.ip("link", "add", "bridge", "type", "bridge");
        visitors.ip("address", "add", Addresses.VISITORS_GATEWAY + "/24", "dev", "bridge");
        visitors.ip("link", "set", "bridge", "up");
        plugIn(server, "server", Addresses.SERVER);
        plugIn(attackers, "attackers", Addresses.ATTACKERS_GATEWAY);
        server.ip("route", "add", Addresses.EVERYTHING, "via", Addresses.ATTACKERS_GATEWAY);
        for (String network : Addresses.VISITORS) {
            visitors.ip("route", "add", "local", network, "dev", "lo");
            server.ip("route", "add", network, "via", Addresses.VISITORS_GATEWAY);
        }
        for (String network : Addresses.ATTACKERS) {
            attackers.ip("route", "add", "local", network, "dev", "lo");
        }
        set(
                server,
                "net.ipv4.tcp_syncookies=0",
                "net.ipv4.tcp_max_syn_backlog=128",
                "net.core.somaxconn=128",
                "net.ipv4.tcp_max_tw_buckets=2048");
        set(attackers, "net.ipv4.ip_local_port_range=10000 65000", "net.ipv4.tcp_max_tw_buckets=2048");
    }

    private void plugIn(Namespace host, String port, String address) throws IOException {
        host.ip("link", "add", "eth0", "type", "veth", "peer", "name", port, "netns", visitors.name());
        host.ip("address", "add", address + "/24", "dev", "eth0");
        host.ip("link", "set", "eth0", "up");
        visitors.ip("link", "set", port, "master", "bridge", "up");
    }

    private static void set(Namespace host, String... settings) throws IOException {
        for (String setting : settings) {
            host.run("sysctl", "-q", "-w", setting);
        }
    }

    Namespace server() {
        return server;
    }

    Namespace attackers() {
        return attackers;
    }

    /// Where a program's output can be found.
    Path log(String name) {
        return directory.resolve(name + ".log");
    }

    /// Starts `command` among the attackers, to begin and to end with the attack.
    ///
    /// @param name of the file that its output goes to
    Process attack(Phases phases, String name, List<String> command) throws IOException {
        long waitMs = Math.max(0, phases.attackMs() - System.currentTimeMillis());
        List<String> whole = new ArrayList<>(List.of("sh", "-c", "sleep " + waitMs / 1e3 + "; exec \"$@\"", "sh"));
        whole.addAll(bounded(phases.attackSeconds(), command));
        return attackers.start(whole, log(name));
    }

    /// The same for a program that does not choose the address that its sockets have: it runs as a user whose address
    /// is `source`.
    Process attackFrom(String source, Phases phases, String name, List<String> command) throws IOException {
        String user = Integer.toString(FIRST_USER + users++);
        attackers.ip("rule", "add", "uidrange", user + "-" + user, "lookup", user);
        attackers.ip("route", "add", Addresses.SERVER, "dev", ATTACKERS_DEVICE, "src", source, "table", user);
        List<String> whole = new ArrayList<>(List.of("setpriv", "--reuid", user, "--clear-groups"));
        whole.addAll(List.of("--inh-caps=+dac_override", "--ambient-caps=+dac_override", "env", "HOME=" + directory));
        whole.addAll(command);
        return attack(phases, name, whole);
    }

    /// Starts one of the programs of [ArenaTraffic] among the attackers.
    Process attackByProgram(Phases phases, String program, String... options) throws IOException {
        return attackers.start(program(phases.attackMs(), phases.attackSeconds(), program, options), log(program));
    }

    /// The hardware address of the server's device.
    String serverHardwareAddress() throws IOException {
        return server.run("cat", "/sys/class/net/" + SERVER_DEVICE + "/address").strip();
    }

    /// Starts the visitors, who write to `output`.
    Process visit(long startMs, int seconds, Path output) throws IOException {
        return visitors.start(program(startMs, seconds, "visitors", "--output", output.toString()), log("visitors"));
    }

    private static List<String> program(long startMs, int seconds, String program, String... options) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "--sun-misc-unsafe-memory-access=deny",
                "-cp",
                System.getProperty("java.class.path"),
                ArenaTraffic.class.getName(),
                program,
                "--server",
                Addresses.SERVER,
                "--start-at",
                Long.toString(startMs),
                "--seconds",
                Integer.toString(seconds)));
        command.addAll(List.of(options));
        long waitMs = Math.max(0, startMs - System.currentTimeMillis());
        return bounded(seconds + GRACE_S + (int) (waitMs / 1_000), command);
    }

    private static List<String> bounded(int seconds, List<String> command) {
        List<String> whole = new ArrayList<>(List.of("timeout", "--kill-after=2", Integer.toString(seconds)));
        whole.addAll(command);
        return whole;
    }

    /// Whether a request from `source`, one of the attackers' addresses, is answered.
    boolean isOpenFor(String source) {
        return answers(attackers, source, ServerHost.PORT);
    }

    /// Whether a request from `source`, one of the visitors' addresses, is answered at `port`.
    boolean isOpenForVisitor(String source, int port) {
        return answers(visitors, source, port);
    }

    private static boolean answers(Namespace host, String source, int port) {
        String url = "http://%s:%d/".formatted(Addresses.SERVER, port);
        try {
            host.run("curl", "-s", "-o", "/dev/null", "-m", "4", "--interface", source, url);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// The folder that a host's files go to.
    Path folder(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    @Override
    public void close() {
        attackers.close();
        visitors.close();
        server.close();
    }
}
