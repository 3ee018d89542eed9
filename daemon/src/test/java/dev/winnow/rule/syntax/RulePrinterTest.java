package dev.winnow.rule.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.parse.RuleReader;
import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.source.SourceText;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RulePrinterTest {
    @Provide
    Arbitrary<Rule> rules() {
        return RuleArbitraries.rules();
    }

    private static Rule read(String text) {
        Diagnostics diagnostics = new Diagnostics(new SourceText("printed", text));
        RuleReader.ParsedFile file = RuleReader.read(diagnostics);
        assertThat(diagnostics.render(5)).isEmpty();
        assertThat(file.rules()).hasSize(1);
        return file.rules().getFirst();
    }

    @Property
    void shouldReadTheSameRuleAgain(@ForAll("rules") Rule rule) {
        Rule again = read(RulePrinter.print(rule));
        assertThat(again.action()).isEqualTo(rule.action());
        assertThat(again.header()).isEqualTo(rule.header());
        assertThat(again.identity()).isEqualTo(rule.identity());
        assertThat(again.options()).isEqualTo(rule.options());
    }

    @Test
    void shouldPrintARuleAsPeopleWriteIt() {
        String text = "drop tcp $EXTERNAL_NET any -> [10.0.0.1,!fd00:0:0:0:0:0:0:1] 80:90 (msg:\"a\\;b\"; "
                + "content:!\"G|0A 3A|T\"; nocase; offset:1; depth:9; fast_pattern; pcre:\"/x\\/y/iR\"; dsize:<=5; "
                + "flags:+SA,EC; classtype:misc-attack; sid:5; rev:2;)";
        assertThat(RulePrinter.print(read(text.replace(" fast_pattern;", ""))))
                .isEqualTo(text.replace(" fast_pattern;", ""));
    }
}
