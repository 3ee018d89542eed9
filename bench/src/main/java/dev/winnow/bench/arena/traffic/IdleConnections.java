package dev.winnow.bench.arena.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Connections of one address on which nothing is asked, each made again when it ends.
@Command(name = "idle", description = "Connects, and asks nothing.")
final class IdleConnections implements Callable<Integer> {
    private static final int TIMEOUT_MS = 3_000;
    private static final int PAUSE_MS = 500;
    private static final int SPREAD_MS = 500;

    @Mixin
    private TrafficOptions options;

    @Option(names = "--source", required = true, description = "The address that they come from.")
    private String source = "";

    @Option(names = "--connections", required = true, description = "How many.")
    private int connections;

    @Override
    public Integer call() throws IOException, InterruptedException {
        InetSocketAddress server = options.server();
        List<String> everyOne = Collections.nCopies(connections, source);
        Crowd.run(options, everyOne, SPREAD_MS, PAUSE_MS, address -> {
            try (Socket socket = Crowd.connect(address, server, TIMEOUT_MS)) {
                socket.setSoTimeout(options.leftMs());
                socket.getInputStream().read();
            }
        });
        return 0;
    }
}
