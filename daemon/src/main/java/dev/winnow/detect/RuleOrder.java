package dev.winnow.detect;

import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.FlowOption;
import dev.winnow.rule.option.HostBits;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.option.VariableTest;
import java.util.Comparator;
import java.util.function.Predicate;

/// A rule's place among those that speak, as measured with Suricata 7.0.10. Within actions of one rank, rules that
/// change a variable speak before those that ask for it, so that what one packet sets the same packet's rules see; then
/// the order is by priority, then by signature id. Bits of `xbits` are asked for before they are changed.
///
/// @param rank of the action, lower for those that speak earlier
/// @param turns what the rule does with variables, the kind that counts most first
record RuleOrder(int rank, int turns, int priority, long sid) implements Comparable<RuleOrder> {
    private static final Comparator<RuleOrder> ORDER = Comparator.comparingInt(RuleOrder::rank)
            .thenComparingInt(RuleOrder::turns)
            .thenComparingInt(RuleOrder::priority)
            .thenComparingLong(RuleOrder::sid);

    private static final int CHANGES = 0;
    private static final int ASKS_AND_CHANGES = 1;
    private static final int ASKS = 2;
    private static final int NEITHER = 3;
    private static final int TURNS = 4;

    static RuleOrder of(int rank, ResolvedRule rule) {
        int turns = turn(rule, option -> option instanceof FlowOption.FlowBits);
        turns = turns * TURNS + turn(rule, option -> option instanceof FlowOption.FlowInteger);
        turns = turns * TURNS + (asksForCaptures(rule) ? ASKS : CHANGES);
        turns = turns * TURNS + turn(rule, RuleOrder::isHostBits);
        turns = turns * TURNS + NEITHER - turn(rule, RuleOrder::isXbits);
        return new RuleOrder(rank, turns, rule.priority(), rule.identity().sid());
    }

    @Override
    public int compareTo(RuleOrder other) {
        return ORDER.compare(this, other);
    }

    private static int turn(ResolvedRule rule, Predicate<RuleOption> kind) {
        boolean changes = false;
        boolean asks = false;
        for (RuleOption option : rule.options()) {
            if (kind.test(option)) {
                boolean isChange = changes(option);
                changes |= isChange;
                asks |= !isChange;
            }
        }
        if (changes) {
            return asks ? ASKS_AND_CHANGES : CHANGES;
        }
        return asks ? ASKS : NEITHER;
    }

    private static boolean changes(RuleOption option) {
        return switch (option) {
            case FlowOption.FlowBits bits -> bits.command().changes();
            case FlowOption.FlowInteger integer -> integer.operation().changes();
            case HostBits bits -> bits.command().changes();
            case RuleOption _ -> false;
        };
    }

    private static boolean asksForCaptures(ResolvedRule rule) {
        return rule.options().stream().anyMatch(VariableTest.class::isInstance);
    }

    private static boolean isHostBits(RuleOption option) {
        return option instanceof HostBits bits && bits.expireSeconds() == HostBits.HOSTBITS_EXPIRE_SECONDS;
    }

    private static boolean isXbits(RuleOption option) {
        return option instanceof HostBits && !isHostBits(option);
    }
}
