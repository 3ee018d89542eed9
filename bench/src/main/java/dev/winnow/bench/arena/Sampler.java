package dev.winnow.bench.arena;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Looks at the server five times a second, on a thread of its own, from [#start] to [#stop].
final class Sampler {
    private static final long PERIOD_MS = 200;

    private final Path sockets;
    private final AccessLog log;
    private final List<Sample> samples = new ArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;
    private volatile IOException failure;

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
        } catch (IOException | RuntimeException e) {
            failure = new IOException("the server cannot be watched any more: " + e, e);
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
    /// @throws IOException where it could not look any more
    List<Sample> stop() throws IOException {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        }
        if (failure != null) {
            throw failure;
        }
        return List.copyOf(samples);
    }

    /// The access log, once the sampler has stopped.
    AccessLog log() {
        return log;
    }
}
