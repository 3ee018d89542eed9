package dev.winnow.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.resolve.Classifications;
import dev.winnow.rule.source.SourceText;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RuleFileTest {
    private static final String RULE = "alert ip any any -> any any (sid:%d;)";

    @Test
    void shouldPassOverCommentsAndBlankLines() {
        RuleFile file =
                Rules.parse("# a comment \\\n\n   \t\n" + RULE.formatted(1) + "\n  # " + RULE.formatted(2) + "\n");
        assertThat(file.total()).isEqualTo(1);
        assertThat(file.usable()).isEqualTo(1);
        assertThat(file.rules().getFirst().place().line()).isEqualTo(4);
    }

    @Test
    void shouldReadNothingFromAnEmptyFile() {
        assertThat(Rules.parse("").total()).isZero();
        assertThat(Rules.parse("").diagnostics().all()).isEmpty();
    }

    @Test
    void shouldReadLinesThatEndInCarriageReturnAndLineFeed() {
        RuleFile file = Rules.parse(RULE.formatted(1) + "\r\n\r\n" + RULE.formatted(2) + "\r\n");
        assertThat(file.diagnostics().render(9)).isEmpty();
        assertThat(file.usable()).isEqualTo(2);
    }

    @Test
    void shouldJoinContinuedLines() {
        String text =
                "alert ip any any -> any any ( \\\r\n  content:\"ab\\\ncd\"; \\\n\\\n sid:1;)\n" + RULE.formatted(2);
        RuleFile file = Rules.parse(text);
        assertThat(file.diagnostics().render(9)).isEmpty();
        assertThat(file.rules()).extracting(rule -> rule.place().line()).containsExactly(1, 6);
        assertThat(file.rules().getFirst().options().toString()).contains("pattern=abcd");
    }

    @Test
    void shouldPointAtTheRightLineOfAContinuedRule() {
        String text = "alert ip any any -> any any ( \\\n  msg:\"x\"; \\\n\\\n  dszie:4; \\\n  sid:1;)\n";
        assertThat(Rules.parse(text).diagnostics().render(9)).isEqualTo("""
                        t.rules:4:3: error: unknown keyword `dszie`, did you mean `dsize`?
                        4 |   dszie:4; \\
                          |   ^~~~~
                        """);
    }

    @Test
    void shouldReportEveryMistakeAndStillReadTheRest() {
        String text = """
                alert tcp any 70000 -> any 80 (sid:1; dsize:x;)
                alart ip any any -> any any (sid:2;)
                alert ip any any -> any any (msg:"a;b"; sid:3;)
                alert ip any any -> any any (sid:4;
                alert ip any any -> any any (sid:5)
                alert ip any any -> any any
                alert ip any any -> any any (sid:7;)
                alert ip any any -> any any (sid:8;) trailing
                """;
        RuleFile file = Rules.parse(text);
        assertThat(file.total()).isEqualTo(8);
        assertThat(file.rules()).extracting(rule -> rule.identity().sid()).containsExactly(7L);
        assertThat(file.diagnostics().render(99)).isEqualTo("""
                        t.rules:1:15: error: port must be 0..65535, got 70000
                        1 | alert tcp any 70000 -> any 80 (sid:1; dsize:x;)
                          |               ^~~~~
                        t.rules:1:45: error: dsize must be a number, got `x`
                        1 | alert tcp any 70000 -> any 80 (sid:1; dsize:x;)
                          |                                             ^
                        t.rules:2:1: error: unknown action `alart`, did you mean `alert`?
                        2 | alart ip any any -> any any (sid:2;)
                          | ^~~~~
                        t.rules:3:34: error: the text is not closed: a `;` inside double quotes is written `\\;`
                        3 | alert ip any any -> any any (msg:"a;b"; sid:3;)
                          |                                  ^~
                        t.rules:3:37: error: unknown keyword `b"`
                        3 | alert ip any any -> any any (msg:"a;b"; sid:3;)
                          |                                     ^~
                        t.rules:4:36: error: expected `)` at the end of the rule
                        4 | alert ip any any -> any any (sid:4;
                          |                                    ^
                        t.rules:5:35: error: expected `;` after the option
                        5 | alert ip any any -> any any (sid:5)
                          |                                   ^
                        t.rules:6:28: error: expected `(` and the rule's options, found the end of the rule
                        6 | alert ip any any -> any any
                          |                            ^
                        t.rules:8:38: error: unexpected text after the rule
                        8 | alert ip any any -> any any (sid:8;) trailing
                          |                                      ^~~~~~~~
                        """);
    }

    @Test
    void shouldSayOnceThatAFileIsBinary() {
        byte[] bytes = new byte[1 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ((i * 31) >> 3);
        }
        RuleFile file = parse(bytes);
        assertThat(file.total()).isZero();
        assertThat(file.diagnostics().all()).hasSize(1);
        assertThat(file.diagnostics().all().getFirst().message()).contains("binary");
    }

    @Test
    void shouldReadAFileOfFiftyMegabytes() {
        String line = Rules.withOptions("content:\"" + "x".repeat(900) + "\";") + "\n";
        RuleFile file = parse(line.repeat(50_000_000 / line.length()).getBytes(StandardCharsets.ISO_8859_1));
        assertThat(file.usable()).isEqualTo(50_000_000 / line.length());
    }

    @Test
    void shouldBoundTheDiagnosticsOfAFileOfRubbish() {
        RuleFile file = Rules.parse("x\n".repeat(1_000_000));
        assertThat(file.total()).isEqualTo(1_000_000);
        assertThat(file.diagnostics().errors()).isEqualTo(1_000_000);
        assertThat(file.diagnostics().all()).hasSizeLessThan(1_000_000);
        assertThat(file.diagnostics().render(2)).hasLineCount(7).endsWith("t.rules: and 999998 more\n");
    }

    @Test
    void shouldReadOneVeryLongLineInTimeProportionalToItsLength() {
        String content = "content:\"abc\"; ";
        RuleFile file = Rules.parse(Rules.withOptions(content.repeat(1_000_000)));
        assertThat(file.rules().getFirst().options()).hasSize(1_000_000);
        RuleFile bad = Rules.parse("a".repeat(20_000_000));
        assertThat(bad.diagnostics().render(9)).hasSizeLessThan(500);
    }

    private static RuleFile parse(byte[] bytes) {
        return RuleParser.parse(SourceText.of("t.rules", bytes), Rules.VARIABLES, Classifications.standard());
    }
}
