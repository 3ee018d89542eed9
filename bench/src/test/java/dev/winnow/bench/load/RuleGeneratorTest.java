package dev.winnow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleGeneratorTest {
    @Test
    void shouldGiveTheSameRulesForTheSameSeed() {
        assertThat(RuleGenerator.rules(100, 7, "MARK")).isEqualTo(RuleGenerator.rules(100, 7, "MARK"));
        assertThat(RuleGenerator.rules(100, 7, "MARK")).isNotEqualTo(RuleGenerator.rules(100, 8, "MARK"));
    }

    @Test
    void shouldEndWithTheRuleThatDropsTheMark() {
        assertThat(RuleGenerator.rules(3, 1, "MARK"))
                .hasSize(3)
                .last()
                .isEqualTo("drop udp any any -> any any (msg:\"bench 3\"; content:\"MARK\"; sid:3; rev:1;)");
    }

    @Test
    void shouldGiveDistinctLiteralsOfEightToSixteenLetters() {
        assertThat(RuleGenerator.literals(5_000, 42))
                .hasSize(5_000)
                .doesNotHaveDuplicates()
                .allMatch(literal -> literal.matches("[a-z]{8,16}"));
    }
}
