package dev.winnow.detect.content;

import dev.winnow.bindings.pcre2.MatchLimits;
import dev.winnow.bindings.pcre2.Pcre2;
import dev.winnow.bindings.pcre2.Regex;
import dev.winnow.bindings.pcre2.RegexMatcher;
import java.lang.foreign.MemorySegment;

/// Searches for regular expressions, and gives up when a rule has had its share of work.
///
/// PCRE2 counts steps anew from each place where a match could start, and does not count the bytes that a repeated
/// class runs over. So a search goes from window to window of starts, each seeing only some bytes beyond its end:
///
/// ```
///        first        last            end                      length
///   ------|-- starts --|--- ahead -----|------------------------|
/// ```
///
/// What PCRE2 answers moves the window: nothing found, to behind it; too many steps, half the starts with twice the
/// steps each; the end was reached and more bytes might matter, one start with more bytes ahead. Until the work is
/// used up, the result is that of one search over all. Few bytes are searched at once, because PCRE2 remembers within
/// one call where repeats failed, and is never slow over them: first with few steps from each place, so that a rule
/// with many searches pays little for each, and only then with all.
///
/// Ownership: owns the matcher. Threading: one thread. Allocates nothing while searching.
final class RegexSearch implements AutoCloseable {
    /// Work of one rule on one buffer, in steps of some nanoseconds.
    static final int WORK = 4_000_000;

    /// What a frame of Ethernet carries; not what the kernel puts together of many.
    private static final int AT_ONCE_BYTES = 1_500;
    private static final int WINDOW_STARTS = 512;
    private static final int AHEAD_BYTES = 256;
    private static final int AHEAD_GROWTH = 4;
    private static final int FEW_STEPS = 16;
    private static final int WINDOW_STEPS = WINDOW_STARTS * FEW_STEPS;

    /// As many bytes are run over in the time of a step.
    private static final int BYTES_PER_STEP_SHIFT = 3;

    private final int maxSteps;
    private final RegexMatcher matcher;
    private int work;

    private Regex regex;
    private MemorySegment memory = MemorySegment.NULL;
    private long base;
    private int length;

    /// @param groups of an expression, from the first on, whose places are kept
    RegexSearch(MatchLimits limits, int groups) {
        maxSteps = limits.steps();
        matcher = new RegexMatcher(limits, groups);
    }

    /// Gives one rule its share of work.
    void grantWork() {
        work = WORK;
    }

    /// Whether the rule has had its share; then nothing more is searched for.
    boolean exhausted() {
        return work <= 0;
    }

    /// Searches the `newLength` bytes at `newBase`, from `from` on.
    ///
    /// @return as [RegexMatcher#match]; [Pcre2#MATCH_LIMIT] also where the work was used up
    int run(Regex newRegex, MemorySegment newMemory, long newBase, int newLength, int from) {
        regex = newRegex;
        memory = newMemory;
        base = newBase;
        length = newLength;
        if (exhausted()) {
            return Pcre2.MATCH_LIMIT;
        }
        int starts = regex.anchored() ? 1 : length - from + 1;
        if (starts > AT_ONCE_BYTES && regex.searchesInWindows()) {
            return windows(from);
        }
        int steps = Math.min(maxSteps, FEW_STEPS);
        int result = wholly(from, starts, steps);
        return result == Pcre2.MATCH_LIMIT && steps < maxSteps ? wholly(from, starts, maxSteps) : result;
    }

    private int wholly(int from, int starts, int steps) {
        matcher.limitSteps(steps);
        int result = matcher.match(regex, memory, base, length, from, 0);
        pay(result, from, starts, length, steps);
        return result;
    }

    private int windows(int from) {
        int first = from;
        int starts = WINDOW_STARTS;
        int ahead = AHEAD_BYTES;
        while (first <= length && !exhausted()) {
            int last = Math.min(first + starts - 1, length);
            int end = Math.min(last + 1 + ahead, length);
            int result = window(first, last, end);
            if (result == Pcre2.NO_MATCH) {
                first = last + 1;
                starts = Math.min(2 * starts, WINDOW_STARTS);
                ahead = AHEAD_BYTES;
            } else if (result == Pcre2.PARTIAL && matcher.start(0) > first) {
                first = matcher.start(0);
            } else if (result == Pcre2.PARTIAL) {
                starts = 1;
                ahead *= AHEAD_GROWTH;
            } else if (result == Pcre2.MATCH_LIMIT && stepsFor(starts) < maxSteps) {
                starts /= 2;
            } else {
                return result;
            }
        }
        return first > length ? Pcre2.NO_MATCH : Pcre2.MATCH_LIMIT;
    }

    private int window(int first, int last, int end) {
        int starts = last - first + 1;
        int steps = stepsFor(starts);
        matcher.limitSteps(steps);
        int result = matcher.matchWindow(regex, memory, base, end, first, last, end < length);
        pay(result, first, starts, end, steps);
        return result;
    }

    private int stepsFor(int starts) {
        return starts == 1 ? maxSteps : Math.min(maxSteps, WINDOW_STEPS / starts);
    }

    /// Takes off what one call may have cost at most: the steps from each place tried, and the bytes it saw.
    private void pay(int result, int from, int starts, int end, int steps) {
        boolean placed = result >= 0 || result == Pcre2.PARTIAL;
        int tried = placed ? Math.clamp(matcher.start(0) - from + 1, 1, starts) : starts;
        int bytes = (result >= 0 ? Math.max(matcher.end(0), from) : end) - from;
        long cost = 1 + (long) tried * steps + (bytes >> BYTES_PER_STEP_SHIFT);
        work = (int) Math.max(0, work - cost);
    }

    /// Where the last expression found begins, from its subject's start.
    int foundStart() {
        return matcher.start(0);
    }

    /// Where it ends.
    int foundEnd() {
        return matcher.end(0);
    }

    /// Where a group of the last expression found begins, from its subject's start; -1 if it took no part.
    int groupStart(int group) {
        return matcher.start(group);
    }

    /// Where it ends.
    int groupEnd(int group) {
        return matcher.end(group);
    }

    @Override
    public void close() {
        matcher.close();
    }
}
