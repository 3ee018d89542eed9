package dev.winnow.detect.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bindings.hyperscan.MatchBuffer;
import dev.winnow.bindings.hyperscan.MatchCollector;
import dev.winnow.bindings.hyperscan.Pattern;
import dev.winnow.bindings.hyperscan.PatternDatabase;
import dev.winnow.bindings.hyperscan.PatternException;
import dev.winnow.bindings.hyperscan.Scratch;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseCacheTest {
    private static final List<Pattern> WORDS = words("word");

    private final List<String> notices = new ArrayList<>();

    @TempDir
    private Path parent;

    private Path folder;

    @BeforeEach
    void nameFolder() {
        folder = parent.resolve("winnow/cache");
    }

    private static List<Pattern> words(String stem) {
        return IntStream.range(0, 40)
                .mapToObj(id -> Pattern.literal(id, (stem + id + ';').getBytes(StandardCharsets.US_ASCII), 0))
                .toList();
    }

    private DatabaseCache cache() {
        return DatabaseCache.at(folder, notices::add);
    }

    /// The database does what it was asked for.
    private static void assertFinds(PatternDatabase database, String text, int... ids) {
        try (Arena arena = Arena.ofConfined();
                Scratch scratch = Scratch.of(database)) {
            MatchBuffer found = MatchBuffer.ofDistinct(arena, 64, 64);
            MemorySegment data = arena.allocateFrom(text, StandardCharsets.US_ASCII);
            int count = MatchCollector.collect(database, data, 0, text.length(), scratch, found);
            assertThat(IntStream.range(0, count).map(found::id))
                    .containsExactly(IntStream.of(ids).boxed().toArray(Integer[]::new));
        }
    }

    /// Asks a new cache for the words, and answers whether they came from disk.
    private boolean comesFromDisk() throws PatternException {
        DatabaseCache cache = cache();
        try (PatternDatabase database = cache.get(WORDS)) {
            assertFinds(database, "word7; word39; word", 7, 39);
        }
        assertThat(cache.found() + cache.compiled()).isEqualTo(1);
        return cache.found() == 1;
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }

    @Test
    void shouldReadWhatWasCompiledBefore() throws Exception {
        assertThat(comesFromDisk()).isFalse();
        assertThat(comesFromDisk()).isTrue();
        assertThat(notices).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void shouldCompileOtherPatterns() throws Exception {
        comesFromDisk();
        DatabaseCache cache = cache();
        try (PatternDatabase database = cache.get(words("other"))) {
            assertFinds(database, "word7; other8;", 8);
        }
        assertThat(cache.compiled()).isEqualTo(1);
    }

    @Test
    void shouldCompileTheSamePatternsWithOtherFlags() throws Exception {
        comesFromDisk();
        List<Pattern> caseless = WORDS.stream()
                .map(word -> new Pattern(word.id(), word.expression(), Pattern.CASELESS))
                .toList();
        try (PatternDatabase database = cache().get(caseless)) {
            assertFinds(database, "WORD7;", 7);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.001, 0.3, 0.999})
    void shouldCompileAnewWhatWasCut(double kept) throws Exception {
        comesFromDisk();
        byte[] whole = Files.readAllBytes(onlyFile());
        Files.write(onlyFile(), Arrays.copyOf(whole, (int) (whole.length * kept)));
        assertThat(comesFromDisk()).isFalse();
        assertThat(Files.readAllBytes(onlyFile())).isEqualTo(whole);
        assertThat(comesFromDisk()).isTrue();
    }

    @Test
    void shouldCompileAnewWhateverByteIsDamaged() throws Exception {
        comesFromDisk();
        byte[] whole = Files.readAllBytes(onlyFile());
        for (int at = 0; at < whole.length; at += at < 64 ? 1 : whole.length / 50) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(onlyFile(), damaged);
            assertThat(comesFromDisk()).as("byte %d damaged", at).isFalse();
        }
    }

    @Test
    void shouldCompileAnewWhatBelongsToAnotherKey() throws Exception {
        comesFromDisk();
        Path mine = onlyFile();
        byte[] whole = Files.readAllBytes(mine);
        cache().get(words("other")).close();
        Files.delete(mine);
        Files.move(onlyFile(), mine);
        assertThat(comesFromDisk()).isFalse();
        assertThat(Files.readAllBytes(mine)).isEqualTo(whole);
    }

    @Test
    void shouldTellKeysOfOneLibraryFromThoseOfAnother() {
        assertThat(CacheKey.of(WORDS, "5.4.2 AVX2")).isEqualTo(CacheKey.of(WORDS, "5.4.2 AVX2"));
        assertThat(CacheKey.of(WORDS, "5.4.2 AVX2")).isNotEqualTo(CacheKey.of(WORDS, "5.4.2 AVX512"));
        assertThat(CacheKey.platform()).contains("Mode: BLOCK");
    }

    @Test
    void shouldCompileAnewWhatLibhsRefuses() throws Exception {
        comesFromDisk();
        CacheKey key = CacheKey.of(WORDS, CacheKey.platform());
        Files.write(onlyFile(), CacheEntry.encode(key, "no database at all".getBytes(StandardCharsets.US_ASCII)));
        assertThat(comesFromDisk()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"rw-rw----", "rw-rw-rw-", "rw-r--r--", "rwx------"})
    void shouldNotTrustFilesThatOthersCanReach(String mode) throws Exception {
        comesFromDisk();
        Files.setPosixFilePermissions(onlyFile(), PosixFilePermissions.fromString(mode));
        assertThat(comesFromDisk()).isFalse();
        assertThat(comesFromDisk()).isTrue();
    }

    @Test
    void shouldNotFollowLinks() throws Exception {
        comesFromDisk();
        Path elsewhere = parent.resolve("elsewhere");
        Path name = onlyFile();
        Files.move(name, elsewhere);
        Files.createSymbolicLink(name, elsewhere);
        assertThat(comesFromDisk()).isFalse();
        assertThat(Files.isRegularFile(name, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"rwxrwx---", "rwxrwxrwx"})
    void shouldKeepNothingInAFolderThatOthersCanWrite(String mode) throws Exception {
        comesFromDisk();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
        assertThat(comesFromDisk()).isFalse();
        assertThat(notices).hasSize(1).first().asString().contains(folder + " can be written by others");
    }

    @Test
    void shouldSayOnceThatNothingIsKept() throws Exception {
        Files.createDirectories(parent);
        Files.writeString(parent.resolve("winnow"), "a file where the folder should be");
        DatabaseCache cache = cache();
        cache.get(WORDS).close();
        cache.get(words("other")).close();
        cache.prune();
        assertThat(notices).hasSize(1);
    }

    @Test
    void shouldKeepNothingThatIsCompiledAsFastAsItIsRead() throws Exception {
        cache().get(WORDS.subList(0, 3)).close();
        assertThat(folder).doesNotExist();
    }

    @Test
    void shouldTakeOutWhatIsOldAndNotAskedFor() throws Exception {
        comesFromDisk();
        Path asked = onlyFile();
        Instant now = Instant.parse("2030-01-01T00:00:00Z");
        Path stale = aged(folder.resolve("0.hsdb"), now.minus(Duration.ofDays(31)));
        Path recent = aged(folder.resolve("1.hsdb"), now.minus(Duration.ofDays(29)));
        Path unfinished = aged(folder.resolve("2.tmp"), now.minus(Duration.ofHours(2)));
        Path beingWritten = aged(folder.resolve("3.tmp"), now.minus(Duration.ofMinutes(5)));
        Path foreign = aged(folder.resolve("notes.txt"), now.minus(Duration.ofDays(99)));
        DatabaseCache cache = cache();
        cache.get(WORDS).close();
        cache.prune(now);
        assertThat(List.of(stale, unfinished)).noneMatch(Files::exists);
        assertThat(List.of(asked, recent, beingWritten, foreign)).allMatch(Files::exists);
    }

    private static Path aged(Path file, Instant used) throws IOException {
        return Files.setLastModifiedTime(Files.writeString(file, "x"), FileTime.from(used));
    }

    @Test
    void shouldStandSeveralWritersAtOnce() throws Exception {
        List<Callable<Boolean>> askers = Collections.nCopies(12, this::comesFromDisk);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Boolean> asked : threads.invokeAll(askers)) {
                assertThat(asked.get()).isNotNull();
            }
        }
        assertThat(comesFromDisk()).isTrue();
        assertThat(notices).isEmpty();
        assertThat(onlyFile()).isRegularFile();
    }
}
