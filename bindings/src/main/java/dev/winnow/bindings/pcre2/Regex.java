package dev.winnow.bindings.pcre2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.winnow.bindings.ffm.NativeLibrary;
import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.generated.pcre2.pcre2_h;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A regular expression over bytes, compiled, with machine code where PCRE2 can make it.
///
/// Ownership: owns native memory until [#close]; whoever closes it has made sure that nobody matches with it any
/// more. Threading: unchanging until closed, any number of threads may match with it, each with its own [RegexMatcher].
public final class Regex implements AutoCloseable {
    public static final int ANCHORED = pcre2_h.PCRE2_ANCHORED();
    public static final int CASELESS = pcre2_h.PCRE2_CASELESS();
    public static final int DOLLAR_ENDONLY = pcre2_h.PCRE2_DOLLAR_ENDONLY();
    public static final int DOTALL = pcre2_h.PCRE2_DOTALL();
    public static final int EXTENDED = pcre2_h.PCRE2_EXTENDED();
    public static final int MULTILINE = pcre2_h.PCRE2_MULTILINE();
    public static final int UNGREEDY = pcre2_h.PCRE2_UNGREEDY();
    public static final int NO_AUTO_CAPTURE = pcre2_h.PCRE2_NO_AUTO_CAPTURE();

    // Payload is bytes: a pattern that turns on UTF would make PCRE2 refuse every subject that is not.
    private static final int BYTES_ONLY = pcre2_h.PCRE2_NEVER_UTF() | pcre2_h.PCRE2_NEVER_UCP();
    private static final int MESSAGE_CAPACITY = 256;
    // Both depend on where the search as a whole begins, or change it: \G, and verbs such as (*COMMIT).
    private static final Pattern BOUND_TO_THE_SEARCH = Pattern.compile("\\\\G|\\(\\*[A-Z:]");

    // Its comments could hold parentheses, for which AlternativesGuard has no eye.
    private static final Pattern EXTENDED_INSIDE = Pattern.compile("\\(\\?\\^?[a-zA-Z]*x");

    private MemorySegment code;
    private final int groupCount;
    private final boolean jitCompiled;
    private final boolean anchored;
    private final boolean searchesInWindows;

    private Regex(MemorySegment code, boolean boundToTheSearch) {
        this.code = code;
        groupCount = info(code, pcre2_h.PCRE2_INFO_CAPTURECOUNT());
        anchored = isAnchored(code);
        searchesInWindows = !anchored && !boundToTheSearch;
        Pcre2.jitCompile(
                code, pcre2_h.PCRE2_JIT_COMPLETE() | (searchesInWindows ? pcre2_h.PCRE2_JIT_PARTIAL_HARD() : 0));
        // The return code will not do: it is 0, too, for a pattern that asks not to be compiled, (*NO_JIT).
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment jitSize = arena.allocate(JAVA_LONG);
            Pcre2.patternInfo(code, pcre2_h.PCRE2_INFO_JITSIZE(), jitSize);
            jitCompiled = jitSize.get(JAVA_LONG, 0) > 0;
        }
    }

    /// What PCRE2 tells of a pattern in 32 bits.
    private static int info(MemorySegment code, int what) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment number = arena.allocate(JAVA_INT);
            Pcre2.patternInfo(code, what, number);
            return number.get(JAVA_INT, 0);
        }
    }

    private static boolean isAnchored(MemorySegment code) {
        return (info(code, pcre2_h.PCRE2_INFO_ALLOPTIONS()) & ANCHORED) != 0;
    }

    /// Compiles `pattern`.
    ///
    /// @param options of the constants of this class, or-ed
    /// @throws RegexException when PCRE2 refuses the pattern
    /// @throws dev.winnow.bindings.ffm.LibraryMissing where PCRE2 is not installed
    public static Regex compile(byte[] pattern, int options) throws RegexException {
        NativeLibrary.PCRE2.require();
        MemorySegment code = compiled(pattern, options);
        String text = new String(pattern, StandardCharsets.ISO_8859_1);
        // Where there is one place to try, no repeat fails twice.
        if (text.contains("|") && !isAnchored(code)) {
            Pcre2.codeFree(code);
            boolean commented =
                    (options & EXTENDED) != 0 || EXTENDED_INSIDE.matcher(text).find();
            code = compiled(commented ? slow(text) : AlternativesGuard.guard(pattern), options);
        }
        return new Regex(code, BOUND_TO_THE_SEARCH.matcher(text).find());
    }

    private static byte[] slow(String pattern) {
        return ("(*NO_START_OPT)" + pattern).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static MemorySegment compiled(byte[] pattern, int options) throws RegexException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errorCode = arena.allocate(JAVA_INT);
            MemorySegment errorOffset = arena.allocate(JAVA_LONG);
            MemorySegment code = Pcre2.compile(
                    arena.allocateFrom(JAVA_BYTE, pattern),
                    pattern.length,
                    options | BYTES_ONLY | pcre2_h.PCRE2_USE_OFFSET_LIMIT(),
                    errorCode,
                    errorOffset);
            if (NativeMemory.isNull(code)) {
                throw new RegexException(message(errorCode.get(JAVA_INT, 0)), errorOffset.get(JAVA_LONG, 0));
            }
            return code;
        }
    }

    /// What PCRE2 says about a negative return code.
    public static String message(int code) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(MESSAGE_CAPACITY);
            Pcre2.getErrorMessage(code, text);
            return text.getString(0);
        }
    }

    /// How many capturing groups the pattern has, the whole match not among them.
    public int groupCount() {
        return groupCount;
    }

    /// Whether matching runs machine code; PCRE2 interprets the pattern otherwise.
    public boolean jitCompiled() {
        return jitCompiled;
    }

    /// Whether it can match at the place only where the search starts.
    public boolean anchored() {
        return anchored;
    }

    /// Whether a search finds the same when it is cut into windows, for [RegexMatcher#matchWindow].
    public boolean searchesInWindows() {
        return searchesInWindows;
    }

    long address() {
        return code.address();
    }

    @Override
    public void close() {
        Pcre2.codeFree(code);
        code = MemorySegment.NULL;
    }
}
