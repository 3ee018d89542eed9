package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuleSetTest {
    private static RuleFile file(String... identities) {
        StringBuilder text = new StringBuilder();
        for (String identity : identities) {
            text.append("alert ip any any -> any any (").append(identity).append(")\n");
        }
        return Rules.parse(text.toString());
    }

    @Test
    void shouldKeepTheHigherRevisionAtTheEarlierPlace() {
        RuleFile first = file("sid:1; rev:1;", "sid:2; rev:1;");
        RuleFile second = file("sid:1; rev:2;");
        RuleSet set = RuleSet.of(List.of(first, second));
        assertThat(set.rules())
                .extracting(
                        rule -> rule.identity().sid() + "/" + rule.identity().rev())
                .containsExactly("1/2", "2/1");
        assertThat(set.total()).isEqualTo(3);
        assertThat(set.usable()).isEqualTo(2);
        assertThat(first.diagnostics().all())
                .extracting(diagnostic -> diagnostic.message())
                .containsExactly("sid 1 rev 1 gives way to rev 2 at t.rules:1");
        assertThat(second.diagnostics().all()).isEmpty();
    }

    @Test
    void shouldKeepTheEarlierOfEqualRevisions() {
        RuleFile file = file("sid:1; rev:3; msg:\"a\";", "sid:1; rev:3; msg:\"b\";");
        RuleSet set = RuleSet.of(List.of(file));
        assertThat(set.rules()).extracting(rule -> rule.identity().msg()).containsExactly("a");
        assertThat(file.diagnostics().errors()).isEqualTo(1);
    }

    @Test
    void shouldTellSidsOfDifferentGeneratorsApart() {
        RuleFile file = file("sid:1; gid:1;", "sid:1; gid:2;");
        assertThat(RuleSet.of(List.of(file)).usable()).isEqualTo(2);
    }
}
