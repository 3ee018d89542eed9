package dev.winnow.bench.load;

import dev.winnow.bench.Commands;
import dev.winnow.bench.ProcessCpu;
import dev.winnow.bindings.nfqueue.QueueStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A started contender that has bound the queue.
final class RunningContender implements AutoCloseable {
    private static final long POLL_MS = 20;
    private static final long START_TIMEOUT_MS = 120_000;

    private final TestBed bed;
    private final Process process;

    private RunningContender(TestBed bed, Process process) {
        this.bed = bed;
        this.process = process;
    }

    /// Starts `contender` and waits until it holds the queue.
    ///
    /// @throws IOException where it ends or does not bind the queue; the message has the last line it printed
    static RunningContender start(TestBed bed, Contender contender, Path log) throws IOException {
        Process process = bed.startAtServer(contender.cpus(), contender.command(), log);
        RunningContender running = new RunningContender(bed, process);
        try {
            running.awaitBound(log);
            return running;
        } catch (IOException e) {
            running.close();
            throw e;
        }
    }

    private void awaitBound(Path log) throws IOException {
        for (long waitedMs = 0; waitedMs < START_TIMEOUT_MS; waitedMs += POLL_MS) {
            if (!process.isAlive()) {
                throw new IOException("ended while starting: " + lastLine(log));
            }
            if (read().isPresent()) {
                return;
            }
            Commands.pause(POLL_MS);
        }
        throw new IOException("did not bind the queue: " + lastLine(log));
    }

    private static String lastLine(Path log) throws IOException {
        return Files.readString(log).strip().lines().reduce("no output", (_, last) -> last);
    }

    private Optional<QueueStatistics> read() throws IOException {
        Path view = Path.of("/proc", Long.toString(process.pid()), "net/netfilter/nfnetlink_queue");
        return QueueStatistics.read(view, TestBed.QUEUE);
    }

    /// What the kernel counts of the queue now.
    QueueStatistics statistics() throws IOException {
        return read().orElseThrow(() -> new IOException("gave up the queue"));
    }

    /// CPU time of the program so far, in seconds.
    double cpuSeconds() throws IOException {
        return ProcessCpu.seconds(process.toHandle());
    }

    @Override
    public void close() {
        bed.stop(process);
    }
}
