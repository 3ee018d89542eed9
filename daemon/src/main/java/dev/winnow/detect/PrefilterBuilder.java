package dev.winnow.detect;

import dev.winnow.rule.option.RuleOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects the literals of one group's rules; rules with the same literal share it.
final class PrefilterBuilder {
    private final Map<FastLiteral, List<Integer>> rulesOfLiteral = new LinkedHashMap<>();

    /// Files the rule under its literal; false if it has none.
    boolean add(int ruleIndex, List<? extends RuleOption> options) {
        return FastLiteral.of(options)
                .map(literal -> rulesOfLiteral
                        .computeIfAbsent(literal, _ -> new ArrayList<>())
                        .add(ruleIndex))
                .isPresent();
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
