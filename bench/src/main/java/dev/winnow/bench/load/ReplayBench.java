package dev.winnow.bench.load;

import dev.winnow.bench.MachineFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /// A JVM compiles for the first second; in a capture that is read in two, that would be most of what is measured.
    @Option(names = "--megabytes", defaultValue = "1000", description = "Size of a made capture: ${DEFAULT-VALUE}.")
    private int megabytes;

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
        Path replayed = capture;
        int markers = ReplayGate.UNKNOWN;
        if (replayed == null) {
            say("making a capture of " + megabytes + " MB");
            replayed = workDirectory.resolve("web.pcap");
            WebTraffic.record(replayed, (long) megabytes << 20, workDirectory);
            markers = WebTraffic.MARKERS;
        }
        ReplayLineup lineup = ReplayLineup.assemble(rules, workDirectory);
        lineup.absent().forEach(line -> say("skipped: " + line));
        ReplayGate gate = new ReplayGate(markers);
        ReplayResults results = new ReplayResults(Files.size(replayed));
        List<String> failures = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (ReplayContender contender : lineup.contenders()) {
                say("round %d of %d: %s".formatted(round, rounds, contender.name()));
                ReplayRun run = ReplayRun.of(contender, replayed, workDirectory);
                gate.fault(contender, run).ifPresent(fault -> failures.add(contender.name() + ": " + fault));
                results.add(contender, run);
            }
        }
        List<String> remarks = new ArrayList<>(lineup.absent());
        remarks.addAll(failures);
        publish(results.render(machine, rules.toString(), rounds, remarks), output);
        return failures.isEmpty() ? 0 : 1;
    }
}
