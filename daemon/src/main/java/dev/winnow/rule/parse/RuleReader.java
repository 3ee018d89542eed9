package dev.winnow.rule.parse;

import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.source.Place;
import dev.winnow.rule.source.SourceText;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.syntax.AddressExpression;
import dev.winnow.rule.syntax.PortExpression;
import dev.winnow.rule.syntax.Rule;
import dev.winnow.rule.syntax.RuleHeader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the rules of a source. Takes time in proportion to the source's size, whatever is in it.
public final class RuleReader {
    private final SourceText source;
    private final Diagnostics diagnostics;
    private final OptionsReader options;
    private final IncompleteRules incomplete;

    /// What a source holds.
    ///
    /// @param rules those without a mistake, in the source's order
    /// @param total how many rules there are, with mistakes or without
    public record ParsedFile(List<Rule> rules, int total) {
        public ParsedFile {
            rules = List.copyOf(rules);
        }
    }

    private RuleReader(SourceText source, Diagnostics diagnostics, IncompleteRules incomplete) {
        this.source = source;
        this.diagnostics = diagnostics;
        this.incomplete = incomplete;
        this.options = new OptionsReader(KeywordTable.STANDARD, diagnostics);
    }

    /// Reads all rules of the text that `diagnostics` are about, and adds what is wrong with them.
    public static ParsedFile read(Diagnostics diagnostics) {
        return read(diagnostics, IncompleteRules.REFUSE);
    }

    /// As above, with a choice of what becomes of rules that winnow cannot evaluate whole.
    public static ParsedFile read(Diagnostics diagnostics, IncompleteRules incomplete) {
        SourceText source = diagnostics.source();
        int binary = source.text().indexOf('\0');
        if (binary >= 0) {
            diagnostics.error(binary, binary + 1, "this is a binary file: rules are text, and have no zero bytes");
            return new ParsedFile(List.of(), 0);
        }
        return new RuleReader(source, diagnostics, incomplete).read();
    }

    /// The names of all keywords that rules can be read with.
    public static Set<String> keywords() {
        return KeywordTable.STANDARD.understood();
    }

    /// The names of keywords that are known and not read, each with what is said of it after "is".
    public static Map<String, String> unsupportedKeywords() {
        return Collections.unmodifiableMap(UnsupportedKeywords.reasons());
    }

    /// Reads the value of an address variable.
    ///
    /// @throws IllegalArgumentException if it is not one; the message says why
    public static AddressExpression readAddresses(String text) {
        try {
            return AddressReader.read(RuleText.ofLine(text, 0).all().trim());
        } catch (Mistake mistake) {
            throw new IllegalArgumentException(mistake.getMessage(), mistake);
        }
    }

    /// Reads the value of a port variable.
    ///
    /// @throws IllegalArgumentException if it is not one; the message says why
    public static PortExpression readPorts(String text) {
        try {
            return PortReader.read(RuleText.ofLine(text, 0).all().trim());
        } catch (Mistake mistake) {
            throw new IllegalArgumentException(mistake.getMessage(), mistake);
        }
    }

    private ParsedFile read() {
        List<Rule> rules = new ArrayList<>();
        int total = 0;
        RuleLines lines = new RuleLines(source.text());
        for (RuleText line = lines.next(); line != null; line = lines.next()) {
            total++;
            read(line.all().trim()).ifPresent(rules::add);
        }
        return new ParsedFile(rules, total);
    }

    private Optional<Rule> read(Value text) {
        int errorsBefore = diagnostics.errors();
        int open = text.indexOf('(');
        HeaderReader reader = new HeaderReader(text.slice(0, open < 0 ? text.length() : open));
        Optional<Action> action = action(reader);
        if (action.isEmpty()) {
            return Optional.empty();
        }
        Optional<RuleHeader> header = header(reader, open >= 0);
        RuleDraft draft = new RuleDraft(diagnostics, incomplete);
        if (open >= 0) {
            options.read(body(text, open), draft);
        }
        List<RuleOption> conditions = draft.finish();
        if (diagnostics.errors() == errorsBefore && draft.identity.sid == IdentityDraft.NO_SID) {
            text.slice(0, open).trim().mistake("the rule has no `sid`").report(diagnostics);
        }
        if (diagnostics.errors() > errorsBefore) {
            return Optional.empty();
        }
        Place place = new Place(source, text.startOffset(), text.endOffset());
        Action safe = draft.isIncomplete() ? Action.ALERT : action.get();
        return header.map(h -> new Rule(safe, h, draft.identity.finish(), conditions, place));
    }

    /// What does not begin with an action is no rule, and is not looked at further.
    private Optional<Action> action(HeaderReader reader) {
        try {
            return Optional.of(reader.action());
        } catch (Mistake mistake) {
            mistake.report(diagnostics);
            return Optional.empty();
        }
    }

    private Optional<RuleHeader> header(HeaderReader reader, boolean hasOptions) {
        try {
            RuleHeader header = reader.header();
            if (!hasOptions) {
                throw reader.atEnd("expected `(` and the rule's options, found the end of the rule");
            }
            return Optional.of(header);
        } catch (Mistake mistake) {
            mistake.report(diagnostics);
            return Optional.empty();
        }
    }

    /// What is between the first parenthesis and the last.
    private Value body(Value text, int open) {
        if (text.endsWith(')')) {
            return text.slice(open + 1, text.length() - 1);
        }
        int close = text.lastIndexOf(')');
        boolean closedBefore = close > open && text.slice(open, close).trim().endsWith(';');
        Value wrong = text.drop(closedBefore ? close + 1 : text.length()).trim();
        wrong.mistake(closedBefore ? "unexpected text after the rule" : "expected `)` at the end of the rule")
                .report(diagnostics);
        return text.slice(open + 1, closedBefore ? close : text.length());
    }
}
