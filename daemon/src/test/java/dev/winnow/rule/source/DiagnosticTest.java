package dev.winnow.rule.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticTest {
    private static String render(String text, int start, int end) {
        SourceText source = SourceText.of("f", text.getBytes(StandardCharsets.UTF_8));
        return new Diagnostic(Diagnostic.Severity.ERROR, start, end, "bad").render(source);
    }

    @Test
    void shouldUnderlineThePlaceBelowItsLine() {
        assertThat(render("one\ntwo three\n", 8, 13)).isEqualTo("f:2:5: error: bad\n2 | two three\n  |     ^~~~~\n");
    }

    @Test
    void shouldKeepTabsSoThatTheCaretLinesUp() {
        assertThat(render("\t x", 2, 3)).isEqualTo("f:1:3: error: bad\n1 | \t x\n  | \t ^\n");
    }

    @Test
    void shouldPointBehindTheLastCharacterAtTheEndOfInput() {
        assertThat(render("ab", 2, 2)).isEqualTo("f:1:3: error: bad\n1 | ab\n  |   ^\n");
    }

    @Test
    void shouldUnderlineNoFurtherThanTheLine() {
        assertThat(render("ab\ncd", 1, 5)).isEqualTo("f:1:2: error: bad\n1 | ab\n  |  ^\n");
    }

    @Test
    void shouldLeaveOutTheCarriageReturn() {
        assertThat(render("ab\r\ncd", 0, 2)).isEqualTo("f:1:1: error: bad\n1 | ab\n  | ^~\n");
    }

    @Test
    void shouldCountColumnsInCodePoints() {
        assertThat(render("\u00fc\u2192\ud83d\ude00x", 9, 10))
                .isEqualTo("f:1:4: error: bad\n1 | \u00fc\u2192\ud83d\ude00x\n  |    ^\n");
    }

    @Test
    void shouldShowBytesThatAreNotUtf8AsLatin1() {
        SourceText source = SourceText.of("f", new byte[] {(byte) 0xFC, 'x'});
        assertThat(new Diagnostic(Diagnostic.Severity.WARNING, 1, 2, "bad").render(source))
                .isEqualTo("f:1:2: warning: bad\n1 | \u00fcx\n  |  ^\n");
    }

    @Test
    void shouldLetNoControlCharacterThrough() {
        assertThat(new Diagnostic(Diagnostic.Severity.ERROR, 0, 1, "\u001b[2J")
                        .render(new SourceText("\u001b]", "\u0007\u009b")))
                .doesNotContain("\u001b", "\u0007", "\u009b");
    }

    @Test
    void shouldQuoteALongLineInPart() {
        String text = "a".repeat(1000) + "X" + "b".repeat(1000);
        assertThat(render(text, 1000, 1001))
                .isEqualTo("f:1:1001: error: bad\n1 | \u2026" + "a".repeat(60) + "X" + "b".repeat(59) + "\u2026\n  | "
                        + " ".repeat(61) + "^\n");
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "2, 2", "3, 3", "4, 3", "5, 3"})
    void shouldFindTheLineOfAnOffset(int offset, int line) {
        assertThat(new SourceText("f", "a\n\nbc").lineOf(offset)).isEqualTo(line);
    }

    @Test
    void shouldPassOverAByteOrderMark() {
        assertThat(SourceText.of("f", "\ufeffab".getBytes(StandardCharsets.UTF_8))
                        .text())
                .isEqualTo("ab");
    }
}
