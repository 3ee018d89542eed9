package dev.winnow.gate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A web server that a filter can stand before, and a client: what the tests through the kernel share.
final class WebGate implements AutoCloseable {
    private final TwoHosts hosts;
    private final WebServer web;

    private WebGate(TwoHosts hosts, WebServer web) {
        this.hosts = hosts;
        this.web = web;
    }

    /// Skips the test where the machine does not allow it.
    ///
    /// @param folder for the server's files
    static WebGate create(Path folder) throws IOException, InterruptedException {
        String unavailable = TwoHosts.unavailable();
        assumeTrue(unavailable == null, unavailable);
        for (String tool : List.of("nginx", "curl", "tcpdump", "iptables")) {
            assumeTrue(Shell.run("which", tool).exitStatus() == 0, tool + " is not installed: make setup");
        }
        TwoHosts hosts = TwoHosts.create();
        try {
            return new WebGate(hosts, new WebServer(hosts, folder));
        } catch (IOException | RuntimeException e) {
            hosts.close();
            throw e;
        }
    }

    TwoHosts hosts() {
        return hosts;
    }

    WebServer web() {
        return web;
    }

    /// Asks for pages by curl on the client, each on a connection of its own.
    ///
    /// @param options further ones of curl's
    Shell.Result fetch(String url, String... options) {
        List<String> command = new ArrayList<>(List.of("curl", "-sf", "--max-time", "20", "--parallel"));
        command.addAll(List.of("--parallel-max", "8", "-H", "Connection: close", "--retry", "0", "-o", "/dev/null"));
        command.addAll(Arrays.asList(options));
        command.add(url);
        return Shell.run(hosts.onClient(command.toArray(String[]::new)));
    }

    @Override
    public void close() {
        web.close();
        hosts.close();
    }
}
