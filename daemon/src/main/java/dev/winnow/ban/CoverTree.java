package dev.winnow.ban;

import dev.winnow.rule.address.IpAddress;
import java.util.List;

/// Attackers by their common prefixes: a node for each prefix at which some of them part, a leaf for each of them.
///
/// The best choice within a node is that of its halves, with the budget shared out in the best way, or the node's own
/// prefix. Any prefix may be narrowed to what its attackers have in common without letting one through, so no other
/// prefixes need a look, and the choice is the best there is. With `n` attackers and a budget of `k` entries that takes
/// time in the order of `n * k`.
final class CoverTree {
    private static final int WHOLE = -1;
    private static final int NOTHING = -2;

    private final Prefix prefix;
    private final CoverTree lower;
    private final CoverTree upper;
    private final long[] costOf;
    private final int[] choiceOf;

    /// @param prefix null for a node above both versions
    private CoverTree(Prefix prefix, CoverTree lower, CoverTree upper, long wholeCost, long nothingCost, int budget) {
        this.prefix = prefix;
        this.lower = lower;
        this.upper = upper;
        int most = lower == null ? Math.min(1, budget) : Math.min(budget, lower.most() + upper.most());
        costOf = new long[most + 1];
        choiceOf = new int[most + 1];
        for (int entries = 0; entries <= most; entries++) {
            costOf[entries] = nothingCost;
            choiceOf[entries] = NOTHING;
            if (lower != null) {
                shareOut(entries);
            }
            if (entries > 0 && wholeCost < costOf[entries]) {
                costOf[entries] = wholeCost;
                choiceOf[entries] = WHOLE;
            }
        }
    }

    /// The tree of all of `attackers`, which are not none.
    static CoverTree of(Sources attackers, Sources good, CoverPrices prices, int budget) {
        return of(attackers, 0, attackers.count(), good, prices, budget);
    }

    /// Two trees of different versions under one budget.
    static CoverTree join(CoverTree one, CoverTree other, int budget) {
        return new CoverTree(null, one, other, Long.MAX_VALUE, Long.MAX_VALUE, budget);
    }

    private static CoverTree of(Sources attackers, int from, int to, Sources good, CoverPrices prices, int budget) {
        Prefix prefix = Prefix.common(attackers.address(from), attackers.address(to - 1));
        long whole = prices.block(prefix, to - from + good.countIn(prefix), good.weightIn(prefix));
        long nothing = prices.letThrough(attackers.weight(from, to));
        if (to - from == 1) {
            return new CoverTree(prefix, null, null, whole, nothing, budget);
        }
        int middle = firstOf(prefix.half(true).address(), attackers, from, to);
        return new CoverTree(
                prefix,
                of(attackers, from, middle, good, prices, budget),
                of(attackers, middle, to, good, prices, budget),
                whole,
                nothing,
                budget);
    }

    private static int firstOf(IpAddress address, Sources attackers, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (attackers.address(middle).compareTo(address) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int most() {
        return costOf.length - 1;
    }

    private void shareOut(int entries) {
        for (int below = Math.max(0, entries - upper.most()); below <= Math.min(entries, lower.most()); below++) {
            long cost = lower.costOf[below] + upper.costOf[entries - below];
            if (cost < costOf[entries]) {
                costOf[entries] = cost;
                choiceOf[entries] = below;
            }
        }
    }

    /// What the best choice costs, in millionths.
    long cost() {
        return costOf[cheapest()];
    }

    /// Adds the prefixes of the best choice, in the order of their addresses.
    void collect(List<Prefix> chosen) {
        collect(cheapest(), chosen);
    }

    /// As few entries as will do: one that saves nothing is not made.
    private int cheapest() {
        int best = 0;
        for (int entries = 1; entries <= most(); entries++) {
            if (costOf[entries] < costOf[best]) {
                best = entries;
            }
        }
        return best;
    }

    private void collect(int entries, List<Prefix> chosen) {
        int choice = choiceOf[entries];
        if (choice == WHOLE) {
            chosen.add(prefix);
        } else if (choice != NOTHING) {
            lower.collect(choice, chosen);
            upper.collect(entries - choice, chosen);
        }
    }
}
