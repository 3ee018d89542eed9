package dev.winnow.bench.load;

import dev.winnow.bench.Commands;
import dev.winnow.bindings.nfqueue.QueueStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Measures winnow with bans in force, each time as a fresh process in fresh network namespaces.
final class BansRun {
    /// So many that the kernel's look-ups go to many places of its sets.
    static final int SENDERS = 1024;

    private static final int WARM_UP_FLOOD_SECONDS = 2;
    private static final int WARM_UP_RATE_SECONDS = 2;
    private static final double MOST_UNSEEN = 0.01;
    private static final int MOST_WINDOWS = 5;
    private static final int RESTORE_PROBES = 100;
    private static final long RESTORE_POLL_MS = 100;
    private static final int QUIET_LOOKS = 60;
    private static final long QUIET_MS = 1_000;
    private static final double QUIET_CPU_SECONDS = 0.03;

    private final Path programs;
    private final Path workDirectory;
    private final long packetsPerSecond;
    private final int seconds;
    private int started;

    /// @param programs where the reference programs were compiled to
    BansRun(Path programs, Path workDirectory, long packetsPerSecond, int seconds) {
        this.programs = programs;
        this.workDirectory = workDirectory;
        this.packetsPerSecond = packetsPerSecond;
        this.seconds = seconds;
    }

    /// What a packet costs of those who are not banned, while `bans` others are.
    ///
    /// @throws IOException where winnow does not start, the bans do not hold, or packets went past it
    PacketCost measure(int bans) throws IOException {
        Path folder = Files.createDirectory(workDirectory.resolve("bans" + started++));
        Path ledger = folder.resolve("bans.db");
        BanList.write(ledger, bans, TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
        try (TestBed bed = TestBed.create("wn" + ProcessHandle.current().pid())) {
            bed.addSources(BanList.NETWORK);
            LoadGenerator generator = new LoadGenerator(bed, programs);
            try (RunningContender winnow =
                    RunningContender.start(bed, winnow(folder, ledger), folder.resolve("winnow.log"))) {
                awaitBans(bans, generator, winnow);
                awaitQuiet(winnow);
                generator.run(Load.flood(WARM_UP_FLOOD_SECONDS).from(BanList.SENDERS, SENDERS), winnow);
                generator.run(steady(WARM_UP_RATE_SECONDS), winnow);
                return firstWhole(generator, winnow);
            }
        }
    }

    private static Contender winnow(Path folder, Path ledger) throws IOException {
        Path none = Files.writeString(folder.resolve("none.rules"), "# no rules\n");
        List<String> command = List.of(
                Lineup.WINNOW.toString(),
                "run",
                "--queue",
                Integer.toString(TestBed.QUEUE),
                "--threads",
                "single",
                "--cpus",
                Pinning.CONTENDER,
                "--rules",
                none.toString(),
                "--eve",
                folder.resolve("eve.json").toString(),
                "--control",
                folder.resolve("control.sock").toString(),
                "--set",
                "ban.ledger=" + ledger,
                "--set",
                "evidence.directory=" + folder.resolve("evidence"));
        return new Contender("winnow", command, Pinning.CONTENDER, false);
    }

    private Load steady(int duration) {
        return Load.steady(packetsPerSecond, duration).from(BanList.SENDERS, SENDERS);
    }

    /// Waits for the last ban, whose address no sender has.
    private static void awaitBans(int bans, LoadGenerator generator, RunningContender winnow) throws IOException {
        Load probe = Load.probe().from(BanList.last(Math.max(1, bans)) + "/32", 1);
        for (int i = 0; i < RESTORE_PROBES; i++) {
            LoadResult result = generator.run(probe, winnow);
            if (result.received() == (bans == 0 ? result.sent() : 0)) {
                return;
            }
            Commands.pause(RESTORE_POLL_MS);
        }
        throw new IOException(bans == 0 ? "somebody is kept out without a ban" : "the bans do not hold");
    }

    /// Restoring bans takes winnow and the kernel time, once: that is not what a packet costs.
    private static void awaitQuiet(RunningContender winnow) throws IOException {
        for (int i = 0; i < QUIET_LOOKS; i++) {
            double before = winnow.cpuSeconds();
            Commands.pause(QUIET_MS);
            if (winnow.cpuSeconds() - before <= QUIET_CPU_SECONDS) {
                return;
            }
        }
        throw new IOException("winnow is busy without any packets");
    }

    /// A window in which winnow judged all packets but a few: where it got no processor, packets went past it.
    private PacketCost firstWhole(LoadGenerator generator, RunningContender winnow) throws IOException {
        for (int i = 0; i < MOST_WINDOWS; i++) {
            Optional<PacketCost> cost = window(generator, winnow);
            if (cost.isPresent()) {
                return cost.get();
            }
        }
        throw new IOException("packets went past winnow or were lost: the machine is too busy, or --rate too high");
    }

    private Optional<PacketCost> window(LoadGenerator generator, RunningContender winnow) throws IOException {
        QueueStatistics before = winnow.statistics();
        double filterBefore = winnow.cpuSeconds();
        double kernelBefore = SoftirqThreads.cpuSeconds();
        LoadResult load = generator.run(steady(seconds), winnow);
        double kernel = SoftirqThreads.cpuSeconds() - kernelBefore;
        double filter = winnow.cpuSeconds() - filterBefore;
        Measurement measurement = Measurement.between(before, winnow.statistics(), filter, load);
        if (measurement.unseenShare() + measurement.lostShare() > MOST_UNSEEN) {
            return Optional.empty();
        }
        return Optional.of(new PacketCost(measurement.inspected(), filter, load.cpuSeconds() + kernel));
    }
}
