package dev.winnow.bench.load;

import dev.winnow.bench.MachineFacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Packets per second, losses and CPU per packet of winnow and its peers, behind one queue. Needs root; started from
/// the project's root by `bench/bin/bench`.
///
/// Exit status: 0 measured, 1 something failed or gave a wrong result, 2 the call is wrong.
@Command(name = "queue", mixinStandardHelpOptions = true, description = "Loads one queue, each contender in turn.")
public final class QueueBench extends LoadBench {
    private static final int WARM_UP_RATE_SECONDS = 4;
    private static final int WARM_UP_FLOOD_SECONDS = 2;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Rounds; the median counts. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "6",
            description = "Seconds of each window, 1 to 600. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--rate",
            defaultValue = "60000",
            description = "Packets per second of the steady load. Default: ${DEFAULT-VALUE}.")
    private long packetsPerSecond;

    @Option(names = "--only", description = "Measures contenders whose name contains ${PARAM-LABEL}, and the baseline.")
    private String only = "";

    @Option(names = "--output", defaultValue = "bench/results/queue.md", description = "Default: ${DEFAULT-VALUE}.")
    private Path output;

    private QueueBench() {}

    /// Runs the bench and ends the JVM with the exit status.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new QueueBench()).execute(arguments));
    }

    @Override
    public Integer call() {
        checkWindows(rounds, seconds, packetsPerSecond);
        return super.call();
    }

    @Override
    int measure(Path workDirectory) throws IOException {
        Host.check();
        String machine = MachineFacts.describe();
        Path programs = workDirectory.resolve("reference");
        Lineup lineup = Lineup.assemble(programs, workDirectory);
        lineup.absent().forEach(line -> say("skipped: " + line));
        try (TestBed bed = TestBed.create("wb" + ProcessHandle.current().pid())) {
            Rounds measured = new Rounds(
                    bed,
                    new LoadGenerator(bed, programs),
                    workDirectory,
                    List.of(Load.start()),
                    List.of(Load.flood(WARM_UP_FLOOD_SECONDS), Load.steady(packetsPerSecond, WARM_UP_RATE_SECONDS)),
                    List.of(Load.steady(packetsPerSecond, seconds), Load.flood(seconds), Load.overload(seconds)),
                    LoadBench::say);
            measured.run(rounds, chosen(lineup));
            publish(machine, measured, lineup);
            return measured.failures().isEmpty() ? 0 : 1;
        }
    }

    private List<Contender> chosen(Lineup lineup) {
        return lineup.contenders().stream()
                .filter(contender ->
                        contender.name().contains(only) || contender.name().equals(Lineup.BASELINE))
                .toList();
    }

    private void publish(String machine, Rounds measured, Lineup lineup) throws IOException {
        List<String> remarks = new ArrayList<>(lineup.absent());
        remarks.addAll(measured.failures());
        String method = """
                UDP with %d bytes of payload over veth, median of %d rounds, windows of %d s. Load and sink on processor %s, \
                contenders with one thread on processor %s, with several on %s. start: a flood for one second as soon as the \
                contender has bound the queue; steady: %,d packets/s; flood: all that one \
                processor sends; overload: all that two processors send, one of them the contender's.""".formatted(
                Load.PAYLOAD_LENGTH, rounds, seconds, Pinning.LOAD, Pinning.CONTENDER, Pinning.BOTH, packetsPerSecond);
        publish(new Report(machine, method, measured.results(), remarks).render(), output);
    }
}
