package dev.winnow.bindings.pcre2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlternativesGuardTest {
    private static String guarded(String pattern) {
        return new String(AlternativesGuard.guard(pattern.getBytes(ISO_8859_1)), ISO_8859_1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "(a|b)c (?=)(a|b)c",
                "a(b(c|d)e)f a(?=)(b(c|d)e)f",
                "a(b)(?:c|d)+|e(f|g) a(b)(?=)(?:c|d)+|e(?=)(f|g)",
                "(?<=a|b)c (?=)(?<=a|b)c",
                "(?(?=a)b|c) (?=)(?(?=a)b|c)",
                "\\\\(a|b) \\\\(?=)(a|b)",
                "[(](a|b) [(](?=)(a|b)",
                "[](](a|b) [](](?=)(a|b)",
                "[^](](a|b) [^](](?=)(a|b)",
                "[\\](](a|b) [\\](](?=)(a|b)",
                "[[:alpha:](](a|b) [[:alpha:](](?=)(a|b)",
                "[[:](a|b) [[:](?=)(a|b)",
                "[\\Q](\\E(](a|b) [\\Q](\\E(](?=)(a|b)",
                "\\Q(\\E(a|b) \\Q(\\E(?=)(a|b)",
                "(?#()(a|b) (?#()(?=)(a|b)",
            })
    void shouldGuardEachOutermostGroupThatHasAlternatives(String pattern, String expected) {
        assertThat(guarded(pattern)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a|b",
                "(a)|(b)",
                "(a[|])",
                "(a\\|b)",
                "\\(a|b\\)",
                "(?#a|b)c",
                "\\Q(a|b)",
                "(a|b",
                "[(a|b)",
                ")|(",
                "a\\"
            })
    void shouldLeaveWhatHasNone(String pattern) {
        assertThat(guarded(pattern)).isEqualTo(pattern);
    }
}
