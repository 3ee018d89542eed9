package dev.winnow.detect.content;

import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.pcre2.Pcre2;
import dev.winnow.bindings.pcre2.Regex;
import dev.winnow.memory.ByteRange;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The buffer being looked into, and what looking into it needs and costs. One per thread, reused for every buffer;
/// the steps of this package read its fields.
///
/// Lifetime: borrows the buffer's memory until the next [#lookAt]. Owns the regular expressions' match data and
/// what it decodes into.
public final class Inspection implements AutoCloseable {
    /// So many bytes cost as much as one step, or else huge packets would make each step too dear.
    private static final int BYTES_PER_STEP_SHIFT = 12;

    /// Of base64 are decoded at most so many bytes.
    private static final int DECODED_BYTES = 1 << 16;

    /// The variables that one rule may have.
    static final int MAX_VARIABLES = 32;

    MemorySegment memory = MemorySegment.NULL;
    long base;
    int length;
    /// How many bytes of the same body were before these, and are not here any more.
    long position;

    /// What options of the rule at hand took from the bytes for later ones.
    final long[] variables = new long[MAX_VARIABLES];

    /// The number read last.
    long number;

    private final Arena arena = Arena.ofShared();
    /// What is captured for variables.
    final Captures captures = new Captures(arena);
    private final long decoded = arena.allocate(DECODED_BYTES).address();
    private final InspectionLimits limits;
    private final RegexSearch search;
    private int budget;
    private int matchEnd;
    private boolean gaveUp;
    private long cutShort;
    private long regexesCutShort;

    /// @param pool complete; where it is empty, PCRE2 is not needed
    public Inspection(RegexPool pool, InspectionLimits limits) {
        this.limits = limits;
        search = pool.size() == 0 ? null : new RegexSearch(limits.forRegexes(), pool.capturedGroups());
    }

    /// Turns to `newLength` bytes at `newBase`, before which there is nothing.
    public void lookAt(MemorySegment newMemory, long newBase, int newLength) {
        lookAt(newMemory, newBase, newLength, 0);
    }

    /// Turns to `newLength` bytes at `newBase`, before which there were `newPosition` others that places count from.
    public void lookAt(MemorySegment newMemory, long newBase, int newLength, long newPosition) {
        memory = newMemory;
        base = newBase;
        length = newLength;
        position = newPosition;
    }

    /// Turns to `bytes`, which may be a window of a body.
    public void lookAt(ByteRange bytes) {
        lookAt(bytes.memory(), bytes.offset(), bytes.length(), bytes.position());
    }

    /// Turns to the next rule, and gives it its share of steps and of work for regular expressions.
    void begin() {
        matchEnd = 0;
        gaveUp = false;
        budget = limits.contentSteps();
        if (search != null) {
            search.grantWork();
        }
    }

    /// Pays for one step over `bytes` bytes. False if the rule has nothing left, from which time on nothing may match.
    boolean spend(int bytes) {
        if (budget <= 0) {
            return false;
        }
        budget -= 1 + (bytes >> BYTES_PER_STEP_SHIFT);
        if (budget <= 0) {
            cutShort++;
            return false;
        }
        return true;
    }

    /// Notes that what holds needed the bytes before `end`.
    void reach(int end) {
        matchEnd = Math.max(matchEnd, end);
    }

    /// How many bytes from the buffer's start the rule that matched last needed: it would not have matched had the
    /// buffer ended before. What was not there needed none.
    public int matchEnd() {
        return matchEnd;
    }

    /// No other place of anything will help the rule at hand.
    void giveUp() {
        gaveUp = true;
    }

    boolean hasGivenUp() {
        return gaveUp;
    }

    /// Decodes `count` bytes of base64 at `from`, and looks into what they say. One level deep.
    ///
    /// @return whether anything was decoded and every chain holds there
    boolean decodedFulfils(int from, int count, Step[] chains) {
        MemorySegment outerMemory = memory;
        long outerBase = base;
        int outerLength = length;
        long outerPosition = position;
        int outerEnd = matchEnd;
        MemorySegment everything = NativeMemory.everything();
        int decodedLength = Base64.decode(memory, base + from, count, everything, decoded, DECODED_BYTES);
        lookAt(everything, decoded, decodedLength);
        boolean fulfilled = decodedLength > 0 && allHold(chains);
        lookAt(outerMemory, outerBase, outerLength, outerPosition);
        matchEnd = outerEnd;
        return fulfilled;
    }

    /// Whether every one of a rule's `chains` holds.
    boolean allHold(Step[] chains) {
        for (Step chain : chains) {
            if (!chain.matches(this, 0)) {
                return false;
            }
        }
        return true;
    }

    /// Whether `regex` matches in the bytes behind `subject`, from `from` bytes behind that on.
    boolean finds(Regex regex, int subject, int from) {
        return run(regex, subject, from) >= 0;
    }

    /// Whether `regex` is known not to match in the bytes behind `subject`.
    boolean lacks(Regex regex, int subject) {
        return run(regex, subject, 0) == Pcre2.NO_MATCH;
    }

    private int run(Regex regex, int subject, int from) {
        boolean exhaustedBefore = search.exhausted();
        int result = search.run(regex, memory, base + subject, length - subject, from);
        if (result < 0 && result != Pcre2.NO_MATCH && !exhaustedBefore) {
            regexesCutShort++;
        }
        return result;
    }

    /// Where the last regular expression found begins, from its subject's start.
    int foundStart() {
        return search.foundStart();
    }

    /// Where it ends.
    int foundEnd() {
        return search.foundEnd();
    }

    /// Copies group `group` of the last regular expression found, if it took part, for a variable of [Captures].
    void capture(int group, int subject, int variable) {
        int start = search.groupStart(group);
        if (start >= 0) {
            captures.take(variable, memory, base + subject + start, search.groupEnd(group) - start);
        }
    }

    /// What was captured for variables.
    public Captures captures() {
        return captures;
    }

    /// How many rules ran out of steps.
    public long cutShort() {
        return cutShort;
    }

    /// How many times a regular expression ran into its limit, or its rule out of work.
    public long regexesCutShort() {
        return regexesCutShort;
    }

    @Override
    public void close() {
        if (search != null) {
            search.close();
        }
        arena.close();
    }
}
