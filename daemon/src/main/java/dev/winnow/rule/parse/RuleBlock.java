package dev.winnow.rule.parse;

import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/// Some of a source's rules, which can be read while another thread reads others. Immutable.
public final class RuleBlock {
    /// Reading as many takes some ten milliseconds: long enough to be worth handing over, short enough to share well.
    private static final int MAX_RULES = 1_024;

    private final List<RuleText> rules;

    private RuleBlock(List<RuleText> rules) {
        this.rules = List.copyOf(rules);
    }

    /// Cuts a source into blocks, in its order. A source without rules has none.
    public static List<RuleBlock> of(SourceText source) {
        List<RuleBlock> blocks = new ArrayList<>();
        List<RuleText> rules = new ArrayList<>();
        RuleLines lines = new RuleLines(source.text());
        for (RuleText line = lines.next(); line != null; line = lines.next()) {
            rules.add(line);
            if (rules.size() == MAX_RULES) {
                blocks.add(new RuleBlock(rules));
                rules.clear();
            }
        }
        if (!rules.isEmpty()) {
            blocks.add(new RuleBlock(rules));
        }
        return blocks;
    }

    /// Reads the block's rules, and adds what is wrong with them to `diagnostics`, which are about the block's source.
    public RuleReader.ParsedFile read(Diagnostics diagnostics, IncompleteRules incomplete) {
        return RuleReader.read(rules, diagnostics, incomplete);
    }
}
