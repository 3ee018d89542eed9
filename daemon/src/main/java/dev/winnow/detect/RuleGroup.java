package dev.winnow.detect;

/// The rules that packets of one kind can match. Immutable, shared by all threads; owned by the program.
///
/// @param ruleCount how many rules there are
/// @param unfiltered those without a literal to look for
/// @param prefilter null for a group without literals
record RuleGroup(int ruleCount, UnfilteredRules unfiltered, Prefilter prefilter) implements AutoCloseable {
    ProgramStatistics.Group statistics(String name) {
        return new ProgramStatistics.Group(
                name,
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
