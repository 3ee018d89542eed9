package dev.winnow.bindings.pcre2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.bindings.GuardedBuffer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexMatcherTest {
    private static final Cleaner CLEANER = Cleaner.create();

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// What one match returned, and where.
    private record Found(int rc, int start, int end) {}

    private static Found find(String pattern, int options, byte[] subject, int startOffset, MatchLimits limits)
            throws RegexException {
        try (Regex regex = Regex.compile(bytes(pattern), options);
                RegexMatcher matcher = new RegexMatcher(limits, 4);
                GuardedBuffer buffer = new GuardedBuffer(subject.length)) {
            int rc = matcher.match(regex, buffer.flush(subject), 0, subject.length, startOffset, 0);
            return new Found(rc, matcher.start(0), matcher.end(0));
        }
    }

    @Property(tries = 300)
    void shouldAgreeWithJavaWhenThePatternIsPlainForBoth(
            @ForAll("patterns") String pattern, @ForAll("subjects") String subject) throws RegexException {
        Matcher oracle = Pattern.compile(pattern, Pattern.DOTALL).matcher(subject);
        boolean expected = oracle.find();

        Found found = find(pattern, Regex.DOTALL, bytes(subject), 0, MatchLimits.DEFAULT);

        assertThat(found.rc()).isEqualTo(expected ? 1 : Pcre2.NO_MATCH);
        if (expected) {
            assertThat(found.start()).isEqualTo(oracle.start());
            assertThat(found.end()).isEqualTo(oracle.end());
        }
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of(
                        "a",
                        "b",
                        ".",
                        "\\x00",
                        "\\xff",
                        "[^a]",
                        "a?",
                        "a*",
                        "b+",
                        "(?:ab)",
                        "(?:ab|a)",
                        "(?:|ab)",
                        "\\z")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> subjects() {
        return Arbitraries.of('a', 'b', '\0', '\u00ff').list().ofMaxSize(60).map(characters -> {
            StringBuilder text = new StringBuilder();
            characters.forEach(text::append);
            return text.toString();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "(?:ab|a)b+b, 0",
        "(?|ab|a)b*b, 0",
        "x*(?:|ab)b+b, 0",
        "(?:ab|a){2}.*b, 0",
        "(?:a b|a)b+b #((, 128",
    })
    void shouldTryARepeatAgainWhereAnotherAlternativeLeadsToIt(String pattern, int options) throws RegexException {
        assertThat(options).isIn(0, Regex.EXTENDED);
        assertThat(find(pattern, options, bytes("b abaabb"), 0, MatchLimits.DEFAULT))
                .isEqualTo(find("(*NO_JIT)" + pattern, options, bytes("b abaabb"), 0, MatchLimits.DEFAULT))
                .extracting(Found::rc)
                .isEqualTo(1);
    }

    @Test
    void shouldKeepAutomaticMemoryWhileItIsSearched() throws RegexException, InterruptedException {
        MatchLimits plenty = new MatchLimits(10_000, 10_000, 4_096, 64);
        try (Regex regex = Regex.compile(bytes("a[^z]{0,3000}?[yz]"), 0);
                RegexMatcher matcher = new RegexMatcher(plenty, 0)) {
            // The interpreter of Java keeps every local reachable; compiled code does not.
            for (int i = 0; i < 20_000; i++) {
                assertThat(isFreedWhileSearched(matcher, regex, bytes("a"))).isFalse();
            }
            Thread collector = Thread.ofPlatform().start(RegexMatcherTest::collectGarbage);
            boolean freed = isFreedWhileSearched(matcher, regex, bytes("a".repeat(60_000)));
            collector.join();

            assertThat(freed).isFalse();
        }
    }

    private static void collectGarbage() {
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
    }

    private static boolean isFreedWhileSearched(RegexMatcher matcher, Regex regex, byte[] subject) {
        AtomicBoolean freed = new AtomicBoolean();
        MemorySegment memory = Arena.ofAuto().allocate(subject.length).copyFrom(MemorySegment.ofArray(subject));
        CLEANER.register(memory, () -> freed.set(true));
        matcher.match(regex, memory, 0, subject.length, 0, 0);
        return freed.get();
    }

    @Test
    void shouldTellThePlacesOfGroups() throws RegexException {
        byte[] subject = bytes("xx User-Agent: sqlmap");
        try (Regex regex = Regex.compile(bytes("(User)-(Host|Agent): (nikto)?"), 0);
                RegexMatcher matcher = new RegexMatcher(MatchLimits.DEFAULT, 3);
                GuardedBuffer buffer = new GuardedBuffer(subject.length)) {
            int rc = matcher.match(regex, buffer.flush(subject), 3, subject.length - 3, 0, 0);

            assertThat(rc).isEqualTo(3);
            assertThat(regex.groupCount()).isEqualTo(3);
            assertThat(matcher.start(2)).isEqualTo(5);
            assertThat(matcher.end(2)).isEqualTo(10);
            assertThat(matcher.start(3)).isEqualTo(-1);
        }
    }

    @Test
    void shouldSeeWhatLiesBeforeTheStartOnlyInLookBehind() throws RegexException {
        assertThat(find("(?<=a)b", 0, bytes("ab"), 1, MatchLimits.DEFAULT)).isEqualTo(new Found(1, 1, 2));
        assertThat(find("ab", 0, bytes("ab"), 1, MatchLimits.DEFAULT).rc()).isEqualTo(Pcre2.NO_MATCH);
    }

    @Test
    void shouldReturnNoughtWhenThereAreMoreGroupsThanKept() throws RegexException {
        assertThat(find("(a)(a)(a)(a)(a)", 0, bytes("aaaaa"), 0, MatchLimits.DEFAULT))
                .isEqualTo(new Found(0, 0, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(?:a*)*b"})
    void shouldGiveUpWhenBacktrackingExplodes(String pattern) throws RegexException {
        byte[] subject = bytes("a".repeat(4_000) + "!");

        assertThat(find("(*NO_START_OPT)" + pattern, Regex.ANCHORED, subject, 0, MatchLimits.DEFAULT)
                        .rc())
                .isIn(Pcre2.MATCH_LIMIT, Pcre2.JIT_STACK_LIMIT);
    }

    @Test
    void shouldGiveUpSoonerWhenTheLimitIsLower() throws RegexException {
        byte[] subject = bytes("a".repeat(200) + "b");
        MatchLimits strict = new MatchLimits(10, 10, 16, 64);

        assertThat(find("(*NO_START_OPT)^(a|b|ab)*c", 0, subject, 0, strict).rc())
                .isEqualTo(Pcre2.MATCH_LIMIT);
    }

    @Test
    void shouldCountStepsAnewFromEachPlaceWhereTheMatchCouldStart() throws RegexException {
        String pattern = "(*NO_JIT)a[^z]{0,40}?[yz]";
        MatchLimits enoughForOnePlace = new MatchLimits(100, 1_500, 4_096, 64);

        assertThat(find(pattern, Regex.ANCHORED, bytes("a".repeat(500)), 0, enoughForOnePlace)
                        .rc())
                .isEqualTo(Pcre2.NO_MATCH);
        assertThat(find(pattern, 0, bytes("a".repeat(500)), 0, enoughForOnePlace)
                        .rc())
                .isEqualTo(Pcre2.NO_MATCH);
        assertThat(find(pattern, Regex.ANCHORED, bytes("a".repeat(500)), 0, new MatchLimits(20, 1_500, 4_096, 64))
                        .rc())
                .isEqualTo(Pcre2.MATCH_LIMIT);
    }

    @ParameterizedTest
    @CsvSource({
        "ab, xxxabxx, 7, 0, 1, false, -1, -1",
        "ab, xxabxx, 6, 0, 2, false, 1, 2",
        "ab, xxabxx, 3, 0, 2, true, -2, 2",
        "ab, xxxabxx, 4, 0, 1, true, -1, -1",
        "a[^x]*, xxabbb, 5, 0, 5, true, -2, 2",
        "b$, xxab, 4, 0, 4, false, 1, 3",
        "b$, xxab, 4, 0, 4, true, -2, 3",
        "(?!.*z)b, xxab, 4, 0, 4, true, -2, 3",
    })
    void shouldSaySoWhereAWindowDoesNotTell(
            String pattern, String text, int length, int first, int last, boolean more, int rc, int start)
            throws RegexException {
        byte[] subject = bytes(text);
        try (Regex regex = Regex.compile(bytes(pattern), 0);
                RegexMatcher matcher = new RegexMatcher(MatchLimits.DEFAULT, 0);
                GuardedBuffer buffer = new GuardedBuffer(subject.length)) {
            assertThat(matcher.matchWindow(regex, buffer.flush(subject), 0, length, first, last, more))
                    .isEqualTo(rc);
            if (start >= 0) {
                assertThat(matcher.start(0)).isEqualTo(start);
            }
        }
    }

    @Test
    void shouldForgetTheWindowWhenMatchingAtLarge() throws RegexException {
        byte[] subject = bytes("xxxab");
        try (Regex regex = Regex.compile(bytes("ab"), 0);
                RegexMatcher matcher = new RegexMatcher(MatchLimits.DEFAULT, 0);
                GuardedBuffer buffer = new GuardedBuffer(subject.length)) {
            var segment = buffer.flush(subject);

            assertThat(matcher.matchWindow(regex, segment, 0, 5, 0, 1, false)).isEqualTo(Pcre2.NO_MATCH);
            assertThat(matcher.match(regex, segment, 0, 5, 0, 0)).isEqualTo(1);
        }
    }

    @Test
    void shouldCountNoMoreStepsThanLastAskedFor() throws RegexException {
        byte[] subject = bytes("a".repeat(100));
        try (Regex regex = Regex.compile(bytes("a[^z]{0,40}?[yz]"), 0);
                RegexMatcher matcher = new RegexMatcher(MatchLimits.DEFAULT, 0);
                GuardedBuffer buffer = new GuardedBuffer(subject.length)) {
            var segment = buffer.flush(subject);
            matcher.limitSteps(10);
            assertThat(matcher.match(regex, segment, 0, 100, 0, 0)).isEqualTo(Pcre2.MATCH_LIMIT);

            matcher.limitSteps(3_500);
            assertThat(matcher.match(regex, segment, 0, 100, 0, 0)).isEqualTo(Pcre2.NO_MATCH);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a, false, true",
        "\\(*a, false, true",
        "(*pla:a)b, false, true",
        "^a, true, false",
        "^a|b, false, true",
        "\\Aa, true, false",
        "a|\\Gb, false, false",
        "a(*COMMIT)b, false, false",
        "a(*:NAME)b, false, false",
    })
    void shouldKnowWhereAMatchCanStart(String pattern, boolean anchored, boolean searchesInWindows)
            throws RegexException {
        try (Regex regex = Regex.compile(bytes(pattern), 0)) {
            assertThat(regex.anchored()).isEqualTo(anchored);
            assertThat(regex.searchesInWindows()).isEqualTo(searchesInWindows);
        }
    }

    @Test
    void shouldNotClaimMachineCodeWhenThePatternForbidsIt() throws RegexException {
        try (Regex regex = Regex.compile(bytes("(*NO_JIT)a"), 0)) {
            assertThat(regex.jitCompiled()).isFalse();
        }
    }

    @Test
    void shouldSayWhereWhenThePatternDoesNotCompile() {
        RegexException complaint = catchThrowableOfType(RegexException.class, () -> Regex.compile(bytes("ab(c"), 0));

        assertThat(complaint).hasMessageContaining("missing closing parenthesis");
        assertThat(complaint.offset()).isEqualTo(4);
    }

    @Test
    void shouldRefuseUtfBecausePayloadIsBytes() {
        assertThatThrownBy(() -> Regex.compile(bytes("(*UTF)a"), 0)).isInstanceOf(RegexException.class);
    }

    @Test
    void shouldExplainAReturnCode() {
        assertThat(Regex.message(Pcre2.MATCH_LIMIT)).isEqualTo("match limit exceeded");
    }

    @Test
    void shouldRefuseWhenTheBytesAreNotAllInTheSegment() throws RegexException {
        try (Regex regex = Regex.compile(bytes("a"), 0);
                RegexMatcher matcher = new RegexMatcher(MatchLimits.DEFAULT, 0);
                GuardedBuffer buffer = new GuardedBuffer(8)) {
            var subject = buffer.flush(bytes("aaaa"));

            assertThatThrownBy(() -> matcher.match(regex, subject, 2, 3, 0, 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> matcher.match(regex, subject, 0, 4, 5, 0))
                    .isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
