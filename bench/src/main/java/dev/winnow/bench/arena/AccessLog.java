package dev.winnow.bench.arena;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Reads what nginx adds to its access log, and counts the requests of attackers.
///
/// Threading: one thread.
final class AccessLog {
    private static final int MAX_READ = 1 << 20;

    private final Path path;
    private final Networks attackers;
    private final Map<String, Integer> requestsBySource = new HashMap<>();
    private long position;
    private long attackRequests;

    AccessLog(Path path, Networks attackers) {
        this.path = path;
        this.attackers = attackers;
    }

    /// Reads on, to the last whole line.
    ///
    /// @return requests of attackers so far
    long read() throws IOException {
        byte[] block = new byte[MAX_READ];
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            long before = -1;
            while (position != before) {
                before = position;
                int length = channel.position(position).read(ByteBuffer.wrap(block));
                consume(new String(block, 0, Math.max(0, length), StandardCharsets.ISO_8859_1));
            }
        }
        return attackRequests;
    }

    private void consume(String text) {
        int end = text.lastIndexOf('\n') + 1;
        text.substring(0, end).lines().forEach(this::count);
        position += end;
    }

    private void count(String line) {
        String source = line.split(" ", 2)[0];
        if (attackers.contains(source)) {
            attackRequests++;
            requestsBySource.merge(source, 1, Integer::sum);
        }
    }

    /// How often each attacker was heard.
    Map<String, Integer> requestsBySource() {
        return Map.copyOf(requestsBySource);
    }
}
