package dev.winnow.bench.load;

import dev.winnow.bench.MachineFacts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// How fast winnow and Suricata read the same capture of web traffic, with rules and without. Started from the
/// project's root by `bench/bin/bench`; needs root where it makes the capture itself.
///
/// Exit status: 0 measured, 1 something failed or gave a wrong result, 2 the call is wrong.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Replays a capture of HTTP, each contender in turn, one worker each, alerts only.")
public final class ReplayBench extends LoadBench {
    @Option(names = "--capture", description = "The capture. Default: one made with nginx and wrk.")
    private Path capture;

    @Option(names = "--rules", description = "Folder of *.rules. Default: the rules that winnow ships.")
    private Path rules = Path.of("daemon/src/main/dist/rules");

    /// A JVM compiles for the first seconds, which is more of a short capture than of a long one.
    @Option(
            names = "--megabytes",
            split = ",",
            defaultValue = "250,1000,4000",
            description = "Sizes of made captures: ${DEFAULT-VALUE}.")
    private List<Integer> megabytes;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Rounds; the median counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--output", defaultValue = "bench/results/replay.md", description = "Default: ${DEFAULT-VALUE}.")
    private Path output;

    private ReplayBench() {}

    /// Runs the bench and ends the JVM with the exit status.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ReplayBench()).execute(arguments));
    }

    @Override
    int measure(Path workDirectory) throws IOException {
        String machine = MachineFacts.describe();
        ReplayLineup lineup = ReplayLineup.assemble(rules, workDirectory);
        lineup.absent().forEach(line -> say("skipped: " + line));
        List<String> remarks = new ArrayList<>(lineup.absent());
        List<ReplayResults> results = new ArrayList<>();
        if (capture != null) {
            results.add(replay(capture, lineup, new ReplayGate(ReplayGate.UNKNOWN), workDirectory, remarks));
        } else {
            for (int size : megabytes) {
                say("making a capture of " + size + " MB");
                Path made = workDirectory.resolve("web.pcap");
                WebTraffic.record(made, (long) size << 20, workDirectory);
                finishWriting(made);
                results.add(replay(made, lineup, new ReplayGate(WebTraffic.MARKERS), workDirectory, remarks));
            }
        }
        publish(ReplayResults.render(machine, rules.toString(), rounds, results, remarks), output);
        return remarks.size() == lineup.absent().size() ? 0 : 1;
    }

    /// @param remarks gets what the contenders did wrong
    private ReplayResults replay(
            Path replayed, ReplayLineup lineup, ReplayGate gate, Path workDirectory, List<String> remarks)
            throws IOException {
        ReplayResults results = new ReplayResults(Files.size(replayed));
        for (int round = 1; round <= rounds; round++) {
            for (ReplayContender contender : lineup.contenders()) {
                say("round %d of %d: %s".formatted(round, rounds, contender.name()));
                ReplayRun run = ReplayRun.of(contender, replayed, workDirectory);
                gate.fault(contender, run).ifPresent(fault -> remarks.add(contender.name() + ": " + fault));
                results.add(contender, run);
            }
        }
        return results;
    }

    /// Has the kernel write out what it holds, which would take the disk and the processor from the first contender.
    private static void finishWriting(Path made) throws IOException {
        try (FileChannel file = FileChannel.open(made, StandardOpenOption.WRITE)) {
            file.force(true);
        }
    }
}
