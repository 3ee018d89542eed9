package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.resolve.Variables;
import dev.winnow.rule.source.Diagnostic;
import dev.winnow.rule.source.SourceText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A long file is read by several threads, and nobody can tell.
final class RuleBlocksTest {
    private static final int RULES = 5_000;
    private static final int WRONG_EVERY = 999;
    private static final int WRONG = (RULES - 1) / WRONG_EVERY + 1;

    @Test
    void shouldKeepOrderAndPlacesWhenAFileIsReadInParts() {
        String text = IntStream.range(0, RULES).mapToObj(RuleBlocksTest::rule).collect(Collectors.joining("\n"));

        RuleFile file = RuleParser.parse(
                new SourceText("long.rules", text), new Variables(Map.of(), Map.of()), Classifications.standard());

        assertThat(file.total()).isEqualTo(RULES);
        assertThat(file.rules())
                .extracting(rule -> rule.identity().sid())
                .isSorted()
                .hasSize(RULES - WRONG);
        assertThat(file.rules())
                .allSatisfy(rule -> assertThat(rule.place().line())
                        .isEqualTo((int) rule.identity().sid()));
        assertThat(file.diagnostics().errors()).isEqualTo(WRONG);
        List<Integer> starts =
                file.diagnostics().all().stream().map(Diagnostic::start).toList();
        assertThat(starts).isSorted();
    }

    private static String rule(int index) {
        return "alert tcp any any -> any any (%s:\"x\"; sid:%d;)"
                .formatted(index % WRONG_EVERY == 0 ? "contnet" : "content", index + 1);
    }
}
