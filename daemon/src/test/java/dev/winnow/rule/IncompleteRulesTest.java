package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.parse.IncompleteRules;
import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.References;
import dev.winnow.rule.source.SourceText;
import dev.winnow.rule.syntax.Action;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncompleteRulesTest {
    private static RuleFile read(String action, String options) {
        SourceText text = new SourceText("t.rules", action + " tcp any any -> any any (" + options + " sid:1;)");
        return RuleParser.parse(
                text, Rules.VARIABLES, Classifications.standard(), References.standard(), IncompleteRules.ALERT_ONLY);
    }

    @ParameterizedTest
    @EnumSource(Action.class)
    void shouldOnlyAlertWhateverTheRulesActionIs(Action action) {
        RuleFile file = read(action.keyword(), "content:\"a\"; filemagic:\"PDF\";");
        assertThat(file.rules()).singleElement().satisfies(rule -> {
            assertThat(rule.action()).isEqualTo(Action.ALERT);
            assertThat(rule.options()).hasSize(1);
        });
        assertThat(file.diagnostics().render(9)).contains("warning: keyword `filemagic` is not supported");
    }

    @Test
    void shouldLeaveWholeRulesAsTheyAre() {
        assertThat(read("drop", "content:\"a\";").rules())
                .extracting(ResolvedRule::action)
                .containsExactly(Action.DROP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"filesize:>10;", "ftpbounce;", "tls_store;"})
    void shouldLeaveOutConditions(String options) {
        assertThat(read("drop", options).usable()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sip.uri; content:\"a\";", "dszie:5;", "dsize:x;", "pcre:\"/(a)/,nobody:x\";"})
    void shouldRefuseWhatHasNoMeaningWithoutTheRest(String options) {
        assertThat(read("drop", options).usable()).isZero();
        assertThat(read("drop", options).diagnostics().errors()).isPositive();
    }
}
