package dev.winnow.bench.arena.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// 31 neighbours who open, ask, and never acknowledge the close. That they do not is the host's doing: it drops the
/// server's FINs before its sockets see them. Every other connection is closed by the neighbour first, so that the
/// server waits in LAST_ACK, else in FIN_WAIT.
@Command(name = "lingerers", description = "Opens, asks, and never acknowledges the close.")
final class Lingerers implements Callable<Integer> {
    private static final int TIMEOUT_MS = 2_000;
    private static final byte[] REQUEST =
            "GET / HTTP/1.0\r\nHost: www.example.org\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    @Mixin
    private TrafficOptions options;

    @Option(names = "--period", defaultValue = "250", description = "Milliseconds between connections of one.")
    private int periodMs;

    @Override
    public Integer call() throws IOException, InterruptedException {
        InetSocketAddress server = options.server();
        List<String> sources = Sources.neighbours();
        options.awaitStart();
        // Neighbours are awaited first, and only then are no more connections taken.
        try (ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService neighbours = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < sources.size(); i++) {
                InetAddress source = InetAddress.getByName(sources.get(i));
                int offsetMs = i * periodMs / sources.size();
                var _ = neighbours.submit(() -> keepAsking(connections, server, source, offsetMs));
            }
        }
        return 0;
    }

    private void keepAsking(ExecutorService connections, InetSocketAddress server, InetAddress source, int offsetMs) {
        try {
            Thread.sleep(offsetMs);
            for (boolean closesFirst = false; options.goesOn(); closesFirst = !closesFirst) {
                boolean first = closesFirst;
                var _ = connections.submit(() -> ask(server, source, first));
                Thread.sleep(periodMs);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void ask(InetSocketAddress server, InetAddress source, boolean closesFirst) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(server, TIMEOUT_MS);
            socket.getOutputStream().write(REQUEST);
            if (closesFirst) {
                socket.shutdownOutput();
            }
            InputStream input = socket.getInputStream();
            input.readAllBytes();
        } catch (IOException _) {
            // The end never comes here, or nobody answers any more: both are what is meant to happen.
        }
    }
}
