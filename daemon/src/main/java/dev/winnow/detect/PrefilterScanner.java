package dev.winnow.detect;

import dev.winnow.bindings.hyperscan.MatchBuffer;
import dev.winnow.bindings.hyperscan.MatchCollector;
import dev.winnow.bindings.hyperscan.PatternDatabase;
import dev.winnow.bindings.hyperscan.Scratch;
import dev.winnow.flow.Sightings;
import dev.winnow.flow.Stream;
import dev.winnow.memory.ByteRange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// Runs prefilters for one thread. Owns the scratch that fits all of a program's databases.
final class PrefilterScanner implements AutoCloseable {
    private static final int FAILED = -1;

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
        int count = search(prefilter, memory, offset, length);
        if (count == FAILED) {
            addAll(prefilter, candidates);
        }
        for (int i = 0; i < count; i++) {
            candidates.addAll(prefilter.rulesOf(found.id(i)));
        }
    }

    /// Adds the rules whose literal is in the packet's stream window. What was searched with an earlier packet is not
    /// searched again, but for a literal that ends in the fresh bytes.
    void scanStream(Prefilter prefilter, PacketContext packet, Candidates candidates) {
        ByteRange window = packet.window;
        Stream stream = packet.flow.stream(packet.direction);
        Sightings sightings = stream.sightings();
        long position = stream.position();
        boolean covered = sightings.cover(prefilter, position, position + packet.windowFresh);
        int known = covered ? Math.max(0, packet.windowFresh - FastLiteral.OVERLAP) : 0;
        int count = search(prefilter, window.memory(), window.offset() + known, window.length() - known);
        sightings.searched(position + window.length());
        for (int i = 0; i < count; i++) {
            int pattern = found.id(i);
            sightings.add(pattern);
            candidates.addAll(prefilter.rulesOf(pattern));
        }
        if (count == FAILED) {
            sightings.lose();
            addAll(prefilter, candidates);
        }
        for (int i = 0; i < sightings.count(); i++) {
            candidates.addAll(prefilter.rulesOf(sightings.pattern(i)));
        }
    }

    /// How many patterns there are in `found` now, or [#FAILED].
    private int search(Prefilter prefilter, MemorySegment memory, long offset, int length) {
        int count = MatchCollector.collect(prefilter.database(), memory, offset, length, scratch, found);
        if (count < 0 || count > found.capacity()) {
            failures++;
            return FAILED;
        }
        return count;
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
