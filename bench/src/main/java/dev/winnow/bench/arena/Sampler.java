package dev.winnow.bench.arena;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Looks at the server twice a second, on a thread of its own, from [#start] to [#stop].
final class Sampler {
    private static final long PERIOD_MS = 500;

    private final Path sockets;
    private final AccessLog log;
    private final List<Sample> samples = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;

    private Sampler(WebServer server) {
        sockets = server.sockets();
        log = new AccessLog(server.accessLog(), Networks.ATTACKERS);
        thread = Thread.ofPlatform().daemon().name("sampler").unstarted(this::run);
    }

    static Sampler start(WebServer server) {
        Sampler sampler = new Sampler(server);
        sampler.thread.start();
        return sampler;
    }

    private void run() {
        try {
            while (!stopped) {
                samples.add(look());
                Thread.sleep(PERIOD_MS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Sample look() throws IOException {
        try (Stream<String> lines = Files.lines(sockets)) {
            SocketCounts counts = SocketCounts.of(lines, Networks.ATTACKERS);
            return new Sample(System.currentTimeMillis(), counts, log.read());
        }
    }

    /// Ends it.
    ///
    /// @return what it has seen
    List<Sample> stop() throws IOException {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
        return List.copyOf(samples);
    }

    /// The access log, once the sampler has stopped.
    AccessLog log() {
        return log;
    }
}
