package dev.winnow.detect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Collects the literals of one buffer's rules; rules with the same literal share it.
///
/// Literals are kept in an order of their own, so that groups with the same literals ask for the same database.
final class PrefilterBuilder {
    private final Map<FastLiteral, List<Integer>> rulesOfLiteral = new TreeMap<>(FastLiteral.ORDER);

    /// Files the rule under its literal.
    void add(int ruleIndex, FastLiteral literal) {
        rulesOfLiteral.computeIfAbsent(literal, _ -> new ArrayList<>()).add(ruleIndex);
    }

    /// The literals that were collected; a literal's index is its pattern's id.
    List<FastLiteral> literals() {
        return List.copyOf(rulesOfLiteral.keySet());
    }

    /// The prefilter; null if no rule had a literal.
    ///
    /// @param databases has the one of [#literals]
    Prefilter build(PatternDatabases databases) {
        if (rulesOfLiteral.isEmpty()) {
            return null;
        }
        int[][] rulesOfPattern = rulesOfLiteral.values().stream()
                .map(rules -> rules.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        return new Prefilter(databases.of(literals()), rulesOfPattern);
    }
}
