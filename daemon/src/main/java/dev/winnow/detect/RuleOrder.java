package dev.winnow.detect;

import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.FlowOption;
import dev.winnow.rule.option.HostBits;
import dev.winnow.rule.option.RuleOption;
import java.util.Comparator;
import java.util.function.Predicate;

/// The order in which rules of equal actions speak, as measured with Suricata 7.0.10: those that change a variable
/// before those that ask for it, so that what one packet sets the same packet's rules see; then by priority, then by
/// signature id. Bits of `xbits` are asked for before they are changed.
final class RuleOrder {
    static final Comparator<ResolvedRule> WITHIN_ACTION = Comparator.<ResolvedRule>comparingInt(
                    rule -> turn(rule, option -> option instanceof FlowOption.FlowBits))
            .thenComparingInt(rule -> turn(rule, option -> option instanceof FlowOption.FlowInteger))
            .thenComparingInt(rule -> turn(rule, RuleOrder::isHostBits))
            .thenComparingInt(rule -> -turn(rule, RuleOrder::isXbits))
            .thenComparingInt(ResolvedRule::priority)
            .thenComparingLong(rule -> rule.identity().sid());

    private static final int CHANGES = 0;
    private static final int ASKS_AND_CHANGES = 1;
    private static final int ASKS = 2;
    private static final int NEITHER = 3;

    private RuleOrder() {}

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

    private static boolean isHostBits(RuleOption option) {
        return option instanceof HostBits bits && bits.expireSeconds() == HostBits.HOSTBITS_EXPIRE_SECONDS;
    }

    private static boolean isXbits(RuleOption option) {
        return option instanceof HostBits && !isHostBits(option);
    }
}
