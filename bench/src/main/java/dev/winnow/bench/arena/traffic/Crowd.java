package dev.winnow.bench.arena.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Many who do the same from an address each, until the time is over.
final class Crowd {
    /// What one does once.
    interface Deed {
        /// @throws IOException where the server, or who guards it, does not go along; it is done again all the same
        void once(InetAddress source) throws IOException, InterruptedException;
    }

    private Crowd() {}

    /// Has each of `sources` do `deed` again and again, `pauseMs` lying between one end and the next beginning, the
    /// first beginnings being spread over `spreadMs`. Returns when all have ended.
    static void run(TrafficOptions options, List<String> sources, int spreadMs, int pauseMs, Deed deed)
            throws IOException, InterruptedException {
        options.awaitStart();
        try (ExecutorService members = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < sources.size(); i++) {
                InetAddress source = InetAddress.getByName(sources.get(i));
                long delayMs = (long) spreadMs * i / sources.size();
                var _ = members.submit(() -> repeat(options, source, delayMs, pauseMs, deed));
            }
        }
    }

    private static void repeat(TrafficOptions options, InetAddress source, long delayMs, int pauseMs, Deed deed) {
        try {
            Thread.sleep(delayMs);
            while (options.goesOn()) {
                try {
                    deed.once(source);
                } catch (IOException _) {
                    // He does not give up.
                }
                Thread.sleep(pauseMs);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// A connection from `source`.
    static Socket connect(InetAddress source, InetSocketAddress server, int timeoutMs) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(timeoutMs);
            socket.bind(new InetSocketAddress(source, 0));
            socket.connect(server, timeoutMs);
            return socket;
        } catch (IOException e) {
            Browser.quietly(socket);
            throw e;
        }
    }
}
