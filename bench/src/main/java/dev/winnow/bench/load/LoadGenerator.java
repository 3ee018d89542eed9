package dev.winnow.bench.load;

import dev.winnow.bench.Commands;
import dev.winnow.bench.Counts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Drives `udp_load` and `udp_sink`.
final class LoadGenerator {
    private static final long DRAIN_POLL_MS = 20;
    private static final int DRAIN_POLLS = 250;
    private static final long LAST_PACKETS_MS = 50;

    private final TestBed bed;
    private final String sender;
    private final String sink;

    /// @param programs where the reference programs were compiled to
    LoadGenerator(TestBed bed, Path programs) {
        this.bed = bed;
        sender = programs.resolve("udp_load").toString();
        sink = programs.resolve("udp_sink").toString();
    }

    /// Runs `load` to its end, until `contender` has judged what was queued.
    LoadResult run(Load load, RunningContender contender) throws IOException {
        List<String> command = List.of(sink, Integer.toString(TestBed.PORT), Load.MARK);
        Process receiver = bed.startAtServer(Pinning.LOAD, command);
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(receiver.getInputStream(), StandardCharsets.UTF_8))) {
            String first = output.readLine();
            if (!"ready".equals(first)) {
                throw new IOException("udp_sink: " + first);
            }
            List<Counts> sent = send(load);
            awaitDrained(contender);
            bed.stop(receiver);
            return result(sent, Counts.ofLastLine(String.valueOf(output.readLine())));
        } finally {
            bed.stop(receiver);
        }
    }

    private List<Counts> send(Load load) throws IOException {
        List<String> command = new ArrayList<>(List.of(sender));
        command.addAll(load.arguments());
        List<Process> senders = new ArrayList<>();
        for (String cpu : load.senderCpus()) {
            senders.add(bed.startAtClient(cpu, command));
        }
        List<Counts> counts = new ArrayList<>();
        for (Process process : senders) {
            counts.add(Counts.ofLastLine(Commands.finish(process, command)));
        }
        return counts;
    }

    private static void awaitDrained(RunningContender contender) throws IOException {
        for (int i = 0; contender.statistics().depth() > 0; i++) {
            if (i == DRAIN_POLLS) {
                throw new IOException("packets still wait for a verdict 5 s after the load's end");
            }
            Commands.pause(DRAIN_POLL_MS);
        }
        Commands.pause(LAST_PACKETS_MS);
    }

    private static LoadResult result(List<Counts> sent, Counts received) {
        return new LoadResult(
                sent.stream().mapToLong(counts -> counts.number("sent")).sum(),
                sent.stream().mapToLong(counts -> counts.number("marked")).sum(),
                received.number("received"),
                received.number("marked"),
                received.number("overflowed"),
                sent.stream()
                        .mapToDouble(counts -> counts.fraction("seconds"))
                        .max()
                        .orElseThrow(),
                Stream.concat(sent.stream(), Stream.of(received))
                        .mapToDouble(counts -> counts.fraction("cpu"))
                        .sum());
    }
}
