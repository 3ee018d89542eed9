package dev.winnow.detect;

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
    private int count;
    private int discarded;
    private int suppressed;
    private int dropRule = NONE;
    private int passRule = NONE;
    private boolean dropsFlow;
    private boolean passesFlow;

    public Matches() {
        this(DEFAULT_CAPACITY);
    }

    public Matches(int capacity) {
        rules = new int[capacity];
        actions = new Action[capacity];
    }

    void clear() {
        count = 0;
        discarded = 0;
        suppressed = 0;
        dropRule = NONE;
        passRule = NONE;
        dropsFlow = false;
        passesFlow = false;
    }

    void alert(int ruleIndex, Action action) {
        if (count == rules.length) {
            discarded++;
            return;
        }
        rules[count] = ruleIndex;
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
