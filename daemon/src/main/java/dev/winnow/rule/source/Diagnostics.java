package dev.winnow.rule.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Collects the findings of one source, in the order in which they are met. Past a bound they are only counted, so
/// that a file of rubbish costs no more than its own size. One thread.
public final class Diagnostics {
    /// Far more than a rule set of today has rules.
    private static final int MAX_KEPT = 200_000;

    private final SourceText source;
    private final List<Diagnostic> kept = new ArrayList<>();
    private int errors;
    private int warnings;

    public Diagnostics(SourceText source) {
        this.source = source;
    }

    /// Notes an error about the characters from `start` to before `end`.
    public void error(int start, int end, String message) {
        errors++;
        keep(new Diagnostic(Diagnostic.Severity.ERROR, start, end, message));
    }

    /// Notes a warning about the characters from `start` to before `end`.
    public void warning(int start, int end, String message) {
        warnings++;
        keep(new Diagnostic(Diagnostic.Severity.WARNING, start, end, message));
    }

    private void keep(Diagnostic diagnostic) {
        if (kept.size() < MAX_KEPT) {
            kept.add(diagnostic);
        }
    }

    /// The text that the findings are about.
    public SourceText source() {
        return source;
    }

    /// An unmodifiable view.
    public List<Diagnostic> all() {
        return Collections.unmodifiableList(kept);
    }

    /// How many errors there were, kept or not.
    public int errors() {
        return errors;
    }

    /// How many warnings there were, kept or not.
    public int warnings() {
        return warnings;
    }

    /// The first `limit` findings for people, and a line that says how many more there are.
    public String render(int limit) {
        StringBuilder text = new StringBuilder();
        int shown = Math.min(limit, kept.size());
        kept.subList(0, shown).forEach(diagnostic -> text.append(diagnostic.render(source)));
        int more = errors + warnings - shown;
        if (more > 0) {
            text.append(source.name()).append(": and ").append(more).append(" more\n");
        }
        return text.toString();
    }
}
