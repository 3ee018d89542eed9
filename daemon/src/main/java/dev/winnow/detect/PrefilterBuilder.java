package dev.winnow.detect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the literals of one buffer's rules; rules with the same literal share it.
final class PrefilterBuilder {
    private final Map<FastLiteral, List<Integer>> rulesOfLiteral = new LinkedHashMap<>();

    /// Files the rule under its literal.
    void add(int ruleIndex, FastLiteral literal) {
        rulesOfLiteral.computeIfAbsent(literal, _ -> new ArrayList<>()).add(ruleIndex);
    }

    /// The compiled prefilter; null if no rule had a literal.
    Prefilter build() {
        if (rulesOfLiteral.isEmpty()) {
            return null;
        }
        int[][] rulesOfPattern = rulesOfLiteral.values().stream()
                .map(rules -> rules.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
        return Prefilter.compile(List.copyOf(rulesOfLiteral.keySet()), rulesOfPattern);
    }
}
