package dev.winnow.rule.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.RuleFile;
import dev.winnow.rule.Rules;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {
    private static final String RULE = "alert tcp $A any -> any $P (sid:1;)";

    private static String complaint(Map<String, String> addresses, Map<String, String> ports) {
        RuleFile file = Rules.parse(RULE, new Variables(addresses, ports));
        assertThat(file.usable()).isZero();
        assertThat(file.diagnostics().all()).hasSize(1);
        return file.diagnostics().all().getFirst().message();
    }

    @Test
    void shouldFollowVariablesThatStandForOthers() {
        Map<String, String> addresses = Map.of("A", "[$B,!$C]", "B", "10.0.0.0/8", "C", "10.1.0.0/16");
        RuleFile file = Rules.parse(RULE, new Variables(addresses, Map.of("P", "![$Q,22]", "Q", "80")));
        assertThat(file.rules().getFirst().source().toString())
                .isEqualTo("[10.0.0.0-10.0.255.255, 10.2.0.0-10.255.255.255]");
        assertThat(file.rules().getFirst().destinationPorts().toString()).isEqualTo("[0:21,23:79,81:65535]");
    }

    @Test
    void shouldShowTheWayRoundACycle() {
        Map<String, String> cycle = Map.of("A", "[1.1.1.1,$B]", "B", "!$C", "C", "$B");
        assertThat(complaint(cycle, Map.of("P", "1"))).isEqualTo("variable `$B` stands for itself: $B -> $C -> $B");
        assertThat(complaint(Map.of("A", "any"), Map.of("P", "$P")))
                .isEqualTo("variable `$P` stands for itself: $P -> $P");
    }

    @Test
    void shouldSayWhichVariableLacksAnother() {
        assertThat(complaint(Map.of("A", "$B"), Map.of("P", "1")))
                .isEqualTo("variable `$B`, which `$A` refers to, is not defined");
    }

    @Test
    void shouldSayWhatIsWrongInsideAVariable() {
        assertThat(complaint(Map.of("A", "1.2.3.4/99"), Map.of("P", "1")))
                .isEqualTo("variable `$A`: prefix length must be 0..32, got 99");
        assertThat(complaint(Map.of("A", ""), Map.of("P", "1"))).isEqualTo("variable `$A`: expected an address");
    }

    @Test
    void shouldRefuseToNegateAVariableThatIsAny() {
        assertThat(complaint(Map.of("A", "!$B", "B", "any"), Map.of("P", "1")))
                .isEqualTo("this leaves nothing to match");
    }

    @Test
    void shouldPointAtTheVariableInTheRule() {
        RuleFile file = Rules.parse("alert tcp any any -> [1.1.1.1,$A] 80 (sid:1;)", Variables.NONE);
        assertThat(file.diagnostics().render(1)).isEqualTo("""
                        t.rules:1:31: error: variable `$A` is not defined
                        1 | alert tcp any any -> [1.1.1.1,$A] 80 (sid:1;)
                          |                               ^~
                        """);
    }

    @Test
    void shouldShareOneSetAmongRulesWithTheSameAddresses() {
        RuleFile file = Rules.parse(RULE + "\n" + RULE, new Variables(Map.of("A", "1.1.1.1"), Map.of("P", "80")));
        assertThat(file.rules().get(0).source()).isSameAs(file.rules().get(1).source());
    }
}
