package dev.winnow.bench.load;

import dev.winnow.bench.MachineFacts;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a packet costs while very many are banned, and what it costs without. Needs root; started from the
/// project's root by `bench/bin/bench bans`.
///
/// Exit status: 0 within the limit, 1 beyond it or something failed, 2 the call is wrong.
@Command(
        name = "bans",
        mixinStandardHelpOptions = true,
        description = "CPU per packet of those who are not banned, with bans and without.")
public final class BansBench extends LoadBench {
    /// What `ban.max-entries` lets in.
    private static final int MAX_BANS = 131_072;

    @Option(names = "--bans", defaultValue = "100000", description = "How many. Default: ${DEFAULT-VALUE}.")
    private int bans;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds, each with bans and without; the median counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "6",
            description = "Seconds of each window, 1 to 600. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--rate", defaultValue = "60000", description = "Packets per second. Default: ${DEFAULT-VALUE}.")
    private long packetsPerSecond;

    @Option(names = "--output", defaultValue = "bench/results/bans.md", description = "Default: ${DEFAULT-VALUE}.")
    private Path output;

    private BansBench() {}

    /// Runs the bench and ends the JVM with the exit status.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BansBench()).execute(arguments));
    }

    @Override
    public Integer call() {
        checkWindows(rounds, seconds, packetsPerSecond);
        if (bans < 1 || bans > MAX_BANS) {
            throw refusal("--bans is 1..%d".formatted(MAX_BANS));
        }
        return super.call();
    }

    @Override
    int measure(Path workDirectory) throws IOException {
        Host.check();
        String machine = MachineFacts.describe();
        Path programs = workDirectory.resolve("reference");
        Lineup.buildReferencePrograms(programs);
        BansRun run = new BansRun(programs, workDirectory, packetsPerSecond, seconds);
        BansReport report = new BansReport(machine, bans, packetsPerSecond, seconds);
        for (int round = 1; round <= rounds; round++) {
            say("round %d of %d".formatted(round, rounds));
            // In turns, so that whoever comes second does not always find a warmer machine.
            if (round % 2 == 1) {
                PacketCost without = run.measure(0);
                report.add(without, run.measure(bans));
            } else {
                PacketCost with = run.measure(bans);
                report.add(run.measure(0), with);
            }
        }
        publish(report.render(), output);
        return report.isWithinLimit() ? 0 : 1;
    }
}
