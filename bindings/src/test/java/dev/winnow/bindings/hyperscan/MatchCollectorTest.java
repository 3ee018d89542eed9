package dev.winnow.bindings.hyperscan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.bindings.AbiFacts;
import dev.winnow.bindings.GuardedBuffer;
import dev.winnow.natives.MatchCollectorLibrary;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MatchCollectorTest {
    private record Match(int id, int end) implements Comparable<Match> {
        @Override
        public int compareTo(Match other) {
            return id == other.id ? Integer.compare(end, other.end) : Integer.compare(id, other.id);
        }
    }

    /// What `collect` made of one scan.
    private record Scan(int count, List<Match> matches) {}

    @Property(tries = 300)
    void shouldFindWhatANaiveSearchFindsUpToTheLastByte(
            @ForAll("literals") List<byte[]> literals, @ForAll("payloads") byte[] payload) throws Exception {
        List<Pattern> patterns = new ArrayList<>();
        for (int id = 0; id < literals.size(); id++) {
            patterns.add(Pattern.literal(id, literals.get(id), 0));
        }
        Set<Match> expected = naive(literals, payload);

        Scan scan = scan(patterns, payload, expected.size() + 1, 0);

        assertThat(scan.count()).isEqualTo(expected.size());
        assertThat(new TreeSet<>(scan.matches())).isEqualTo(expected);
    }

    /// A process that is killed would leave it for ever.
    @Test
    void shouldLeaveNoCopyOfTheLibraryBehind() throws Exception {
        Path library = MatchCollectorLibrary.load(path -> {
            assertThat(path).isReadable();
            return path;
        });
        boolean isInstalled = library.startsWith("/usr/lib/winnow");
        assertThat(Files.exists(library)).isEqualTo(isInstalled);
    }

    /// Few values, so that literals overlap and repeat; with NUL, a quoted one, and a high one among them.
    @Provide
    Arbitrary<List<byte[]>> literals() {
        return bytes(1, 4).list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<byte[]> payloads() {
        return bytes(0, 120);
    }

    private static Arbitrary<byte[]> bytes(int minSize, int maxSize) {
        return Arbitraries.of((byte) 'a', (byte) 'b', (byte) 0, (byte) '.', (byte) 0xFF)
                .array(byte[].class)
                .ofMinSize(minSize)
                .ofMaxSize(maxSize);
    }

    @Test
    void shouldKeepTheFirstAndCountTheRestWhenTheBufferOverflows() throws Exception {
        Scan scan = scan(List.of(new Pattern(3, "a", 0)), "a".repeat(1_000).getBytes(StandardCharsets.US_ASCII), 4, 0);

        assertThat(scan.count()).isEqualTo(1_000);
        assertThat(scan.matches()).containsExactly(new Match(3, 1), new Match(3, 2), new Match(3, 3), new Match(3, 4));
    }

    @Test
    void shouldTakeAnIdOnceWhenDistinct() throws Exception {
        List<Pattern> patterns = List.of(new Pattern(70, "a", 0), new Pattern(1, "b", 0));
        byte[] data = ("a".repeat(1_000) + "b").getBytes(StandardCharsets.US_ASCII);

        Scan scan = scan(patterns, data, 2, 71);

        assertThat(scan.count()).isEqualTo(2);
        assertThat(scan.matches()).containsExactly(new Match(70, 1), new Match(1, 1_001));
    }

    @Test
    void shouldTakeAnIdEveryTimeWhenItIsPastTheDistinctOnes() throws Exception {
        Scan scan = scan(List.of(new Pattern(71, "a", 0)), "aaa".getBytes(StandardCharsets.US_ASCII), 8, 71);

        assertThat(scan.count()).isEqualTo(3);
    }

    @Test
    void shouldForgetTheIdsWhenTheNextScanBegins() throws Exception {
        try (PatternDatabase database = PatternDatabase.compile(List.of(new Pattern(0, "a", 0)));
                Scratch scratch = Scratch.of(database);
                Arena arena = Arena.ofConfined()) {
            MatchBuffer matches = MatchBuffer.ofDistinct(arena, 1, 1);
            MemorySegment data = arena.allocateFrom("aa");

            assertThat(MatchCollector.collect(database, data, 0, 2, scratch, matches))
                    .isEqualTo(1);
            assertThat(MatchCollector.collect(database, data, 0, 2, scratch, matches))
                    .isEqualTo(1);
        }
    }

    @Test
    void shouldFindWhatTheSecondDatabaseHasWhenTheScratchFitsBoth() throws Exception {
        try (PatternDatabase small = PatternDatabase.compile(List.of(new Pattern(0, "a", 0)));
                PatternDatabase large = PatternDatabase.compile(List.of(new Pattern(5, "(GET|POST) .{1,200}exe", 0)));
                Scratch first = Scratch.of(small);
                Arena arena = Arena.ofConfined()) {
            first.fit(large);
            MatchBuffer matches = MatchBuffer.ofAll(arena, 1);
            MemorySegment data = arena.allocateFrom("GET /cmd.exe");
            try (Scratch copy = first.copy()) {
                assertThat(MatchCollector.collect(large, data, 0, 12, copy, matches))
                        .isEqualTo(1);
            }
            assertThat(matches.id(0)).isEqualTo(5);
            assertThat(matches.endOffset(0)).isEqualTo(12);
        }
    }

    @Test
    void shouldReturnHyperscansErrorWhenTheDatabaseIsGone() throws Exception {
        PatternDatabase database = PatternDatabase.compile(List.of(new Pattern(0, "a", 0)));
        try (Scratch scratch = Scratch.of(database);
                Arena arena = Arena.ofConfined()) {
            database.close();
            MatchBuffer matches = MatchBuffer.ofAll(arena, 1);

            assertThat(MatchCollector.collect(database, arena.allocateFrom("a"), 0, 1, scratch, matches))
                    .isEqualTo(Hyperscan.INVALID);
        }
    }

    @Test
    void shouldRefuseWhenTheBytesAreNotAllInTheSegment() throws Exception {
        try (PatternDatabase database = PatternDatabase.compile(List.of(new Pattern(0, "a", 0)));
                Scratch scratch = Scratch.of(database);
                Arena arena = Arena.ofConfined()) {
            MatchBuffer matches = MatchBuffer.ofAll(arena, 1);
            MemorySegment data = arena.allocate(10);

            assertThatThrownBy(() -> MatchCollector.collect(database, data, 5, 6, scratch, matches))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void shouldLayOutTheBufferAsTheCompilerDoes() {
        AbiFacts compiler = AbiFacts.ofThisMachine();

        assertThat(AbiFacts.of("winnow_match", MatchBuffer.MATCH)).isEqualTo(compiler.about("winnow_match"));
        assertThat(AbiFacts.of("winnow_matches", MatchBuffer.MATCHES)).isEqualTo(compiler.about("winnow_matches"));
    }

    private static Scan scan(List<Pattern> patterns, byte[] data, int capacity, int distinctIds) throws Exception {
        try (PatternDatabase database = PatternDatabase.compile(patterns);
                Scratch scratch = Scratch.of(database);
                Arena arena = Arena.ofConfined();
                GuardedBuffer buffer = new GuardedBuffer(data.length + MatchCollector.READ_BEHIND)) {
            MatchBuffer matches = distinctIds == 0
                    ? MatchBuffer.ofAll(arena, capacity)
                    : MatchBuffer.ofDistinct(arena, capacity, distinctIds);
            MemorySegment memory = buffer.flush(Arrays.copyOf(data, data.length + MatchCollector.READ_BEHIND));
            int count = MatchCollector.collect(database, memory, 0, data.length, scratch, matches);
            List<Match> found = new ArrayList<>();
            for (int i = 0; i < Math.min(count, matches.capacity()); i++) {
                found.add(new Match(matches.id(i), matches.endOffset(i)));
            }
            return new Scan(count, found);
        }
    }

    private static Set<Match> naive(List<byte[]> literals, byte[] payload) {
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        Set<Match> found = new TreeSet<>();
        for (int id = 0; id < literals.size(); id++) {
            String literal = new String(literals.get(id), StandardCharsets.ISO_8859_1);
            for (int at = text.indexOf(literal); at >= 0; at = text.indexOf(literal, at + 1)) {
                found.add(new Match(id, at + literal.length()));
            }
        }
        return found;
    }
}
