package dev.winnow.bindings.pcre2;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.winnow.bindings.ffm.NativeLibrary;
import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.generated.pcre2.pcre2_h;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Objects;

/// What one thread needs to match any number of [Regex]es: limits, a stack, and room for the result.
///
/// Ownership: owns native memory until [#close]; results are valid until the next match.
/// Threading: one thread. Matching allocates nothing on the heap.
public final class RegexMatcher implements AutoCloseable {
    private static final long KIB = 1024;
    private static final long JIT_STACK_START_BYTES = 32 * KIB;

    private MemorySegment matchData;
    private MemorySegment context;
    private MemorySegment jitStack;
    private final MemorySegment ovector;
    private int steps;
    private long offsetLimit = Pcre2.UNSET;

    /// A matcher under `limits`.
    ///
    /// @param groupCapacity groups of a pattern, the whole match not among them, whose place is kept
    /// @throws dev.winnow.bindings.ffm.LibraryMissing where PCRE2 is not installed
    public RegexMatcher(MatchLimits limits, int groupCapacity) {
        NativeLibrary.PCRE2.require();
        matchData = created("pcre2_match_data_create", Pcre2.matchDataCreate(groupCapacity + 1));
        context = created("pcre2_match_context_create", Pcre2.matchContextCreate());
        jitStack = created(
                "pcre2_jit_stack_create", Pcre2.jitStackCreate(JIT_STACK_START_BYTES, limits.jitStackKib() * KIB));
        limitSteps(limits.steps());
        Pcre2.setDepthLimit(context, limits.depth());
        Pcre2.setHeapLimit(context, limits.heapKib());
        Pcre2.jitStackAssign(context, jitStack);
        ovector = NativeMemory.at(Pcre2.getOvectorPointer(matchData).address(), 2L * Long.BYTES * (groupCapacity + 1));
    }

    /// From now on gives up after `newSteps` backtracking steps from one place, as [MatchLimits#steps].
    public void limitSteps(int newSteps) {
        if (newSteps != steps) {
            Pcre2.setMatchLimit(context.address(), newSteps);
            steps = newSteps;
        }
    }

    /// Looks for `regex` in the `length` bytes at `offset` of `subject`, which is off-heap.
    ///
    /// Neither `regex` nor `subject` may be closed meanwhile: this call keeps no arena open. It keeps `subject`
    /// reachable.
    ///
    /// @param startOffset where to start within those bytes; what lies before is seen by look-behind only
    /// @param options     0 or [Regex#ANCHORED]
    /// @return above 0: found, and one more than the highest group that took part; 0: found, with more groups than
    ///         are kept; [Pcre2#NO_MATCH]; or another negative code, such as [Pcre2#MATCH_LIMIT]
    /// @throws IndexOutOfBoundsException if the bytes are not all in `subject`
    public int match(Regex regex, MemorySegment subject, long offset, int length, int startOffset, int options) {
        setOffsetLimit(Pcre2.UNSET);
        return run(regex, subject, offset, length, startOffset, options);
    }

    /// As [#match], from the places `first` to `last` only.
    ///
    /// With `more`, the bytes are the beginning of a longer subject. Where what follows could change what is found,
    /// the result is [Pcre2#PARTIAL], and no match starts before [#start] of group 0; any other result is that of
    /// the longer subject.
    ///
    /// @param regex one for which [Regex#searchesInWindows] is true
    /// @param first where to start within the bytes, `length` at most
    /// @param last  the last place from which to try; machine code of PCRE2 10.42 also tries the next one at times
    /// @throws IndexOutOfBoundsException if the bytes are not all in `subject`
    public int matchWindow(
            Regex regex, MemorySegment subject, long offset, int length, int first, int last, boolean more) {
        setOffsetLimit(last);
        return run(regex, subject, offset, length, first, more ? pcre2_h.PCRE2_PARTIAL_HARD() : 0);
    }

    private void setOffsetLimit(long newLimit) {
        if (newLimit != offsetLimit) {
            Pcre2.setOffsetLimit(context.address(), newLimit);
            offsetLimit = newLimit;
        }
    }

    private int run(Regex regex, MemorySegment subject, long offset, int length, int startOffset, int options) {
        Objects.checkFromIndexSize(offset, length, subject.byteSize());
        Objects.checkIndex(startOffset, length + 1);
        try {
            return Pcre2.match(
                    regex.address(),
                    subject.address() + offset,
                    length,
                    startOffset,
                    options,
                    matchData.address(),
                    context.address());
        } finally {
            // Automatic memory of which only the address is left could be freed during the call.
            Reference.reachabilityFence(subject);
        }
    }

    /// Where group `group` starts in the bytes of the last match, or -1 if it took no part in it. Group 0 is the whole.
    public int start(int group) {
        return place(2L * group);
    }

    /// Where group `group` ends in the bytes of the last match, or -1 if it took no part in it.
    public int end(int group) {
        return place(2L * group + 1);
    }

    private int place(long index) {
        // PCRE2_UNSET, all bits set, becomes -1.
        return (int) ovector.getAtIndex(JAVA_LONG, index);
    }

    private static MemorySegment created(String function, MemorySegment made) {
        if (NativeMemory.isNull(made)) {
            throw new OutOfMemoryError(function);
        }
        return made;
    }

    @Override
    public void close() {
        Pcre2.matchDataFree(matchData);
        Pcre2.matchContextFree(context);
        Pcre2.jitStackFree(jitStack);
        matchData = MemorySegment.NULL;
        context = MemorySegment.NULL;
        jitStack = MemorySegment.NULL;
    }
}
