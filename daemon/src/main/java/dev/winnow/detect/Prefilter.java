package dev.winnow.detect;

import dev.winnow.bindings.ffm.NativeLibrary;
import dev.winnow.bindings.hyperscan.Pattern;
import dev.winnow.bindings.hyperscan.PatternDatabase;
import dev.winnow.bindings.hyperscan.PatternException;
import java.util.List;
import java.util.stream.IntStream;

/// The literals of one group of rules, all searched for at once, and the rules behind each. Immutable, shared by all
/// threads; owns native memory.
final class Prefilter implements AutoCloseable {
    private final PatternDatabase database;
    private final int[][] rulesOfPattern;

    private Prefilter(PatternDatabase database, int[][] rulesOfPattern) {
        this.database = database;
        this.rulesOfPattern = rulesOfPattern;
    }

    /// @param literals at least one; a literal's index is its pattern's id
    /// @param rulesOfPattern rule indexes by pattern id
    /// @throws dev.winnow.bindings.ffm.LibraryMissing where there is no libhs
    static Prefilter compile(List<FastLiteral> literals, int[][] rulesOfPattern) {
        NativeLibrary.HYPERSCAN.require();
        List<Pattern> patterns = IntStream.range(0, literals.size())
                .mapToObj(id -> pattern(id, literals.get(id)))
                .toList();
        try {
            return new Prefilter(PatternDatabase.compile(patterns), rulesOfPattern);
        } catch (PatternException e) {
            throw new IllegalStateException("libhs refuses a literal: " + e.getMessage(), e);
        }
    }

    private static Pattern pattern(int id, FastLiteral literal) {
        int flags = Pattern.SINGLE_MATCH | (literal.noCase() ? Pattern.CASELESS : 0);
        return Pattern.literal(id, literal.bytes().toArray(), flags);
    }

    PatternDatabase database() {
        return database;
    }

    /// The rules to look at where a pattern was found.
    int[] rulesOf(int patternId) {
        return rulesOfPattern[patternId];
    }

    int patternCount() {
        return rulesOfPattern.length;
    }

    @Override
    public void close() {
        database.close();
    }
}
