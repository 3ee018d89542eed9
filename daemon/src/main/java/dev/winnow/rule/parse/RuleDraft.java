package dev.winnow.rule.parse;

import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.source.Diagnostics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A rule's options while they are read. A content is finished only when all that may modify it was read.
final class RuleDraft {
    /// An option that may still change.
    interface Pending {
        RuleOption finish() throws Mistake;
    }

    final IdentityDraft identity = new IdentityDraft();
    private final Diagnostics diagnostics;
    private final List<Pending> pending = new ArrayList<>();
    private final Set<String> complaints = new HashSet<>();
    private Buffer buffer = Buffer.PAYLOAD;
    private ContentDraft lastContent;
    private Value fastPattern;

    RuleDraft(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    void add(RuleOption option) {
        pending.add(() -> option);
    }

    void add(ContentDraft content) {
        pending.add(content);
        lastContent = content;
    }

    /// The buffer that content and its kin look into from here on.
    Buffer buffer() {
        return buffer;
    }

    /// The content that a modifier belongs to, or null.
    ContentDraft lastContent() {
        return lastContent;
    }

    void select(Buffer selected) {
        buffer = selected;
    }

    /// Notes that `modifier` chose the literal for the prefilter, of which a rule has one.
    void chooseFastPattern(Value modifier) throws Mistake {
        if (fastPattern != null) {
            throw modifier.mistake("a rule has at most one `fast_pattern`");
        }
        fastPattern = modifier;
    }

    /// Notes a keyword that cannot be read; once, however often it is used.
    void refuse(Value name, String complaint) {
        if (complaints.add(complaint)) {
            name.mistake(complaint).report(diagnostics);
        }
    }

    /// True if a keyword was refused, so that others may lack what they stand on.
    boolean isRefused() {
        return !complaints.isEmpty();
    }

    void warn(Value value, String message) {
        diagnostics.warning(value.startOffset(), value.endOffset(), message);
    }

    /// The options in the rule's order. Mistakes that show only now are reported.
    List<RuleOption> finish() {
        List<RuleOption> options = new ArrayList<>(pending.size());
        for (Pending option : pending) {
            try {
                options.add(option.finish());
            } catch (Mistake mistake) {
                mistake.report(diagnostics);
            }
        }
        return options;
    }
}
