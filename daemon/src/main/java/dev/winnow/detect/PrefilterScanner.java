package dev.winnow.detect;

import dev.winnow.bindings.hyperscan.MatchBuffer;
import dev.winnow.bindings.hyperscan.MatchCollector;
import dev.winnow.bindings.hyperscan.PatternDatabase;
import dev.winnow.bindings.hyperscan.Scratch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Runs prefilters for one thread. Owns the scratch that fits all of a program's databases.
final class PrefilterScanner implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final Scratch scratch;
    private final MatchBuffer found;
    private long failures;

    PrefilterScanner(RuleProgram program) {
        List<PatternDatabase> databases = program.databases().toList();
        scratch = databases.isEmpty() ? null : Scratch.of(databases.getFirst());
        databases.stream().skip(1).forEach(database -> scratch.fit(database));
        int patterns = program.mostPatterns();
        // Each pattern is reported once, so there is room for all.
        found = MatchBuffer.ofDistinct(arena, Math.max(1, patterns), patterns);
    }

    /// Adds the rules whose literal is among the `length` bytes at `offset`.
    void scan(Prefilter prefilter, MemorySegment memory, long offset, int length, Candidates candidates) {
        int count = MatchCollector.collect(prefilter.database(), memory, offset, length, scratch, found);
        if (count < 0 || count > found.capacity()) {
            failures++;
            addAll(prefilter, candidates);
            return;
        }
        for (int i = 0; i < count; i++) {
            candidates.addAll(prefilter.rulesOf(found.id(i)));
        }
    }

    /// A scan that failed has excluded no rule.
    private static void addAll(Prefilter prefilter, Candidates candidates) {
        for (int id = 0; id < prefilter.patternCount(); id++) {
            candidates.addAll(prefilter.rulesOf(id));
        }
    }

    /// Scans that libhs did not finish.
    long failures() {
        return failures;
    }

    @Override
    public void close() {
        if (scratch != null) {
            scratch.close();
        }
        arena.close();
    }
}
