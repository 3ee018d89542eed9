package dev.winnow.detect;

import java.util.Locale;

/// The rules that a packet of one [PacketGroup] can match. Immutable, shared by all threads; owned by the program.
final class RuleGroup implements AutoCloseable {
    private final int ruleCount;
    private final UnfilteredRules unfiltered;
    private final Prefilter prefilter;
    private final boolean asksForFlow;

    /// @param unfiltered rules without a literal to look for
    /// @param prefilter null for a group without literals
    RuleGroup(int ruleCount, UnfilteredRules unfiltered, Prefilter prefilter, boolean asksForFlow) {
        this.ruleCount = ruleCount;
        this.unfiltered = unfiltered;
        this.prefilter = prefilter;
        this.asksForFlow = asksForFlow;
    }

    UnfilteredRules unfiltered() {
        return unfiltered;
    }

    /// Null for a group without literals.
    Prefilter prefilter() {
        return prefilter;
    }

    /// Whether any rule has the keyword `flow`.
    boolean asksForFlow() {
        return asksForFlow;
    }

    ProgramStatistics.Group statistics(PacketGroup group) {
        return new ProgramStatistics.Group(
                group.name().toLowerCase(Locale.ROOT),
                ruleCount,
                unfiltered.count(),
                prefilter == null ? 0 : prefilter.patternCount(),
                prefilter == null ? 0 : prefilter.database().sizeBytes());
    }

    @Override
    public void close() {
        if (prefilter != null) {
            prefilter.close();
        }
    }
}
