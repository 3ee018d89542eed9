package dev.winnow.bench.arena.contender;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// fail2ban as Debian ships it, with its four jails for nginx enabled and nothing else changed: five offences
/// within ten minutes are ten minutes of REJECT by iptables on ports 80 and 443.
///
/// What the jails look for: failed passwords, files that scanners ask for and that are not there, requests that
/// nginx answers with 400, and what nginx's own limit_req refuses, where it is configured. Who opens
/// connections without asking for anything stands in no log.
///
/// Its socket, pid file, database and configuration are in the defence's own directory, so that it meets no
/// fail2ban of the machine.
public final class Fail2ban implements Defence {
    private static final Path SHIPPED = Path.of("/etc/fail2ban");
    private static final List<String> SHIPPED_FILES =
            List.of("action.d", "filter.d", "fail2ban.conf", "jail.conf", "paths-common.conf", "paths-debian.conf");
    private static final long START_TIMEOUT_S = 30;

    private ServerHost host;
    private DefenceProgram server;

    @Override
    public String name() {
        return "fail2ban";
    }

    @Override
    public Optional<String> missing() {
        return DefenceProgram.missing("fail2ban-server", "iptables");
    }

    @Override
    public void start(ServerHost host) throws IOException {
        this.host = host;
        Path directory = host.directory();
        List<String> command = List.of(
                "fail2ban-server",
                "-f",
                "-c",
                configuration().toString(),
                "-s",
                directory.resolve("fail2ban.sock").toString(),
                "-p",
                directory.resolve("fail2ban.pid").toString(),
                "--logtarget",
                directory.resolve("fail2ban.log").toString(),
                "start");
        server = DefenceProgram.start(host, "fail2ban.out", command);
        server.awaitOutput("Server ready", START_TIMEOUT_S);
    }

    private Path configuration() throws IOException {
        Path folder = Files.createDirectory(host.directory().resolve("fail2ban"));
        for (String name : SHIPPED_FILES) {
            Files.createSymbolicLink(folder.resolve(name), SHIPPED.resolve(name));
        }
        Files.writeString(
                folder.resolve("fail2ban.local"), """
                [Definition]
                dbfile = %s
                """.formatted(host.directory().resolve("fail2ban.sqlite3")));
        Files.writeString(folder.resolve("jail.local"), """
                [DEFAULT]
                nginx_access_log = %s
                nginx_error_log = %s
                [nginx-http-auth]
                enabled = true
                [nginx-botsearch]
                enabled = true
                [nginx-bad-request]
                enabled = true
                [nginx-limit-req]
                enabled = true
                """.formatted(host.accessLog(), host.errorLog()));
        return folder;
    }

    /// fail2ban itself takes out its rules when it ends.
    @Override
    public void stop() throws IOException {
        if (server != null) {
            server.stop();
        }
    }

    @Override
    public Set<String> banned() throws IOException {
        return IptablesRules.shutOut(host.namespace());
    }

    @Override
    public long cpuTimeNs() throws IOException {
        return server.cpuTimeNs();
    }
}
