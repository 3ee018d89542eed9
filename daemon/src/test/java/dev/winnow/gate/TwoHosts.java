package dev.winnow.gate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A server and a client, each in a network namespace of its own, with one cable between them.
///
/// ```
///   client 198.18.7.2, fd00:7::2  ──── veth ────  198.18.7.1, fd00:7::1 server
/// ```
///
/// Addresses are from 198.18.0.0/15 and fd00::/8, which are nobody's. Closing takes everything down again.
final class TwoHosts implements AutoCloseable {
    static final String SERVER_IPV4 = "198.18.7.1";
    static final String SERVER_IPV6 = "fd00:7::1";

    private final String server;
    private final String client;

    private TwoHosts(String tag) {
        server = "winnow-s-" + tag;
        client = "winnow-c-" + tag;
    }

    /// Why there can be no namespaces here, or null where there can.
    static String unavailable() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return "network namespaces need root";
        }
        String probe = "winnow-probe-" + ProcessHandle.current().pid();
        Shell.Result result = Shell.run("ip", "netns", "add", probe);
        if (result.exitStatus() == 0) {
            Shell.run("ip", "netns", "del", probe);
            return null;
        }
        return "network namespaces are not allowed here: " + result.output().strip();
    }

    static TwoHosts create() {
        TwoHosts hosts = new TwoHosts(Long.toString(ProcessHandle.current().pid()));
        try {
            hosts.connect();
        } catch (RuntimeException e) {
            hosts.close();
            throw e;
        }
        return hosts;
    }

    private void connect() {
        Shell.run("ip", "netns", "add", server).orFail();
        Shell.run("ip", "netns", "add", client).orFail();
        Shell.run("ip", "-n", server, "link", "add", "eth0", "type", "veth", "peer", "name", "eth0", "netns", client)
                .orFail();
        configure(server, "1");
        configure(client, "2");
    }

    private static void configure(String namespace, String host) {
        Shell.run("ip", "-n", namespace, "addr", "add", "198.18.7." + host + "/24", "dev", "eth0")
                .orFail();
        Shell.run("ip", "-n", namespace, "addr", "add", "fd00:7::" + host + "/64", "dev", "eth0", "nodad")
                .orFail();
        Shell.run("ip", "-n", namespace, "link", "set", "lo", "up").orFail();
        Shell.run("ip", "-n", namespace, "link", "set", "eth0", "up").orFail();
    }

    /// `command`, to be run on the server.
    List<String> onServer(String... command) {
        return in(server, command);
    }

    /// `command`, to be run on the client.
    List<String> onClient(String... command) {
        return in(client, command);
    }

    private static List<String> in(String namespace, String... command) {
        List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        words.addAll(Arrays.asList(command));
        return words;
    }

    @Override
    public void close() {
        Shell.run("ip", "netns", "del", client);
        Shell.run("ip", "netns", "del", server);
    }
}
