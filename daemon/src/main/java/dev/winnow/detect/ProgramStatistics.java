package dev.winnow.detect;

import dev.winnow.detect.TransactionGroup.FieldScan;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// What a [RuleProgram] is made of.
///
/// @param regexes different regular expressions
/// @param databases different pattern databases, which groups share
/// @param databaseBytes native memory of all of them
public record ProgramStatistics(int rules, int regexes, int databases, long databaseBytes, List<Group> groups) {
    /// The rules for one kind of packets or transactions.
    ///
    /// @param name protocol, direction, and ports where they matter
    /// @param rules how many rules such a packet or transaction can match
    /// @param unfiltered how many of them have no literal to look for
    /// @param patterns literals that are searched for
    /// @param databaseBytes native memory of its databases, which other groups may share
    public record Group(String name, int rules, int unfiltered, int patterns, long databaseBytes) {
        static Group of(String name, RuleGroup group) {
            List<Prefilter> prefilters = Stream.of(group.packets(), group.streams())
                    .filter(Objects::nonNull)
                    .toList();
            return of(name, group.ruleCount(), group.unfilteredCount(), prefilters);
        }

        static Group of(String name, TransactionGroup group) {
            List<Prefilter> prefilters = group.scans().map(FieldScan::prefilter).toList();
            return of(name, group.ruleCount(), group.unfilteredCount(), prefilters);
        }

        private static Group of(String name, int rules, int unfiltered, List<Prefilter> prefilters) {
            return new Group(
                    name,
                    rules,
                    unfiltered,
                    prefilters.stream().mapToInt(Prefilter::patternCount).sum(),
                    prefilters.stream()
                            .mapToLong(prefilter -> prefilter.database().sizeBytes())
                            .sum());
        }
    }
}
