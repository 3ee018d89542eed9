package dev.winnow.bindings.pcre2;

/// When PCRE2 gives up on a match with a negative code (pcre2api(3), "The match context").
///
/// These do **not** bound what one call costs: PCRE2 counts steps anew from each place where the match could start, so
/// the bound is `steps` times the bytes searched. With [#DEFAULT], patterns such as `a[^z]{0,3000}?[yz]` have been seen
/// to take 0.3 s over 65,000 bytes as machine code, and 3 s interpreted. Nor do they count the bytes that a repeated
/// class runs over. To bound that, search in windows: [RegexMatcher#matchWindow].
///
/// @param steps       backtracking steps from each place where the match could start
/// @param depth       nested backtracking, where there is no machine code
/// @param heapKib     memory, where there is no machine code, in units of 1024 bytes
/// @param jitStackKib stack of the machine code, in units of 1024 bytes
public record MatchLimits(int steps, int depth, int heapKib, int jitStackKib) {
    /// Ends runaway backtracking from one place at once; what a call costs still grows with the bytes searched.
    public static final MatchLimits DEFAULT = new MatchLimits(3_500, 1_500, 4_096, 512);
}
