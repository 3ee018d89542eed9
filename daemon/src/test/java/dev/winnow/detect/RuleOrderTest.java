package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.ResolvedRule;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleOrderTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            flowbits:isset,aa;          ~ flowbits:set,aa;
            flowbits:isnotset,aa;       ~ flowbits:toggle,aa;
            flowbits:isset,aa;          ~ flowbits:isset,bb; flowbits:set,aa;
            flowbits:isset,bb; flowbits:set,aa; ~ flowbits:unset,bb;
            content:"a";                ~ flowbits:isset,aa;
            flowint:aa,>,1;             ~ flowint:aa,+,1;
            hostbits:isset,aa;          ~ hostbits:set,aa;
            xbits:set,aa,track ip_src;  ~ xbits:isset,aa,track ip_src;
            priority:1; flowbits:isset,aa; ~ priority:9; flowbits:set,aa;
            priority:2;                 ~ priority:1;
            """)
    void shouldLetChangesSpeakBeforeQuestions(String later, String earlier) {
        String rules = "alert ip any any -> any any (" + later + " sid:1;)\nalert ip any any -> any any (" + earlier
                + " sid:2;)";

        assertThat(sids(rules)).containsExactly(2L, 1L);
    }

    private static List<Long> sids(String rules) {
        ResolvedRule[] parsed = TestRules.parse(rules).toArray(ResolvedRule[]::new);
        Arrays.sort(parsed, Comparator.comparing(rule -> RuleOrder.of(0, rule)));
        return Arrays.stream(parsed).map(rule -> rule.identity().sid()).toList();
    }
}
