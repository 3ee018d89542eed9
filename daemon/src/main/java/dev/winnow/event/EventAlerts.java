package dev.winnow.event;

import dev.winnow.detect.Excerpts;
import dev.winnow.rule.ResolvedRule;
import java.util.Arrays;

/// The rules that matched one packet, what each is about, and which of them decided.
///
/// Lifetime, ownership, threading: as the [EventRecord] that it belongs to. Filling it allocates nothing.
public final class EventAlerts {
    private final ResolvedRule[] rules;
    private final boolean[] blocked;
    private final int[] transactions;
    private final boolean[] guesses;
    private final boolean[] streams;
    private final Excerpts excerpts = new Excerpts("");
    private int count;
    private ResolvedRule dropRule;
    private boolean passed;

    /// @param max most alerts of one packet, `packet-alert-max`
    EventAlerts(int max) {
        rules = new ResolvedRule[max];
        blocked = new boolean[max];
        transactions = new int[max];
        guesses = new boolean[max];
        streams = new boolean[max];
    }

    void clear() {
        Arrays.fill(rules, 0, count, null);
        count = 0;
        dropRule = null;
        passed = false;
    }

    /// Adds a rule that matched and is not silent; each becomes one `alert` event, in the order of adding.
    ///
    /// @param isBlocked whether the rule has, or would have, kept the packet from going on
    /// @return false when the record has no room for more
    public boolean add(ResolvedRule rule, boolean isBlocked) {
        if (count == rules.length) {
            return false;
        }
        rules[count] = rule;
        transactions[count] = Excerpts.NONE;
        blocked[count++] = isBlocked;
        return true;
    }

    /// Says what the alert added last is about.
    ///
    /// @param transaction of what [#quote] takes over
    /// @param isGuess whether the rule did not look into the transaction
    /// @param inStream whether it looked into the stream
    public void about(int transaction, boolean isGuess, boolean inStream) {
        transactions[count - 1] = transaction;
        guesses[count - 1] = isGuess;
        streams[count - 1] = inStream;
    }

    /// Takes over what is told of the alerts' transactions.
    public void quote(Excerpts told) {
        excerpts.copy(told);
    }

    /// Names the rule that dropped the packet, silent or not.
    public void droppedBy(ResolvedRule rule) {
        dropRule = rule;
    }

    /// Notes that a `pass` rule let the packet through.
    public void passed() {
        passed = true;
    }

    int count() {
        return count;
    }

    ResolvedRule rule(int index) {
        return rules[index];
    }

    boolean isBlocked(int index) {
        return blocked[index];
    }

    /// Of [#excerpts], or [Excerpts#NONE].
    int transaction(int index) {
        return transactions[index];
    }

    /// Whether the alert tells of its transaction, and not only of the address that it was sent for.
    boolean tellsTransaction(int index) {
        return transactions[index] != Excerpts.NONE && (!guesses[index] || streams[index]);
    }

    boolean isGuess(int index) {
        return guesses[index];
    }

    Excerpts excerpts() {
        return excerpts;
    }

    /// Null where no rule dropped the packet.
    ResolvedRule dropRule() {
        return dropRule;
    }

    boolean isPassed() {
        return passed;
    }
}
