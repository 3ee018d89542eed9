package dev.winnow.bench.arena.traffic;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import picocli.CommandLine.Option;

/// What all the programs are told: whom, from when on, for how long.
final class TrafficOptions {
    private static final int WEB_PORT = 80;

    @Option(names = "--server", required = true, description = "The server's address.")
    private String server = "";

    @Option(names = "--seconds", required = true, description = "How long it lasts.")
    private int seconds;

    @Option(names = "--start-at", description = "When it begins, in milliseconds since 1970. Default: at once.")
    private long startAtMs;

    private long startMs;

    InetSocketAddress server() throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(server), WEB_PORT);
    }

    /// Waits for the beginning.
    void awaitStart() throws InterruptedException {
        long nowMs = System.currentTimeMillis();
        startMs = Math.max(nowMs, startAtMs);
        Thread.sleep(startMs - nowMs);
    }

    /// Whether it goes on.
    boolean goesOn() {
        return System.currentTimeMillis() < startMs + seconds * 1_000L;
    }

    /// Until then, in milliseconds; at least one.
    int leftMs() {
        return (int) Math.max(1, startMs + seconds * 1_000L - System.currentTimeMillis());
    }
}
