package dev.winnow.rule;

import dev.winnow.rule.source.Diagnostics;
import java.util.List;

/// What was read from one file of rules.
///
/// @param rules the usable ones, in the file's order
/// @param total how many rules the file holds, usable or not
public record RuleFile(List<ResolvedRule> rules, Diagnostics diagnostics, int total) {
    public RuleFile {
        rules = List.copyOf(rules);
    }

    /// How many rules are whole and understood.
    public int usable() {
        return rules.size();
    }
}
