package dev.winnow.bindings.nfqueue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// One line of `/proc/net/netfilter/nfnetlink_queue`: the only place where the kernel says what it dropped.
///
/// The counters are the kernel's unsigned 32-bit ones and wrap around. The file shows the network namespace of the
/// process. Not for the hot path.
///
/// @param queueNumber the queue
/// @param peerPortId netlink port of the socket that bound it
/// @param depth packets that wait for a verdict now
/// @param copyMode 0 nothing, 1 only what is known about the packet, 2 the packet
/// @param copyRange bytes of each packet that are copied
/// @param queueDropped packets dropped because the queue was full
/// @param userDropped packets dropped because the socket's buffer was full, or there was no memory
/// @param idSequence packets queued so far
public record QueueStatistics(
        int queueNumber,
        long peerPortId,
        long depth,
        int copyMode,
        int copyRange,
        long queueDropped,
        long userDropped,
        long idSequence) {
    /// Where the kernel shows it; missing where nfnetlink_queue is not loaded.
    public static final Path SOURCE = Path.of("/proc/net/netfilter/nfnetlink_queue");

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final int COLUMNS = 8;

    /// All queues that some program has bound.
    ///
    /// @throws IOException where the file cannot be read
    public static List<QueueStatistics> readAll() throws IOException {
        return readAll(SOURCE);
    }

    private static List<QueueStatistics> readAll(Path source) throws IOException {
        return Files.readAllLines(source).stream()
                .map(QueueStatistics::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    /// The queue with that number, empty where nobody has bound it.
    ///
    /// @throws IOException where the file cannot be read
    public static Optional<QueueStatistics> read(int queueNumber) throws IOException {
        return read(SOURCE, queueNumber);
    }

    /// The queue with that number as `source` shows it: another process's view, such as
    /// `/proc/PID/net/netfilter/nfnetlink_queue`, is that of its network namespace.
    ///
    /// @throws IOException where `source` cannot be read
    public static Optional<QueueStatistics> read(Path source, int queueNumber) throws IOException {
        return readAll(source).stream()
                .filter(queue -> queue.queueNumber == queueNumber)
                .findFirst();
    }

    /// Reads one line; empty where it is none of the kernel's.
    static Optional<QueueStatistics> parse(String line) {
        String[] columns = BLANKS.split(line.strip(), -1);
        if (columns.length < COLUMNS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new QueueStatistics(
                    Integer.parseInt(columns[0]),
                    Long.parseLong(columns[1]),
                    Long.parseLong(columns[2]),
                    Integer.parseInt(columns[3]),
                    Integer.parseInt(columns[4]),
                    Long.parseLong(columns[5]),
                    Long.parseLong(columns[6]),
                    Long.parseLong(columns[7])));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
