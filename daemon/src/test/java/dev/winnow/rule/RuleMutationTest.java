package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.syntax.Rule;
import dev.winnow.rule.syntax.RuleArbitraries;
import dev.winnow.rule.syntax.RulePrinter;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Damaged rules: whatever is in a file, reading it ends, throws nothing, and either takes a rule or says why not.
class RuleMutationTest {
    private static final String SPICE = "[]!$:;,\"\\|()<>-/ \n\r\t#*+.0123456789abcxyzANY\u0000\u00ff";

    @Provide
    Arbitrary<Rule> rules() {
        return RuleArbitraries.rules();
    }

    @Provide
    Arbitrary<String> rubbish() {
        return Arbitraries.strings().withChars(SPICE).ofMaxLength(200);
    }

    @Property
    void shouldSayWhyAMutatedRuleIsNotUsable(@ForAll("rules") Rule rule, @ForAll long seed) {
        check(mutated(RulePrinter.print(rule), new Random(seed)));
    }

    @Property
    void shouldSurviveRubbish(@ForAll("rubbish") String rubbish) {
        check(rubbish);
        check("alert tcp any any -> any any (" + rubbish);
        check("alert tcp " + rubbish + " any -> any any (sid:1;)");
    }

    private static void check(String text) {
        RuleFile file = Rules.parse(text);
        if (file.usable() < file.total()) {
            assertThat(file.diagnostics().errors()).isPositive();
        }
        file.diagnostics().all().forEach(diagnostic -> {
            assertThat(diagnostic.start()).isBetween(0, text.length());
            assertThat(diagnostic.end()).isBetween(diagnostic.start(), text.length());
            assertThat(diagnostic.render(file.diagnostics().source())).hasLineCount(3);
        });
    }

    private static String mutated(String text, Random random) {
        StringBuilder mutated = new StringBuilder(text);
        for (int change = random.nextInt(4); change >= 0 && !mutated.isEmpty(); change--) {
            int at = random.nextInt(mutated.length());
            char spice = SPICE.charAt(random.nextInt(SPICE.length()));
            switch (random.nextInt(4)) {
                case 0 -> mutated.setCharAt(at, spice);
                case 1 -> mutated.insert(at, spice);
                case 2 -> mutated.deleteCharAt(at);
                default -> mutated.insert(random.nextInt(mutated.length()), mutated.substring(at));
            }
        }
        return mutated.toString();
    }
}
