package dev.winnow.gate;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A web server that a filter can stand before, and a client: what the tests through the kernel share.
final class WebGate extends FilterStage {
    private WebServer web;

    /// Without rules.
    WebGate() {
        this("");
    }

    /// @param ruleText the filter's rules
    WebGate(String ruleText) {
        super(ruleText);
    }

    @Override
    void assumeReady() {
        for (String tool : List.of("nginx", "curl", "tcpdump", "iptables")) {
            assumeTrue(Shell.run("which", tool).exitStatus() == 0, tool + " is not installed: make setup");
        }
    }

    @Override
    void open() throws IOException, InterruptedException {
        web = new WebServer(hosts(), folder());
    }

    @Override
    void close() {
        if (web != null) {
            web.close();
        }
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
        return Shell.run(hosts().onClient(command.toArray(String[]::new)));
    }
}
