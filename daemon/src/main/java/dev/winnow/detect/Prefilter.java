package dev.winnow.detect;

import dev.winnow.bindings.hyperscan.PatternDatabase;

/// The literals of one group of rules, all searched for at once, and the rules behind each. Immutable, shared by all
/// threads.
final class Prefilter {
    private final PatternDatabase database;
    private final int[][] rulesOfPattern;

    /// @param database borrowed, other prefilters may have it as well
    /// @param rulesOfPattern rule indexes by pattern id
    Prefilter(PatternDatabase database, int[][] rulesOfPattern) {
        this.database = database;
        this.rulesOfPattern = rulesOfPattern;
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
}
