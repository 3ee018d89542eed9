package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.KeywordSupport.Level;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeywordSupportTest {
    private static final List<KeywordSupport> ALL = KeywordSupport.all();

    static Stream<KeywordSupport> understood() {
        return ALL.stream().filter(keyword -> keyword.level() != Level.NOT);
    }

    static Stream<KeywordSupport> refused() {
        return ALL.stream().filter(keyword -> keyword.level() == Level.NOT);
    }

    @ParameterizedTest
    @MethodSource("understood")
    void shouldShowAnExampleThatIsTaken(KeywordSupport keyword) {
        RuleFile file = Rules.parse(keyword.example());
        assertThat(file.diagnostics().render(9)).isEmpty();
        assertThat(file.usable()).isEqualTo(1);
        assertThat(keyword.example()).containsPattern("[( ]" + keyword.keyword() + "[:;]");
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldRefuseARuleWithAnyOtherKeyword(KeywordSupport keyword) {
        assertThat(Rules.complaint(Rules.withOptions(keyword.keyword() + ":1;")))
                .isEqualTo("keyword `" + keyword.keyword() + "` is " + keyword.note());
    }

    @Test
    void shouldListEachKeywordOnceAndSayWhatIsMissing() {
        assertThat(ALL).extracting(KeywordSupport::keyword).isSorted().doesNotHaveDuplicates();
        assertThat(ALL)
                .allMatch(keyword ->
                        keyword.level() == Level.WHOLE == keyword.note().isEmpty());
        assertThat(ALL).extracting(KeywordSupport::level).contains(Level.WHOLE, Level.PARTLY, Level.NOT);
    }
}
