package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.syntax.Identity;
import dev.winnow.rule.syntax.Reference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RuleIdentityTest {
    @Test
    void shouldKeepARuleWhoseReferenceLeadsNowhere() {
        RuleFile file = Rules.parse(Rules.withOptions("reference:CVE,1; reference:no-such,1;"));

        assertThat(file.rules()).hasSize(1);
        assertThat(file.diagnostics().render(1)).contains("warning: unknown reference `no-such`: it leads nowhere");
    }

    @Test
    void shouldReadWhatARuleSaysAboutItself() {
        ResolvedRule rule = Rules.rule("""
                drop tcp any any -> any any (msg:"a \\"b\\"\\; c\\\\ \\: d"; reference:url,example.org/x?a=1,2; \
                reference:cve, 2024-1 ; classtype:trojan-activity; metadata:created_at 2024_01_01, former x; \
                gid:3; sid:4294967295; rev:7;)""");
        assertThat(rule.identity())
                .isEqualTo(new Identity(
                        3,
                        4294967295L,
                        7,
                        "a \"b\"; c\\ : d",
                        Optional.of("trojan-activity"),
                        OptionalInt.empty(),
                        List.of(new Reference("url", "example.org/x?a=1,2"), new Reference("cve", "2024-1")),
                        List.of("created_at 2024_01_01", "former x")));
        assertThat(rule.classification()).isEqualTo("A Network Trojan was detected");
        assertThat(rule.priority()).isEqualTo(1);
    }

    @Test
    void shouldPreferTheRulesOwnPriority() {
        assertThat(Rules.rule(Rules.withOptions("classtype:trojan-activity; priority:200;"))
                        .priority())
                .isEqualTo(200);
    }

    @Test
    void shouldTakeTheDefaultPriorityWithoutAClass() {
        ResolvedRule rule = Rules.rule(Rules.withOptions(""));
        assertThat(rule.priority()).isEqualTo(3);
        assertThat(rule.classification()).isEmpty();
        assertThat(rule.identity().gid()).isEqualTo(1);
    }

    @Test
    void shouldWarnOfAnUnknownClassAndKeepTheRule() {
        RuleFile file = Rules.parse(Rules.withOptions("classtype:no-such;"));
        assertThat(file.usable()).isEqualTo(1);
        assertThat(file.diagnostics().warnings()).isEqualTo(1);
        assertThat(file.diagnostics().render(1)).isEqualTo("""
                        t.rules:1:41: warning: unknown classification `no-such`: the priority is 3
                        1 | alert tcp any any -> any any (classtype:no-such; sid:1;)
                          |                                         ^~~~~~~
                        """);
    }

    @Test
    void shouldReadUtf8InAMessage() {
        byte[] bytes = Rules.withOptions("msg:\"\u00fcber \u2192\";").getBytes(StandardCharsets.UTF_8);
        String latin1 = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(Rules.rule(latin1).identity().msg()).isEqualTo("\u00fcber \u2192");
    }

    @Test
    void shouldKeepAMessageThatIsNotUtf8() {
        assertThat(Rules.rule(Rules.withOptions("msg:\"\u00fcber\";"))
                        .identity()
                        .msg())
                .isEqualTo("\u00fcber");
    }
}
