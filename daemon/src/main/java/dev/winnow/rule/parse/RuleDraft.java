package dev.winnow.rule.parse;

import dev.winnow.rule.option.Base64Decode;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.BufferOption;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Pcre;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.TransactionOption;
import dev.winnow.rule.option.Transform;
import dev.winnow.rule.source.Diagnostics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A rule's options while they are read. A content is finished only when all that may modify it was read.
final class RuleDraft {
    /// An option that may still change.
    interface Pending {
        RuleOption finish(RuleDraft rule) throws Mistake;
    }

    final IdentityDraft identity = new IdentityDraft();
    private final Diagnostics diagnostics;
    private final IncompleteRules incompleteRules;
    private final int errorsBefore;
    private final List<Pending> pending = new ArrayList<>();
    private final Set<Class<?>> singles = new HashSet<>();
    private final List<ContentDraft> payload = new ArrayList<>();
    private final Set<String> complaints = new HashSet<>();
    private final BufferSelection selection = new BufferSelection();
    private final Set<String> variables = new HashSet<>();
    private final Map<Field, ContentDraft> lastByField = new EnumMap<>(Field.class);
    private final Set<Field> expressions = EnumSet.noneOf(Field.class);
    private ContentDraft lastContent;
    private final List<ContentDraft> fastPatterns = new ArrayList<>();
    private boolean decodesBase64;
    private boolean incomplete;

    RuleDraft(Diagnostics diagnostics, IncompleteRules incompleteRules) {
        this.diagnostics = diagnostics;
        this.incompleteRules = incompleteRules;
        this.errorsBefore = diagnostics.errors();
    }

    void add(RuleOption option) {
        pending.add(_ -> option);
        decodesBase64 |= option instanceof Base64Decode;
        if (option instanceof Pcre pcre) {
            expressions.add(pcre.buffer().field());
        }
        if (option instanceof BufferOption buffered) {
            leaveFor(buffered.buffer());
            selection.lookInto(buffered.buffer());
        } else if (option instanceof TransactionOption number) {
            leaveFor(number.buffer());
            selection.use(number.buffer());
        }
    }

    /// Adds an option of a kind that a rule has once at most.
    ///
    /// @return false, with nothing added, if the rule has one already
    boolean addOnly(RuleOption option) {
        boolean isFirst = singles.add(option.getClass());
        if (isFirst) {
            add(option);
        }
        return isFirst;
    }

    /// As in Suricata 7.0.10, an option on something else than the selected buffer ends its selection: what follows
    /// looks into the payload.
    private void leaveFor(Buffer other) {
        if (!other.equals(buffer())) {
            mustBeUsed();
            selection.leave();
        }
    }

    void add(ContentDraft content) {
        pending.add(content);
        lastContent = content;
        lastByField.put(content.buffer().field(), content);
        payload.add(content);
        selection.lookInto(content.buffer());
    }

    /// The buffer that content and its kin look into from here on.
    Buffer buffer() {
        return selection.current();
    }

    /// The buffer that an option looks into that counts from the match before it: outside of sticky buffers that is
    /// the one which the option before it looks into.
    Buffer relativeBuffer() {
        return selection.relative();
    }

    /// Notes that an option leaves a number in the variable `name`.
    void addVariable(String name) {
        variables.add(name);
    }

    /// Whether an option before this point leaves a number in the variable `name`.
    boolean hasVariable(String name) {
        return variables.contains(name);
    }

    /// Whether an option before this point decodes base64.
    boolean decodesBase64() {
        return decodesBase64;
    }

    /// Whether a content or a regular expression before this point looks into `field`.
    boolean hasMatch(Field field) {
        return lastByField.containsKey(field) || expressions.contains(field);
    }

    /// Selects a field for the options that follow.
    void select(Value keyword, Field field) {
        mustBeUsed();
        selection.select(keyword, field);
    }

    /// Has the selected field transformed for the options that follow.
    void transform(Value keyword, Transform transform) throws Mistake {
        if (!selection.transform(transform)) {
            throw keyword.mistake("a transform stands after the keyword that selects a buffer");
        }
    }

    private void mustBeUsed() {
        Value unused = selection.unused();
        // What was to look into it may be what could not be read.
        if (unused != null && diagnostics.errors() == errorsBefore) {
            unused.mistake("nothing looks into " + unused.quoted()).report(diagnostics);
        }
    }

    /// The last content of the payload, or null. A modifier that moves it takes it from there.
    ContentDraft lastOfPayload() {
        while (!payload.isEmpty() && payload.getLast().buffer().field() != Field.PKT_DATA) {
            payload.removeLast();
        }
        return payload.isEmpty() ? null : payload.getLast();
    }

    /// Notes that a modifier has put `content` behind all other options and into another buffer.
    void moved(ContentDraft content) {
        if (pending.getLast() != content) {
            pending.reversed().remove(content);
            pending.add(content);
        }
        lastByField.put(content.buffer().field(), content);
        selection.lookInto(content.buffer());
    }

    /// The last content, or null.
    ContentDraft lastContent() {
        return lastContent;
    }

    /// The content that a modifier belongs to, or null: the last one, or if a buffer is selected the last one in it.
    ContentDraft modifiable() {
        Field selected = buffer().field();
        return selected == Field.PKT_DATA ? lastContent : lastByField.get(selected);
    }

    /// Notes that `modifier` chose `content` for the prefilter, which looks for one literal of each rule. As in
    /// Suricata 7.0.10, contents of the payload may have one bare choice, and elsewhere the first counts.
    void chooseFastPattern(ContentDraft content, Value modifier) throws Mistake {
        if (modifier.isEmpty() && fastPatterns.stream().anyMatch(ContentDraft::isOfPayload)) {
            throw modifier.mistake("a rule has at most one `fast_pattern`");
        }
        if (!fastPatterns.isEmpty()) {
            warn(modifier, "a rule has at most one `fast_pattern`: the first counts");
        }
        fastPatterns.add(content);
    }

    /// Notes a keyword that cannot be read; once, however often it is used.
    ///
    /// @param omissible whether the rule makes sense without it
    void refuse(Value name, String complaint, boolean omissible) {
        if (omissible && incompleteRules == IncompleteRules.ALERT_ONLY) {
            incomplete = true;
            warn(name, complaint + "; without it the rule only alerts");
        } else if (complaints.add(complaint)) {
            name.mistake(complaint).report(diagnostics);
        }
    }

    /// Whether a condition was left out.
    boolean isIncomplete() {
        return incomplete;
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
        mustBeUsed();
        for (Pending option : pending) {
            try {
                options.add(option.finish(this));
            } catch (Mistake mistake) {
                mistake.report(diagnostics);
            }
        }
        return options;
    }
}
