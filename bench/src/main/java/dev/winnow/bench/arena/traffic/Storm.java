package dev.winnow.bench.arena.traffic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// 5,000 peer-to-peer clients that take the web server for a peer, each of which speaks one of their protocols, and
/// comes again and again.
///
/// Its last line counts the connections that were made (`connected`), and those on which the server said anything after
/// the first payload (`answered`).
@Command(name = "storm", description = "Speaks Direct Connect's and other protocols to the web server.")
final class Storm implements Callable<Integer> {
    private static final int TIMEOUT_MS = 3_000;
    private static final int PAUSE_MS = 4_000;
    private static final int SPREAD_MS = 4_000;

    private static final List<byte[]> GREETINGS = List.of(
            bytes("$MyNick winnower|$Lock EXTENDEDPROTOCOLABCABCABCABCABCABC Pk=DCPLUSPLUS0.674ABCABC|"),
            bytes("CSUP ADBASE ADTIGR ADBZIP\n"),
            edonkeyHello(),
            encryptedHandshake());

    @Mixin
    private TrafficOptions options;

    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger next = new AtomicInteger();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// eMule's hello to a peer: protocol, length, type, length of the hash, hash, address, port, no tags, no server.
    private static byte[] edonkeyHello() {
        byte[] hello = new byte[6 + 1 + 16 + 4 + 2 + 4 + 4 + 2];
        hello[0] = (byte) 0xE3;
        hello[1] = (byte) (hello.length - 5);
        hello[5] = 1;
        hello[6] = 16;
        for (int i = 7; i < 23; i++) {
            hello[i] = (byte) (i * 37);
        }
        return hello;
    }

    /// What an encrypted BitTorrent connection begins with: a public number, and padding. Looks like nothing.
    private static byte[] encryptedHandshake() {
        byte[] handshake = new byte[96 + 100];
        new Random(handshake.length).nextBytes(handshake);
        return handshake;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        InetSocketAddress server = options.server();
        Crowd.run(options, Sources.storm(), SPREAD_MS, PAUSE_MS, source -> greet(source, server));
        System.out.printf("connected=%d answered=%d%n", connected.get(), answered.get());
        return 0;
    }

    private void greet(InetAddress source, InetSocketAddress server) throws IOException {
        try (Socket socket = Crowd.connect(source, server, TIMEOUT_MS)) {
            connected.incrementAndGet();
            socket.getOutputStream().write(GREETINGS.get(Math.floorMod(next.getAndIncrement(), GREETINGS.size())));
            if (socket.getInputStream().read() >= 0) {
                answered.incrementAndGet();
            }
        }
    }
}
