package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is odd about a rule that is loaded all the same.
final class RuleWarningsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '\1',
            value = {
                "content:\"abc\"; dsize:<3; ~ the contents have no room in the buffer: this rule never matches",
                "http.uri; content:\"abc\"; bsize:<3; ~ the contents have no room in the buffer: this rule never",
                "http.uri; content:\"a\"; fast_pattern; content:\"b\"; fast_pattern; ~ a rule has at most one",
                "content:\"a\"; fast_pattern; content:\"b\"; fast_pattern:only; ~ a rule has at most one `fast_pattern`",
                "urilen:5<>3; ~ nothing is between these lengths: it means `urilen:5`",
                "urilen:5<>6; ~ nothing is between these lengths: it means `urilen:5`",
                "flow:to_server; http.response_body; content:\"a\"; ~ servers send `http.response_body`: `flow:to_server`",
            })
    void shouldWarnOfWhatSuricataTakes(String options, String message) {
        assertThat(warnings(Rules.withOptions(options))).contains("warning: " + message);
    }

    @ParameterizedTest
    @CsvSource({
        "http.uri; to_uppercase; content:!\"aB\";, `to_uppercase` changes such bytes",
        "http.uri; to_lowercase; content:!\"aB\";, `to_lowercase` changes such bytes",
        "http.uri; strip_whitespace; content:!\"a b\";, `strip_whitespace` changes such bytes",
        "http.uri; compress_whitespace; content:!\"a  b\";, `compress_whitespace` changes such bytes",
    })
    void shouldWarnOfANegationThatAlwaysHolds(String options, String warning) {
        assertThat(warnings(Rules.withOptions(options)))
                .contains("warning: " + warning, "so its negation always holds");
    }

    @Test
    void shouldWarnOfFilesThatNothingCarries() {
        assertThat(warnings("alert udp any any -> any any (filesize:1; sid:1;)"))
                .contains("no files are carried by what the rule is for");
    }

    @Test
    void shouldNotWarnWhereNocaseFindsWhatATransformHasChanged() {
        RuleFile file = Rules.parse(Rules.withOptions("http.uri; to_uppercase; content:!\"evil\"; nocase;"));

        assertThat(file.diagnostics().warnings()).isZero();
    }

    private static String warnings(String rule) {
        RuleFile file = Rules.parse(rule);
        assertThat(file.rules()).hasSize(1);
        return file.diagnostics().render(1);
    }
}
