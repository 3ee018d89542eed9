package dev.winnow.detect;

import dev.winnow.detect.content.Captures;
import dev.winnow.rule.syntax.Action;
import java.util.Objects;

/// What fired on one packet: rules that alert, in rule order, and the rule that decided.
///
/// Bounded like Suricata's `packet-alert-max`; what does not fit is counted. Reused from packet to packet, valid until
/// the next [RuleEvaluator#decide]. One thread.
public final class Matches {
    /// Suricata's default of `packet-alert-max`.
    public static final int DEFAULT_CAPACITY = 15;

    private static final int NONE = -1;

    private final int[] rules;
    private final Action[] actions;
    private final boolean[] newActions;
    private final int[] transactions;
    private final boolean[] guesses;
    private final boolean[] streams;
    private final Excerpts excerpts;
    private Captures captures;
    private int count;
    private int discarded;
    private int suppressed;
    private int dropRule = NONE;
    private int passRule = NONE;
    private boolean dropsFlow;
    private boolean passesFlow;
    private boolean tagged;
    private int mark;
    private int markMask;

    public Matches() {
        this(DEFAULT_CAPACITY);
    }

    public Matches(int capacity) {
        this(capacity, "");
    }

    /// @param capacity as `packet-alert-max`
    /// @param header of HTTP requests that alerts tell; empty for none
    public Matches(int capacity, String header) {
        excerpts = new Excerpts(header);
        transactions = new int[capacity];
        guesses = new boolean[capacity];
        streams = new boolean[capacity];
        rules = new int[capacity];
        actions = new Action[capacity];
        newActions = new boolean[capacity];
    }

    void clear() {
        excerpts.clear();
        captures = null;
        count = 0;
        discarded = 0;
        suppressed = 0;
        dropRule = NONE;
        passRule = NONE;
        dropsFlow = false;
        passesFlow = false;
        tagged = false;
        mark = 0;
        markMask = 0;
    }

    void tagged(boolean isTagged) {
        tagged = isTagged;
    }

    /// Whether the packet is told because an earlier one was tagged; `tag`.
    public boolean isTagged() {
        return tagged;
    }

    void mark(int newMark, int newMask) {
        mark = newMark;
        markMask = newMask;
    }

    /// What the packet's mark is to be in the bits of [#markMask]; `nfq_set_mark`.
    public int mark() {
        return mark;
    }

    /// Bits of the packet's mark that rules set.
    public int markMask() {
        return markMask;
    }

    /// @param isNew whether a `rate_filter` has chosen the action
    /// @param transaction in [#excerpts], or its `NONE`
    /// @param isGuess whether the rule did not look into the transaction
    /// @param stateful whether it looked into the stream, or the transaction
    void alert(int ruleIndex, Action action, boolean isNew, int transaction, boolean isGuess, boolean stateful) {
        if (count == rules.length) {
            discarded++;
            return;
        }
        rules[count] = ruleIndex;
        newActions[count] = isNew;
        transactions[count] = transaction;
        guesses[count] = isGuess;
        streams[count] = stateful;
        actions[count++] = action;
    }

    void suppress() {
        suppressed++;
    }

    /// The first to drop is the one that is named.
    ///
    /// @param wholeFlow whether the rule spoke of the flow, not of this packet alone
    void drop(int ruleIndex, boolean wholeFlow) {
        dropsFlow |= wholeFlow;
        if (dropRule == NONE) {
            dropRule = ruleIndex;
        }
    }

    void pass(int ruleIndex, boolean wholeFlow) {
        passRule = ruleIndex;
        passesFlow = wholeFlow;
    }

    void note(Captures newCaptures) {
        captures = newCaptures;
    }

    /// What was captured for the packet's variables; null where no rule was asked.
    public Captures captures() {
        return captures;
    }

    /// How many alerts there are.
    public int count() {
        return count;
    }

    /// The rule of an alert, for [RuleProgram#rule].
    ///
    /// @param i 0 to `count() - 1`
    public int ruleIndex(int i) {
        return rules[Objects.checkIndex(i, count)];
    }

    /// What the rule of an alert did with the packet.
    ///
    /// @param i 0 to `count() - 1`
    public Action action(int i) {
        return actions[Objects.checkIndex(i, count)];
    }

    /// Whether that is not what the rule says, but what a `rate_filter` has made of it.
    ///
    /// @param i 0 to `count() - 1`
    public boolean isNewAction(int i) {
        return newActions[Objects.checkIndex(i, count)];
    }

    /// The transaction of an alert in [#excerpts], or [Excerpts#NONE].
    ///
    /// @param i 0 to `count() - 1`
    public int transaction(int i) {
        return transactions[Objects.checkIndex(i, count)];
    }

    /// Whether the alert's rule did not look into that transaction: it is only the one that was at hand.
    ///
    /// @param i 0 to `count() - 1`
    public boolean isGuess(int i) {
        return guesses[Objects.checkIndex(i, count)];
    }

    /// Whether an alert's rule matched in a stream or a transaction.
    ///
    /// @param i 0 to `count() - 1`
    public boolean isStateful(int i) {
        return streams[Objects.checkIndex(i, count)];
    }

    /// What is told of the alerts' transactions.
    public Excerpts excerpts() {
        return excerpts;
    }

    /// Alerts for which there was no room.
    public int discarded() {
        return discarded;
    }

    /// Rules that acted in silence, by `noalert` or a threshold.
    public int suppressed() {
        return suppressed;
    }

    /// The rule that dropped the packet, silent or not; -1 if none did.
    public int dropRule() {
        return dropRule;
    }

    /// The pass rule that let the packet through; -1 if none did.
    public int passRule() {
        return passRule;
    }

    /// Whether the rest of the flow is to be dropped with this packet.
    public boolean dropsFlow() {
        return dropsFlow;
    }

    /// Whether the rest of the flow is to be let through without a look.
    public boolean passesFlow() {
        return passesFlow;
    }
}
