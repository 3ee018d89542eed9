package dev.winnow.rule;

import dev.winnow.rule.parse.IncompleteRules;
import dev.winnow.rule.parse.RuleReader;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.References;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/// The way from a file of rules to rules that can be compiled.
public final class RuleParser {
    private RuleParser() {}

    /// Reads all rules of `source` and resolves them. A rule with a mistake is left out, and the rest is still read;
    /// nothing in a text makes this throw.
    public static RuleFile parse(SourceText source, Variables variables, Classifications classifications) {
        return parse(source, variables, classifications, References.standard(), IncompleteRules.REFUSE);
    }

    /// As above, with a choice of what becomes of rules that winnow cannot evaluate whole.
    public static RuleFile parse(
            SourceText source,
            Variables variables,
            Classifications classifications,
            References references,
            IncompleteRules incomplete) {
        Diagnostics diagnostics = new Diagnostics(source);
        RuleReader.ParsedFile parsed = RuleReader.read(diagnostics, incomplete);
        RuleResolver resolver = new RuleResolver(variables, classifications, references);
        List<ResolvedRule> rules = new ArrayList<>(parsed.rules().size());
        parsed.rules().forEach(rule -> resolver.resolve(rule, diagnostics).ifPresent(rules::add));
        return new RuleFile(rules, diagnostics, parsed.total());
    }
}
