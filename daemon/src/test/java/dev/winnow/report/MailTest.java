package dev.winnow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Mails are what RFC 5322, 2045 and 2046 say that they are.
final class MailTest {
    private static final UUID ID = new UUID(1, 2);
    private static final int MOST_COLUMNS = 78;

    private static Mail mail(String subject, MailPart... parts) {
        return new Mail(
                "winnow@www.example",
                List.of("ops@example.net", "root"),
                subject,
                Samples.BEGIN_MS,
                ZoneOffset.ofHours(1),
                ID,
                List.of(parts));
    }

    @Test
    void shouldWriteHeadersAndParts() {
        String text = mail(
                        "winnow on www: done!",
                        MailPart.text("all = well\n"),
                        MailPart.attachment("text/html; charset=utf-8", "page.html", new byte[] {'<', 'p', '>'}))
                .text();
        assertThat(text).isEqualTo("""
                From: winnow@www.example
                To: ops@example.net,
                 root
                Subject: winnow on www: done!
                Date: Sun, 1 Mar 2026 01:00:00 +0100
                Message-ID: <00000000-0000-0001-0000-000000000002@www.example>
                Auto-Submitted: auto-generated
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="=_00000000-0000-0001-0000-000000000002"

                --=_00000000-0000-0001-0000-000000000002
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: quoted-printable

                all =3D well

                --=_00000000-0000-0001-0000-000000000002
                Content-Type: text/html; charset=utf-8
                Content-Disposition: attachment; filename="page.html"
                Content-Transfer-Encoding: base64

                PHA+

                --=_00000000-0000-0001-0000-000000000002--
                """.replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a\r\nBcc: victim@example.net", "a\nb", "\0", "grüße", "日本語日本語日本語日本語日本語日本語日本語日本語", "a b\u202e"})
    void shouldKeepTheSubjectWithinItsHeader(String subject) {
        String head = mail(subject, MailPart.text("x\n")).text().split("\r\n\r\n", 2)[0];
        assertThat(Arrays.stream(head.split("\r\n")).filter(line -> !line.startsWith(" ")))
                .extracting(line -> line.split(":", 2)[0])
                .containsExactly(
                        "From",
                        "To",
                        "Subject",
                        "Date",
                        "Message-ID",
                        "Auto-Submitted",
                        "MIME-Version",
                        "Content-Type");
        assertThat(head.chars()).allMatch(c -> c == '\r' || c == '\n' || (c >= ' ' && c < 0x7F));
    }

    @Test
    void shouldWriteTheSubjectInWordsThatCanBeReadAgain() {
        String subject = "größer als je: 日本語 ".repeat(5);
        String head = mail(subject, MailPart.text("x\n")).text().split("\r\n\r\n", 2)[0];
        Matcher words = Pattern.compile("=\\?utf-8\\?B\\?([^?]*)\\?=").matcher(head);
        String read = words.results()
                .map(word -> {
                    assertThat(word.group().length()).isLessThanOrEqualTo(75);
                    return new String(Base64.getDecoder().decode(word.group(1)), StandardCharsets.UTF_8);
                })
                .collect(Collectors.joining());
        assertThat(read).isEqualTo(subject);
    }

    @Test
    void shouldLeaveOutWhomNobodyHasNamed() {
        Mail mail = new Mail("a@b", List.of(), "s", 0, ZoneOffset.UTC, ID, List.of(MailPart.text("x\n")));
        assertThat(mail.text()).doesNotContain("To:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\"b", "../a", "a\r\nb", ""})
    void shouldRefuseFileNamesThatBreakAHeader(String name) {
        assertThatThrownBy(() -> MailPart.attachment("text/plain", name, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "plain|plain",
                "a = b|a =3D b",
                "ends in blank |ends in blank=20",
                "größe|gr=C3=B6=C3=9Fe",
                "tab\tin|tab\tin",
                "esc\u001b|esc=1B"
            })
    void shouldEncodeText(String text, String encoded) {
        assertThat(QuotedPrintable.encode(text + "\n")).isEqualTo(encoded + "\r\n");
    }

    @Property
    void shouldReadTextAgainWhateverItIs(@ForAll String text) {
        String encoded = QuotedPrintable.encode(text);
        assertThat(encoded.lines().mapToInt(String::length).max().orElse(0)).isLessThanOrEqualTo(MOST_COLUMNS - 2);
        assertThat(encoded.chars()).allMatch(c -> c < 0x7F);
        String expected = text.lines().map(line -> line + "\n").collect(Collectors.joining());
        assertThat(decode(encoded)).isEqualTo(utf8(expected));
    }

    /// What UTF-8 makes of lone surrogates.
    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static String decode(String encoded) {
        String joined = encoded.replace("=\r\n", "").replace("\r\n", "\n");
        byte[] bytes = new byte[joined.length()];
        int length = 0;
        for (int i = 0; i < joined.length(); i++) {
            if (joined.charAt(i) == '=') {
                bytes[length++] = (byte) Integer.parseInt(joined.substring(i + 1, i + 3), 16);
                i += 2;
            } else {
                bytes[length++] = (byte) joined.charAt(i);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
