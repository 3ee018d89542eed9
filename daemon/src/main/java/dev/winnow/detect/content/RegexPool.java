package dev.winnow.detect.content;

import dev.winnow.bindings.ffm.NativeLibrary;
import dev.winnow.bindings.pcre2.Regex;
import dev.winnow.bindings.pcre2.RegexException;
import dev.winnow.rule.option.Capture;
import dev.winnow.rule.option.Pcre;
import dev.winnow.rule.option.PcreFlag;
import dev.winnow.rule.option.Transform;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The regular expressions of a program; equal ones are compiled once. Filled and read by any number of threads. Owns
/// native memory.
public final class RegexPool implements AutoCloseable {
    private final Map<Key, Regex> regexes = new ConcurrentHashMap<>();

    private final AtomicInteger capturedGroups = new AtomicInteger();

    private record Key(String expression, int options) {}

    /// How many different expressions there are.
    public int size() {
        return regexes.size();
    }

    /// The compiled expression, which lives as long as the pool.
    ///
    /// @throws IllegalArgumentException if PCRE2 does not understand it
    /// @throws dev.winnow.bindings.ffm.LibraryMissing where there is no PCRE2
    Regex get(Pcre pcre) {
        NativeLibrary.PCRE2.require();
        Regex regex = regexes.computeIfAbsent(new Key(pcre.expression(), options(pcre.flags())), RegexPool::compile);
        for (Capture capture : pcre.captures()) {
            if (capture.group() > regex.groupCount()) {
                throw new IllegalArgumentException("pcre: there is no group for `" + capture + "`");
            }
            capturedGroups.accumulateAndGet(capture.group(), Math::max);
        }
        return regex;
    }

    /// The highest number of a group that some rule keeps in a variable.
    int capturedGroups() {
        return capturedGroups.get();
    }

    /// The compiled expression of a transform, which lives as long as the pool.
    ///
    /// @throws IllegalArgumentException if PCRE2 does not understand it, or it does not capture just one group
    /// @throws dev.winnow.bindings.ffm.LibraryMissing where there is no PCRE2
    public Regex get(Transform.PcreXform transform) {
        NativeLibrary.PCRE2.require();
        Regex regex = regexes.computeIfAbsent(new Key(transform.expression(), 0), RegexPool::compile);
        if (regex.groupCount() != 1) {
            throw new IllegalArgumentException("pcrexform: expected one group to capture, not " + regex.groupCount());
        }
        return regex;
    }

    private static Regex compile(Key key) {
        try {
            return Regex.compile(key.expression.getBytes(StandardCharsets.ISO_8859_1), key.options);
        } catch (RegexException e) {
            throw new IllegalArgumentException("pcre: " + e.getMessage() + " at offset " + e.offset(), e);
        }
    }

    private static int options(Set<PcreFlag> flags) {
        return flags.stream().mapToInt(RegexPool::option).reduce(0, (a, b) -> a | b);
    }

    private static int option(PcreFlag flag) {
        return switch (flag) {
            case CASELESS -> Regex.CASELESS;
            case MULTILINE -> Regex.MULTILINE;
            case DOT_ALL -> Regex.DOTALL;
            case EXTENDED -> Regex.EXTENDED;
            case ANCHORED -> Regex.ANCHORED;
            case DOLLAR_END_ONLY -> Regex.DOLLAR_ENDONLY;
            case UNGREEDY -> Regex.UNGREEDY;
            case RELATIVE, RAW_BYTES, NO_MATCH_LIMIT -> 0;
        };
    }

    @Override
    public void close() {
        regexes.values().forEach(Regex::close);
    }
}
