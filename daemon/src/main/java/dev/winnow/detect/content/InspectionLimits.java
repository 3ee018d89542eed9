package dev.winnow.detect.content;

import dev.winnow.bindings.pcre2.MatchLimits;

/// What looking into one packet for one rule may cost before the rule is taken not to match.
///
/// @param regexSteps   backtracking steps of a regular expression from each place where it could match
/// @param regexDepth   its nested backtracking, where PCRE2 has no machine code
/// @param contentSteps attempts at the rule's contents
public record InspectionLimits(int regexSteps, int regexDepth, int contentSteps) {
    /// Suricata's defaults of `pcre.match-limit`, `pcre.match-limit-recursion` and `inspection-recursion-limit`.
    public static final InspectionLimits DEFAULT = new InspectionLimits(3_500, 1_500, 3_000);

    MatchLimits forRegexes() {
        return new MatchLimits(
                regexSteps, regexDepth, MatchLimits.DEFAULT.heapKib(), MatchLimits.DEFAULT.jitStackKib());
    }
}
