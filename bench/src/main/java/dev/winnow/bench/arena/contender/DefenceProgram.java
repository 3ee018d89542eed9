package dev.winnow.bench.arena.contender;

import dev.winnow.bench.Commands;
import dev.winnow.bench.Namespace;
import dev.winnow.bench.PeakMemory;
import dev.winnow.bench.ProcessCpu;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A program that a defence runs on the server, with those that it starts itself.
///
/// Threading: one thread at a time.
final class DefenceProgram {
    private static final long POLL_MS = 50;

    private final Namespace namespace;
    private final Process process;
    private final Path log;
    private long cpuTimeNsAtStop = -1;

    private DefenceProgram(Namespace namespace, Process process, Path log) {
        this.namespace = namespace;
        this.process = process;
        this.log = log;
    }

    /// Starts `command` on `host`, its output going to the file `logName` in the host's directory.
    static DefenceProgram start(ServerHost host, String logName, List<String> command) throws IOException {
        Path log = Files.createFile(host.directory().resolve(logName));
        return new DefenceProgram(host.namespace(), host.namespace().start(command, log), log);
    }

    /// In words, the first of `programs` that is not on the search path of this process.
    static Optional<String> missing(String... programs) {
        return Stream.of(programs)
                .filter(program -> !isInstalled(program))
                .map(program -> program + " is not installed")
                .findFirst();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// Waits until the program has written `text`.
    ///
    /// @throws IOException where it ends before, or has not done so after `timeoutSeconds`
    void awaitOutput(String text, long timeoutSeconds) throws IOException {
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
        while (!output().contains(text)) {
            if (!process.isAlive()) {
                throw new IOException("ended at its start: " + lastLine());
            }
            if (System.nanoTime() > deadlineNs) {
                throw new IOException("not ready after %d s: %s".formatted(timeoutSeconds, lastLine()));
            }
            Commands.pause(POLL_MS);
        }
    }

    private String output() throws IOException {
        return Files.readString(log, StandardCharsets.ISO_8859_1);
    }

    private String lastLine() throws IOException {
        return output().lines().reduce((_, line) -> line).orElse("without a word");
    }

    /// User and system time of the program and those it started, in nanoseconds; after [#stop] what it was
    /// then.
    long cpuTimeNs() throws IOException {
        return cpuTimeNsAtStop >= 0
                ? cpuTimeNsAtStop
                : Math.round(ProcessCpu.seconds(process.toHandle()) * TimeUnit.SECONDS.toNanos(1));
    }

    /// The most memory that the program, or one that it started, had so far, resident, in bytes.
    long peakMemory() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .mapToLong(member -> PeakMemory.bytes(member.pid()))
                .max()
                .orElse(0);
    }

    /// Asks the program to end, and waits for that.
    void stop() throws IOException {
        cpuTimeNsAtStop = cpuTimeNs();
        namespace.stop(process);
    }
}
