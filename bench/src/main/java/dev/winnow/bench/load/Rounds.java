package dev.winnow.bench.load;

import dev.winnow.bindings.nfqueue.QueueStatistics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Measures every contender in turn, as often as there are rounds, each time as a fresh process.
final class Rounds {
    private final TestBed bed;
    private final LoadGenerator generator;
    private final Path logDirectory;
    private final Consumer<String> progress;
    private final List<Load> cold;
    private final List<Load> warmUp;
    private final List<Load> windows;
    private final Results results = new Results();
    private final Set<String> failures = new LinkedHashSet<>();

    /// @param cold loads that are measured before anything else has come
    /// @param warmUp loads that are not measured, for just-in-time compilation and caches
    /// @param windows loads that are measured
    Rounds(
            TestBed bed,
            LoadGenerator generator,
            Path logDirectory,
            List<Load> cold,
            List<Load> warmUp,
            List<Load> windows,
            Consumer<String> progress) {
        this.bed = bed;
        this.generator = generator;
        this.logDirectory = logDirectory;
        this.cold = cold;
        this.warmUp = warmUp;
        this.windows = windows;
        this.progress = progress;
    }

    /// A contender that fails is left out of the rounds that remain.
    void run(int rounds, List<Contender> contenders) {
        List<Contender> remaining = new ArrayList<>(contenders);
        for (int round = 1; round <= rounds; round++) {
            for (Contender contender : List.copyOf(remaining)) {
                progress.accept("round %d of %d: %s".formatted(round, rounds, contender.name()));
                try {
                    measure(contender);
                } catch (IOException e) {
                    failures.add(contender.name() + ": " + e.getMessage());
                    progress.accept(contender.name() + ": " + e.getMessage());
                    remaining.remove(contender);
                }
            }
        }
    }

    private void measure(Contender contender) throws IOException {
        Path log = logDirectory.resolve("contender.log");
        try (RunningContender running = RunningContender.start(bed, contender, log)) {
            Map<Load, Measurement> first = new LinkedHashMap<>();
            for (Load load : cold) {
                first.put(load, window(load, running));
            }
            Gate.check(contender, running, generator);
            first.forEach((load, measurement) -> results.add(load.name(), contender.name(), measurement));
            for (Load load : warmUp) {
                generator.run(load, running);
            }
            for (Load load : windows) {
                results.add(load.name(), contender.name(), window(load, running));
            }
        }
    }

    private Measurement window(Load load, RunningContender running) throws IOException {
        QueueStatistics before = running.statistics();
        double cpuSecondsBefore = running.cpuSeconds();
        LoadResult result = generator.run(load, running);
        double cpuSeconds = running.cpuSeconds() - cpuSecondsBefore;
        return Measurement.between(before, running.statistics(), cpuSeconds, result);
    }

    Results results() {
        return results;
    }

    /// One line for each contender that did not start, or that gave a wrong result.
    List<String> failures() {
        return List.copyOf(failures);
    }
}
