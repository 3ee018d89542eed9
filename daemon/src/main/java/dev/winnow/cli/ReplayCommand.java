package dev.winnow.cli;

import dev.winnow.config.ConfigLoader.Origin;
import dev.winnow.config.WinnowConfig;
import dev.winnow.lane.CaptureReplay;
import dev.winnow.lane.Engine;
import dev.winnow.lane.LaneException;
import dev.winnow.lane.ReplaySettings;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `winnow replay`: the same engine over captures.
@Command(
        name = "replay",
        description = "Judge the packets of captures as if they came from the queue.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Captures may be pcap or pcapng, gzip-compressed too; '-' is standard input. Each starts with a clean state.",
            "A suricata.yaml will do as --config: what means nothing to winnow is counted and passed over.",
            "",
            "Examples:",
            "  winnow replay --rules my.rules --eve events.json attack.pcap.gz",
            "  winnow replay --rules my.rules --ips --write-dropped dropped.pcap attack.pcap",
            "  tcpdump -r big.pcap -w - 'port 80' | winnow replay --rules my.rules --eve - -"
        })
final class ReplayCommand implements Callable<Integer> {
    /// What `--checksums` takes.
    enum Checksums {
        VALIDATE,
        IGNORE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Mixin
    private EngineOptions engineOptions;

    @Parameters(paramLabel = "CAPTURE", arity = "1..*", description = "Capture files, or '-' for standard input.")
    private List<String> captures;

    @Option(names = "--ips", description = "Let drops take effect on what follows.")
    private boolean ips;

    @Option(names = "--filter", paramLabel = "BPF", description = "Judge only packets that match, as in tcpdump.")
    private String filter;

    @Option(names = "--write-accepted", paramLabel = "FILE", description = "Write accepted packets to this capture.")
    private Path accepted;

    @Option(
            names = "--write-dropped",
            paramLabel = "FILE",
            description = "Write dropped packets to this capture; nothing is dropped without --ips.")
    private Path dropped;

    @Option(
            names = "--evidence",
            paramLabel = "FOLDER",
            description = "Keep the first packets of each offence there, as pcapng with the reason as a comment.")
    private Path evidence;

    @Option(
            names = "--checksums",
            paramLabel = "MODE",
            description = "validate or ignore. Without it: as the configuration says (stream.checksum-validation,"
                    + " pcap-file.checksum-checks).")
    private Checksums checksums;

    @Override
    public Integer call() {
        WinnowConfig config = engineOptions.config(Origin.FOREIGN, overrides());
        ReplaySettings settings = new ReplaySettings(
                ips,
                Optional.ofNullable(filter),
                Optional.ofNullable(accepted),
                Optional.ofNullable(dropped),
                Optional.ofNullable(evidence));
        try (Engine engine = engineOptions.repeatable(config);
                CaptureReplay replay = new CaptureReplay(engine, settings, EventFile.ofCall(engineOptions))) {
            return replayAll(replay);
        } catch (LaneException | IOException e) {
            throw CommandFailure.work(e.getMessage(), e);
        }
    }

    private List<String> overrides() {
        return switch (checksums) {
            case null -> List.of();
            case VALIDATE -> List.of("pcap-file.checksum-checks=yes", "stream.checksum-validation=yes");
            case IGNORE -> List.of("stream.checksum-validation=no");
        };
    }

    /// A capture that fails does not keep the others from being replayed; what was read before its fault counts. The
    /// call has failed if none could be read.
    private int replayAll(CaptureReplay replay) {
        long startNs = System.nanoTime();
        CommandFailure failure = null;
        int whole = 0;
        ProgressBar progress = ProgressBar.of(captures);
        for (String capture : captures) {
            try {
                replay.replay(capture, progress::show);
                whole++;
            } catch (IOException | LaneException e) {
                failure = tell(failure, CommandFailure.work(e.getMessage(), e));
            } finally {
                progress.captureDone(replay.bytes());
            }
        }
        progress.close();
        System.err.println("winnow: " + summary(replay, System.nanoTime() - startNs));
        if (failure != null && whole == 0) {
            throw failure;
        }
        if (failure != null) {
            System.err.println("winnow: " + Terminal.oneLine(failure.getMessage()));
        }
        return ExitCode.OK;
    }

    /// The last failure is thrown at the end; those before it are told now.
    private static CommandFailure tell(CommandFailure earlier, CommandFailure failure) {
        if (earlier != null) {
            System.err.println("winnow: " + Terminal.oneLine(earlier.getMessage()));
        }
        return failure;
    }

    private static String summary(CaptureReplay replay, long elapsedNs) {
        CounterSnapshot counters = replay.counters();
        return "%,d packets, %,d accepted, %,d dropped, %,d malformed, %,d with a wrong checksum, %,d alerts, %.1f Mbit/s%s"
                .formatted(
                        counters.get(LaneCounter.RECEIVED),
                        counters.get(LaneCounter.ACCEPTED),
                        counters.dropped(),
                        counters.malformed(),
                        counters.get(LaneCounter.WRONG_CHECKSUM),
                        counters.get(LaneCounter.ALERTS),
                        8_000.0 * replay.bytes() / elapsedNs,
                        StatusLine.troubles(counters));
    }
}
