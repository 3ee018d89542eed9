package dev.winnow.detect;

import dev.winnow.bindings.ffm.NativeLibrary;
import dev.winnow.bindings.hyperscan.Pattern;
import dev.winnow.bindings.hyperscan.PatternDatabase;
import dev.winnow.bindings.hyperscan.PatternException;
import dev.winnow.detect.cache.DatabaseCache;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The pattern databases of a program: one for each set of literals, however many groups search for it. Immutable,
/// shared by all threads; owns native memory until [#close].
final class PatternDatabases implements AutoCloseable {
    private final Map<List<FastLiteral>, PatternDatabase> byLiterals;

    private PatternDatabases(Map<List<FastLiteral>, PatternDatabase> byLiterals) {
        this.byLiterals = byLiterals;
    }

    /// Takes databases out of the cache and compiles the others, the largest first; takes as many threads as the
    /// common pool has.
    ///
    /// @param sets what groups search for; empty ones, and those that were there before, cost nothing
    /// @throws dev.winnow.bindings.ffm.LibraryMissing where there is no libhs
    static PatternDatabases compile(Stream<List<FastLiteral>> sets, DatabaseCache cache) {
        List<List<FastLiteral>> wanted = sets.filter(literals -> !literals.isEmpty())
                .distinct()
                .sorted(Comparator.<List<FastLiteral>>comparingInt(List::size).reversed())
                .toList();
        if (wanted.isEmpty()) {
            return new PatternDatabases(Map.of());
        }
        NativeLibrary.HYPERSCAN.require();
        PatternDatabases databases = new PatternDatabases(dealt(wanted).parallelStream()
                .collect(Collectors.toConcurrentMap(Function.identity(), literals -> database(literals, cache))));
        cache.prune();
        return databases;
    }

    /// Every other one, then the rest. A parallel stream halves its list, and each half is to have as much work.
    private static <T> List<T> dealt(List<T> sorted) {
        List<T> dealt = new ArrayList<>(sorted.size());
        for (int first = 0; first < 2; first++) {
            for (int i = first; i < sorted.size(); i += 2) {
                dealt.add(sorted.get(i));
            }
        }
        return dealt;
    }

    private static PatternDatabase database(List<FastLiteral> literals, DatabaseCache cache) {
        List<Pattern> patterns = IntStream.range(0, literals.size())
                .mapToObj(id -> literals.get(id).pattern(id))
                .toList();
        try {
            return cache.get(patterns);
        } catch (PatternException e) {
            throw new IllegalStateException("libhs refuses a literal: " + e.getMessage(), e);
        }
    }

    /// The database of a set that [#compile] was given.
    PatternDatabase of(List<FastLiteral> literals) {
        return byLiterals.get(literals);
    }

    Stream<PatternDatabase> all() {
        return byLiterals.values().stream();
    }

    int count() {
        return byLiterals.size();
    }

    long sizeBytes() {
        return all().mapToLong(PatternDatabase::sizeBytes).sum();
    }

    @Override
    public void close() {
        all().forEach(PatternDatabase::close);
    }
}
