package dev.winnow.bindings.pcre2;

import dev.winnow.bindings.ffm.Downcalls;
import dev.winnow.bindings.generated.pcre2.pcre2_h;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/// libpcre2-8, one method per C function, no policy. The contract is that of pcre2api(3).
///
/// Functions return 0 or more on success and a negative `PCRE2_ERROR_*` code on failure; none sets `errno`. A
/// function that creates returns NULL when there is no memory; pointers come as segments of their address only.
///
/// Threading: compiled code is read-only and may be matched by any number of threads; match data, match context and
/// JIT stack belong to one thread at a time. Requires [dev.winnow.bindings.ffm.NativeLibrary#PCRE2].
public final class Pcre2 {
    public static final int NO_MATCH = pcre2_h.PCRE2_ERROR_NOMATCH();
    public static final int PARTIAL = pcre2_h.PCRE2_ERROR_PARTIAL();
    public static final int MATCH_LIMIT = pcre2_h.PCRE2_ERROR_MATCHLIMIT();
    public static final int DEPTH_LIMIT = pcre2_h.PCRE2_ERROR_DEPTHLIMIT();
    public static final int HEAP_LIMIT = pcre2_h.PCRE2_ERROR_HEAPLIMIT();
    public static final int JIT_STACK_LIMIT = pcre2_h.PCRE2_ERROR_JIT_STACKLIMIT();
    public static final int BAD_OPTION = pcre2_h.PCRE2_ERROR_BADOPTION();
    public static final int JIT_BAD_OPTION = pcre2_h.PCRE2_ERROR_JIT_BADOPTION();
    public static final int NO_MEMORY = pcre2_h.PCRE2_ERROR_NOMEMORY();

    /// What the ovector holds for a group that took no part in the match, and the offset limit that is none.
    public static final long UNSET = pcre2_h.PCRE2_UNSET();

    private static final MethodHandle MATCH = Downcalls.plain(
            pcre2_h.pcre2_match_8$address(), Downcalls.addressesAsLongs(pcre2_h.pcre2_match_8$descriptor()));

    private static final MethodHandle SET_MATCH_LIMIT = Downcalls.plain(
            pcre2_h.pcre2_set_match_limit_8$address(),
            Downcalls.addressesAsLongs(pcre2_h.pcre2_set_match_limit_8$descriptor()));
    private static final MethodHandle SET_OFFSET_LIMIT = Downcalls.plain(
            pcre2_h.pcre2_set_offset_limit_8$address(),
            Downcalls.addressesAsLongs(pcre2_h.pcre2_set_offset_limit_8$descriptor()));

    private Pcre2() {}

    /// `pcre2_code *pcre2_compile(PCRE2_SPTR pattern, PCRE2_SIZE length, uint32_t options, int *errorcode,
    /// PCRE2_SIZE *erroroffset, pcre2_compile_context *ccontext)`, without a compile context.
    ///
    /// @param errorCode   out: an `int`, for [#getErrorMessage]
    /// @param errorOffset out: a `size_t`, where in the pattern
    /// @return the code, freed with [#codeFree], or NULL
    public static MemorySegment compile(
            MemorySegment pattern, long length, int options, MemorySegment errorCode, MemorySegment errorOffset) {
        return pcre2_h.pcre2_compile_8(pattern, length, options, errorCode, errorOffset, MemorySegment.NULL);
    }

    /// `void pcre2_code_free(pcre2_code *code)`
    public static void codeFree(MemorySegment code) {
        pcre2_h.pcre2_code_free_8(code);
    }

    /// `int pcre2_jit_compile(pcre2_code *code, uint32_t options)`
    ///
    /// @return 0, [#JIT_BAD_OPTION] where this library has no JIT, [#NO_MEMORY] also where no executable memory is
    ///         to be had
    public static int jitCompile(MemorySegment code, int options) {
        return pcre2_h.pcre2_jit_compile_8(code, options);
    }

    /// `int pcre2_pattern_info(const pcre2_code *code, uint32_t what, void *where)`
    ///
    /// @param where out: as wide as pcre2api(3) says for `what`
    public static int patternInfo(MemorySegment code, int what, MemorySegment where) {
        return pcre2_h.pcre2_pattern_info_8(code, what, where);
    }

    /// `int pcre2_match(const pcre2_code *code, PCRE2_SPTR subject, PCRE2_SIZE length, PCRE2_SIZE startoffset,
    /// uint32_t options, pcre2_match_data *match_data, pcre2_match_context *mcontext)`, all pointers as addresses.
    ///
    /// @return the number of the highest group that matched plus one, 0 if the ovector was too small for all,
    ///         [#NO_MATCH], or another negative code
    public static int match(
            long code, long subject, long length, long startOffset, int options, long matchData, long matchContext) {
        try {
            return (int) MATCH.invokeExact(code, subject, length, startOffset, options, matchData, matchContext);
        } catch (Throwable t) {
            throw Downcalls.misused("pcre2_match", t);
        }
    }

    /// `pcre2_match_data *pcre2_match_data_create(uint32_t ovecsize, pcre2_general_context *gcontext)`
    ///
    /// @param pairs how many groups, the whole match included, there is room for
    public static MemorySegment matchDataCreate(int pairs) {
        return pcre2_h.pcre2_match_data_create_8(pairs, MemorySegment.NULL);
    }

    /// `void pcre2_match_data_free(pcre2_match_data *match_data)`
    public static void matchDataFree(MemorySegment matchData) {
        pcre2_h.pcre2_match_data_free_8(matchData);
    }

    /// `PCRE2_SIZE *pcre2_get_ovector_pointer(pcre2_match_data *match_data)`
    ///
    /// @return pairs of `size_t`, start and end; they live as long as the match data
    public static MemorySegment getOvectorPointer(MemorySegment matchData) {
        return pcre2_h.pcre2_get_ovector_pointer_8(matchData);
    }

    /// `pcre2_match_context *pcre2_match_context_create(pcre2_general_context *gcontext)`
    public static MemorySegment matchContextCreate() {
        return pcre2_h.pcre2_match_context_create_8(MemorySegment.NULL);
    }

    /// `void pcre2_match_context_free(pcre2_match_context *mcontext)`
    public static void matchContextFree(MemorySegment matchContext) {
        pcre2_h.pcre2_match_context_free_8(matchContext);
    }

    /// `int pcre2_set_match_limit(pcre2_match_context *mcontext, uint32_t value)`, the pointer as an address.
    ///
    /// @param limit backtracking steps from each place where a match could start
    /// @return 0
    public static int setMatchLimit(long matchContext, int limit) {
        try {
            return (int) SET_MATCH_LIMIT.invokeExact(matchContext, limit);
        } catch (Throwable t) {
            throw Downcalls.misused("pcre2_set_match_limit", t);
        }
    }

    /// `int pcre2_set_offset_limit(pcre2_match_context *mcontext, PCRE2_SIZE value)`, the pointer as an address.
    ///
    /// @param limit the last offset where a match may start, or [#UNSET]; a pattern must have been compiled with
    ///              `PCRE2_USE_OFFSET_LIMIT` to be matched under one
    /// @return 0
    public static int setOffsetLimit(long matchContext, long limit) {
        try {
            return (int) SET_OFFSET_LIMIT.invokeExact(matchContext, limit);
        } catch (Throwable t) {
            throw Downcalls.misused("pcre2_set_offset_limit", t);
        }
    }

    /// `int pcre2_set_depth_limit(pcre2_match_context *mcontext, uint32_t value)`; the JIT has no such limit.
    public static int setDepthLimit(MemorySegment matchContext, int limit) {
        return pcre2_h.pcre2_set_depth_limit_8(matchContext, limit);
    }

    /// `int pcre2_set_heap_limit(pcre2_match_context *mcontext, uint32_t value)`; the JIT takes its own stack instead.
    ///
    /// @param limitKib in units of 1024 bytes
    public static int setHeapLimit(MemorySegment matchContext, int limitKib) {
        return pcre2_h.pcre2_set_heap_limit_8(matchContext, limitKib);
    }

    /// `pcre2_jit_stack *pcre2_jit_stack_create(size_t startsize, size_t maxsize, pcre2_general_context *gcontext)`
    public static MemorySegment jitStackCreate(long startBytes, long maxBytes) {
        return pcre2_h.pcre2_jit_stack_create_8(startBytes, maxBytes, MemorySegment.NULL);
    }

    /// `void pcre2_jit_stack_assign(pcre2_match_context *mcontext, pcre2_jit_callback callback, void *callback_data)`,
    /// always this one stack.
    public static void jitStackAssign(MemorySegment matchContext, MemorySegment jitStack) {
        pcre2_h.pcre2_jit_stack_assign_8(matchContext, MemorySegment.NULL, jitStack);
    }

    /// `void pcre2_jit_stack_free(pcre2_jit_stack *jit_stack)`
    public static void jitStackFree(MemorySegment jitStack) {
        pcre2_h.pcre2_jit_stack_free_8(jitStack);
    }

    /// `int pcre2_get_error_message(int errorcode, PCRE2_UCHAR *buffer, PCRE2_SIZE bufflen)`
    ///
    /// @return the message's length, or [#NO_MEMORY] when it was cut short
    public static int getErrorMessage(int code, MemorySegment buffer) {
        return pcre2_h.pcre2_get_error_message_8(code, buffer, buffer.byteSize());
    }
}
