package dev.winnow.detect;

import java.util.Arrays;

/// The rules that matched the packet at hand, each with where it matched; a rule can match in several transactions.
///
/// Bounded; what does not fit is counted. One thread; allocates nothing after the constructor.
final class FiredRules {
    /// Far above any `packet-alert-max`, so that the gravest rules are there when the others have to go.
    private static final int CAPACITY = 1024;

    private static final int RULE_SHIFT = 32;
    private static final int ORDER_SHIFT = 1;
    private static final long STATEFUL = 1;

    /// Rule index, order of firing, and whether it matched in a stream or transaction: sorts by rule.
    private final long[] entries = new long[CAPACITY];
    /// By order of firing: what is told of the rule's transaction.
    private final int[] excerpts = new int[CAPACITY];
    private int count;
    private int discarded;

    void clear() {
        count = 0;
        discarded = 0;
    }

    /// @param stateful whether the rule matched in a stream or a transaction, so that it speaks of the whole flow
    /// @param excerpt of the transaction in [Excerpts], or its `NONE`
    void add(int rule, boolean stateful, int excerpt) {
        if (count == CAPACITY) {
            discarded++;
            return;
        }
        entries[count] = ((long) rule << RULE_SHIFT) | ((long) count << ORDER_SHIFT) | (stateful ? STATEFUL : 0);
        excerpts[count] = excerpt;
        count++;
    }

    /// Puts the rules into the order in which they speak.
    void sort() {
        if (count > 1) {
            Arrays.sort(entries, 0, count);
        }
    }

    int count() {
        return count;
    }

    int rule(int i) {
        return (int) (entries[i] >>> RULE_SHIFT);
    }

    int excerpt(int i) {
        return excerpts[(int) entries[i] >>> ORDER_SHIFT];
    }

    boolean isStateful(int i) {
        return (entries[i] & STATEFUL) != 0;
    }

    /// Matches for which there was no room.
    int discarded() {
        return discarded;
    }
}
