package dev.winnow.bindings.pcre2;

/// What one match may cost before PCRE2 gives up with a negative code (pcre2api(3), "The match context").
///
/// @param steps       backtracking steps from each place where the match could start
/// @param depth       nested backtracking, where there is no machine code
/// @param heapKib     memory, where there is no machine code, in units of 1024 bytes
/// @param jitStackKib stack of the machine code, in units of 1024 bytes
public record MatchLimits(int steps, int depth, int heapKib, int jitStackKib) {
    /// Enough for honest rules; a hostile subject costs milliseconds at most.
    public static final MatchLimits DEFAULT = new MatchLimits(3_500, 1_500, 4_096, 512);
}
