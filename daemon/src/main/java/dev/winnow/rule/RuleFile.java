package dev.winnow.rule;

import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/// What was read from one file of rules.
///
/// @param rules the usable ones, in the file's order
/// @param total how many rules the file holds, usable or not
public record RuleFile(List<ResolvedRule> rules, Diagnostics diagnostics, int total) {
    public RuleFile {
        rules = List.copyOf(rules);
    }

    /// Puts the parts of one file together.
    ///
    /// @param parts in the file's order
    static RuleFile of(SourceText source, List<RuleFile> parts) {
        List<ResolvedRule> rules = new ArrayList<>();
        Diagnostics diagnostics = new Diagnostics(source);
        int total = 0;
        for (RuleFile part : parts) {
            rules.addAll(part.rules);
            diagnostics.addAll(part.diagnostics);
            total += part.total;
        }
        return new RuleFile(rules, diagnostics, total);
    }

    /// How many rules are whole and understood.
    public int usable() {
        return rules.size();
    }
}
