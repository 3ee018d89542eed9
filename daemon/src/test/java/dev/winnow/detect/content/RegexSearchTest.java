package dev.winnow.detect.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bindings.pcre2.MatchLimits;
import dev.winnow.bindings.pcre2.Pcre2;
import dev.winnow.bindings.pcre2.Regex;
import dev.winnow.bindings.pcre2.RegexException;
import dev.winnow.bindings.pcre2.RegexMatcher;
import dev.winnow.rule.option.Buffer;
import dev.winnow.rule.option.Bytes;
import dev.winnow.rule.option.Pcre;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegexSearchTest {
    private static final int JUMBO = 65_535;
    private static final MatchLimits NO_LIMITS = new MatchLimits(10_000_000, 10_000_000, 1 << 20, 1 << 16);

    /// What a search returned, where, and whether it used up the work.
    private record Found(int result, int start, int end, boolean exhausted) {}

    private static MemorySegment offHeap(String text) {
        byte[] bytes = Bytes.ofLatin1(text).toArray();
        return Arena.ofAuto()
                .allocate(Math.max(1, bytes.length))
                .asSlice(0, bytes.length)
                .copyFrom(MemorySegment.ofArray(bytes));
    }

    private static Found found(int result, int start, int end, boolean exhausted) {
        return result < 0 ? new Found(result, -1, -1, exhausted) : new Found(0, start, end, exhausted);
    }

    private static Found search(String pattern, int options, String subject, int from, MatchLimits limits)
            throws RegexException {
        try (Regex regex = Regex.compile(Bytes.ofLatin1(pattern).toArray(), options);
                RegexSearch search = new RegexSearch(limits, 0)) {
            search.grantWork();
            MemorySegment memory = offHeap(subject);
            int result = search.run(regex, memory, 0, subject.length(), from);
            return found(result, search.foundStart(), search.foundEnd(), search.exhausted());
        }
    }

    /// One search over all, with hardly any limits.
    private static Found oracle(String pattern, int options, String subject, int from) throws RegexException {
        try (Regex regex = Regex.compile(Bytes.ofLatin1(pattern).toArray(), options);
                RegexMatcher matcher = new RegexMatcher(NO_LIMITS, 0)) {
            int result = matcher.match(regex, offHeap(subject), 0, subject.length(), from, 0);
            return found(result, matcher.start(0), matcher.end(0), false);
        }
    }

    @Property(tries = 4_000)
    void shouldFindWhatOneSearchFindsUnlessItGivesUp(
            @ForAll("patterns") String pattern,
            @ForAll("options") int options,
            @ForAll("subjects") String subject,
            @ForAll @IntRange(max = 20) int from)
            throws RegexException {
        int start = Math.min(from, subject.length());

        Found found = search(pattern, options, subject, start, MatchLimits.DEFAULT);

        if (found.result() >= 0 || found.result() == Pcre2.NO_MATCH) {
            Found expected = oracle(pattern, options, subject, start);
            assertThat(found)
                    .as("/%s/ options %x from %d in <%s>", pattern, options, start, subject)
                    .usingRecursiveComparison()
                    .ignoringFields("exhausted")
                    .isEqualTo(expected);
        } else {
            assertThat(found.result()).isIn(Pcre2.MATCH_LIMIT, Pcre2.JIT_STACK_LIMIT);
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        Arbitrary<String> parts = Arbitraries.of(
                "a",
                "ab",
                "c",
                "x",
                "[ab]",
                "[^x]",
                ".",
                "\\n",
                "\\s",
                "\\b",
                "\\B",
                "$",
                "\\z",
                "\\Z",
                "^",
                "\\A",
                "a*",
                "[^\\n]+",
                ".*",
                ".*?",
                "[ab]+?",
                ".{300}",
                "a{0,300}?",
                "(?:ab|a)+",
                "(a|b|ab)*",
                "(a+)+",
                "(?=.*x)",
                "(?!.*x)",
                "(?<=a)",
                "(?<!\\n)",
                "(?<=ab|c)",
                "(b)\\1",
                "(?i:C)",
                "(?>a+)",
                "\\K",
                "a++",
                "|",
                "(?(?=a)ab|b)",
                "(?:ab|a)",
                "(?|ab|b)",
                "(?:|ab){2}",
                "\\R",
                "(?s:.*)",
                "(?m:^)",
                "(?m:$)");
        return parts.list().ofMinSize(1).ofMaxSize(5).map(chosen -> String.join("", chosen));
    }

    @Provide
    Arbitrary<Integer> options() {
        return Arbitraries.of(
                0, Regex.DOTALL, Regex.MULTILINE, Regex.CASELESS, Regex.UNGREEDY, Regex.DOLLAR_ENDONLY, Regex.ANCHORED);
    }

    /// Repetitive, up to six windows above what is searched at once; rarely with something else at a random place.
    @Provide
    Arbitrary<String> subjects() {
        Arbitrary<String> unit = Arbitraries.of("a", "b", "ab", "aab\n", "c\r\n", "\n", " a", "bbbbbbbbbbbbbbbbbbc");
        Arbitrary<String> runs = Combinators.combine(
                        unit, Arbitraries.integers().between(0, 900))
                .as(String::repeat);
        Arbitrary<String> rare = Arbitraries.of("", "x", "xc", "C", "abx", "\u00ff");
        return Combinators.combine(runs, rare, runs, rare).as((a, b, c, d) -> cut(a + b + c + d));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(text.length(), 3_600));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a[^z]{0,3000}?[yz] a",
                "x[a-z]+\\.exe xe",
                "a.{0,3000}b a",
                "(?=(a+))a*b a",
                "a{1,9}?a{0,900}?z a",
            })
    void shouldGiveUpWhenTheWorkIsUsedUp(String pattern, String unit) throws RegexException {
        String subject = unit.repeat(60_000 / unit.length()) + ".yzb";

        assertThat(search(pattern, 0, subject, 0, MatchLimits.DEFAULT))
                .isEqualTo(new Found(Pcre2.MATCH_LIMIT, -1, -1, true));
    }

    @Test
    void shouldCountARuleOutOfWorkOnceAndGrantTheNextItsOwn() {
        String subject = "a".repeat(60_000) + "b";
        try (RegexPool pool = new RegexPool();
                Inspection in = new Inspection(pooled(pool, "b"), InspectionLimits.DEFAULT)) {
            in.lookAt(offHeap(subject), 0, subject.length());
            in.begin();

            assertThat(in.finds(pool.get(pcre("a[^z]{0,3000}?z")), 0, 0)).isFalse();
            assertThat(in.finds(pool.get(pcre("b")), 0, 0)).isFalse();
            assertThat(in.lacks(pool.get(pcre("x")), 0)).isFalse();
            assertThat(in.regexesCutShort()).isEqualTo(1);

            in.begin();
            assertThat(in.finds(pool.get(pcre("b")), 0, 0)).isTrue();
        }
    }

    /// Complete as far as an inspection asks: not empty.
    private static RegexPool pooled(RegexPool pool, String expression) {
        pool.get(pcre(expression));
        return pool;
    }

    private static Pcre pcre(String expression) {
        return new Pcre(Buffer.PAYLOAD, expression, false, Set.of());
    }

    @Test
    void shouldReachTheEndOfAJumboPacketWithOrdinaryBytes() throws RegexException {
        String ordinary = "GET /index.php?id=3 HTTP/1.1\r\nHost: example.com\r\nUser-Agent: Mozilla/5.0\r\n\r\n";
        String subject = ordinary.repeat(JUMBO / ordinary.length() - 1) + "User-Agent: sqlmap\r\n";

        assertThat(search("User-Agent: [^\\r\\n]*sqlmap", 0, subject, 0, MatchLimits.DEFAULT))
                .isEqualTo(new Found(0, subject.length() - 20, subject.length() - 2, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\Gb|b", "(*COMMIT)b", "(*NO_START_OPT)b"})
    void shouldSearchAtOnceWhereTheExpressionDependsOnWhereASearchStarts(String pattern) throws RegexException {
        String subject = "a".repeat(5_000) + "b";

        assertThat(search(pattern, 0, subject, 0, MatchLimits.DEFAULT)).isEqualTo(oracle(pattern, 0, subject, 0));
    }
}
