package dev.winnow.rule;

import dev.winnow.rule.parse.IncompleteRules;
import dev.winnow.rule.parse.RuleBlock;
import dev.winnow.rule.parse.RuleReader;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.References;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The way from a file of rules to rules that can be compiled.
public final class RuleParser {
    private RuleParser() {}

    /// Reads all rules of `source` and resolves them. A rule with a mistake is left out, and the rest is still read;
    /// nothing in a text makes this throw.
    public static RuleFile parse(SourceText source, Variables variables, Classifications classifications) {
        return parse(source, variables, classifications, References.standard(), IncompleteRules.REFUSE);
    }

    /// As above, with a choice of what becomes of rules that winnow cannot evaluate whole. Takes as many threads as the
    /// common pool has.
    public static RuleFile parse(
            SourceText source,
            Variables variables,
            Classifications classifications,
            References references,
            IncompleteRules incomplete) {
        Optional<Diagnostics> unreadable = unreadable(source);
        return unreadable.isPresent()
                ? new RuleFile(List.of(), unreadable.get(), 0)
                : RuleFile.of(
                        source,
                        RuleBlock.of(source).parallelStream()
                                .map(block -> {
                                    RuleResolver resolver = new RuleResolver(variables, classifications, references);
                                    return parse(block, new Diagnostics(source), resolver, incomplete);
                                })
                                .toList());
    }

    private static Optional<Diagnostics> unreadable(SourceText source) {
        int binary = source.text().indexOf('\0');
        if (binary < 0) {
            return Optional.empty();
        }
        Diagnostics diagnostics = new Diagnostics(source);
        diagnostics.error(binary, binary + 1, "this is a binary file: rules are text, and have no zero bytes");
        return Optional.of(diagnostics);
    }

    private static RuleFile parse(
            RuleBlock block, Diagnostics diagnostics, RuleResolver resolver, IncompleteRules incomplete) {
        RuleReader.ParsedFile parsed = block.read(diagnostics, incomplete);
        List<ResolvedRule> rules = new ArrayList<>(parsed.rules().size());
        parsed.rules().forEach(rule -> resolver.resolve(rule, diagnostics).ifPresent(rules::add));
        return new RuleFile(rules, diagnostics, parsed.total());
    }
}
