package dev.winnow.bench.load;

import dev.winnow.bench.Commands;
import dev.winnow.bench.PeakMemory;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;

/// One replay of one contender.
///
/// @param seconds that it took to read the capture, by its own account, loading left out
/// @param totalSeconds from its start to its end
/// @param peakBytes the most memory that it had, resident
/// @param alerts alert events that it wrote
/// @param markerAlerts those of the marker rule
record ReplayRun(double seconds, double totalSeconds, long peakBytes, long alerts, long markerAlerts) {
    private static final long POLL_MS = 10;
    private static final int CHUNK_LENGTH = 1 << 20;

    /// Runs `contender` over `capture` to its end.
    ///
    /// @throws IOException if it fails, or does not say how fast it was
    static ReplayRun of(ReplayContender contender, Path capture, Path workDirectory) throws IOException {
        Path events = workDirectory.resolve(ReplayLineup.EVENTS);
        Files.deleteIfExists(events);
        Path log = workDirectory.resolve("contender.log");
        List<String> command = new ArrayList<>(contender.before());
        command.add(capture.toString());
        command.addAll(contender.after());
        readThrough(capture);
        long startNs = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long peakBytes = 0;
        while (process.isAlive()) {
            peakBytes = Math.max(peakBytes, PeakMemory.bytes(process.pid()));
            Commands.pause(POLL_MS);
        }
        double totalSeconds = (System.nanoTime() - startNs) / 1e9;
        String output = Files.readString(log, StandardCharsets.ISO_8859_1);
        if (process.exitValue() != 0) {
            throw new IOException(contender.name() + " ended with exit status " + process.exitValue() + ": "
                    + output.strip().lines().reduce("no output", (_, last) -> last));
        }
        double seconds = seconds(contender, output, Files.size(capture));
        return new ReplayRun(
                seconds,
                totalSeconds,
                peakBytes,
                count(events, "\"event_type\":\"alert\""),
                count(events, "\"signature_id\":" + ReplayGate.MARKER_SID));
    }

    /// Brings the capture into the page cache, as far as it goes: the first contender would otherwise read it off the
    /// disk for the others.
    private static void readThrough(Path capture) throws IOException {
        try (FileChannel file = FileChannel.open(capture)) {
            ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_LENGTH);
            while (file.read(chunk.clear()) > 0) {
                // What is in it is the contender's business.
            }
        }
    }

    /// What the contender's last word on its speed comes to.
    static double seconds(ReplayContender contender, String output, long captureBytes) throws IOException {
        Matcher speed = contender.speed().matcher(output.replace(",", ""));
        String found = null;
        while (speed.find()) {
            found = speed.group(1);
        }
        if (found == null) {
            throw new IOException(contender.name() + " does not say how long it read");
        }
        double value = Double.parseDouble(found);
        return contender.speed().namedGroups().containsKey("seconds") ? value : captureBytes * 8 / 1e6 / value;
    }

    private static long count(Path events, String what) throws IOException {
        if (!Files.exists(events)) {
            return 0;
        }
        try (BufferedReader lines = Files.newBufferedReader(events, StandardCharsets.ISO_8859_1)) {
            return lines.lines().filter(line -> line.contains(what)).count();
        }
    }
}
