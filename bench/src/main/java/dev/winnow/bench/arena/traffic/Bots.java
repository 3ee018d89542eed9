package dev.winnow.bench.arena.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// 500 machines that somebody has taken over: each is there, completes its handshakes, and holds the connection for
/// a second, and again.
@Command(name = "bots", description = "Connects from many machines, and asks nothing.")
final class Bots implements Callable<Integer> {
    private static final int CONNECT_MS = 4_000;
    private static final int HELD_MS = 1_000;
    private static final int PAUSE_MS = 250;
    private static final int SPREAD_MS = 1_000;

    @Mixin
    private TrafficOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        InetSocketAddress server = options.server();
        Crowd.run(options, Sources.bots(), SPREAD_MS, PAUSE_MS, address -> {
            try (Socket socket = Crowd.connect(address, server, CONNECT_MS)) {
                socket.setSoTimeout(HELD_MS);
                socket.getInputStream().read();
            }
        });
        return 0;
    }
}
