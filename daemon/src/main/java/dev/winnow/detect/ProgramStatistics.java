package dev.winnow.detect;

import java.util.List;

/// What a [RuleProgram] is made of.
///
/// @param regexes different regular expressions
public record ProgramStatistics(int rules, int regexes, List<Group> groups) {
    /// The rules for one kind of packets.
    ///
    /// @param name `tcp`, `udp`, `icmp`, `icmpv6` or `other`
    /// @param rules how many rules such a packet can match
    /// @param unfiltered how many of them have no literal to look for
    /// @param patterns different literals in the prefilter
    /// @param databaseBytes native memory of the prefilter
    public record Group(String name, int rules, int unfiltered, int patterns, long databaseBytes) {}

    /// Native memory of all prefilters.
    public long databaseBytes() {
        return groups.stream().mapToLong(Group::databaseBytes).sum();
    }

    /// Literals in all prefilters.
    public int patterns() {
        return groups.stream().mapToInt(Group::patterns).sum();
    }
}
