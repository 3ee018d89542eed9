package dev.winnow.protocol.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Talk;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.syntax.AppProtocol;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SmtpParserTest {
    private static final int PORT = 25;
    private static final String FILE = "first line and a second one, long enough to be wrapped when it is encoded";
    private static final String MULTIPART =
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"BB\"\r\n\r\npreamble\r\n";
    private static final String ATTACHED = "Content-Disposition: attachment; filename=\"a.com\"\r\n";
    private static final String BASE64 = "Content-Transfer-Encoding: base64\r\n";

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String part(String text) {
        return "--BB\r\n" + text + "\r\n";
    }

    private static Talk mail(String mail, int pieceLength) {
        Talk talk = Talk.tcp(PORT).server("220 mx\r\n").client("EHLO a\r\n").server("250-mx\r\n250 PIPELINING\r\n");
        talk.client("MAIL FROM:<a>\r\nRCPT TO:<b>\r\nDATA\r\n").server("250 ok\r\n250 ok\r\n354 go\r\n");
        return talk.say(Direction.TO_SERVER, Talk.bytes(mail + "\r\n.\r\n"), pieceLength);
    }

    private static List<String> files(String mail) {
        try (Talk talk = mail(mail, 1400)) {
            return talk.all(Field.FILE_DATA, Direction.TO_SERVER);
        }
    }

    /// Whether a part with such a header is a file is as in Suricata 7.0.10, but for the letters' case.
    @ParameterizedTest
    @CsvSource({
        "'Content-Disposition: attachment; filename=\"a.com\"', true",
        "'Content-Disposition: inline; filename=a.com', true",
        "'Content-Disposition: attachment;|\tfilename=\"a.com\"', true",
        "'content-disposition: ATTACHMENT; FILENAME=a.com', true",
        "'Content-Type: application/octet-stream; name=a.com', true",
        "'Content-Disposition: attachment', false",
        "'Content-Type: text/plain', false",
        "'X-Content-Disposition: attachment; filename=a.com', false"
    })
    void shouldTakeAPartWithANameForAFile(String header, boolean isFile) {
        String lines = header.replace("|", "\r\n") + "\r\n";
        String mail = MULTIPART + part(BASE64 + lines + "\r\n" + base64(FILE)) + "--BB--";
        try (Talk talk = mail(mail, 1400)) {
            List<String> expected = isFile ? List.of(FILE) : List.of();
            assertThat(talk.all(Field.FILE_DATA, Direction.TO_SERVER)).isEqualTo(expected);
            assertThat(talk.all(Field.FILE_NAME, Direction.TO_SERVER))
                    .hasSize(expected.size())
                    .allMatch("a.com"::equals);
        }
    }

    @Property(tries = 80)
    void shouldFindAllFilesHoweverTheMailIsCut(@ForAll @IntRange(min = 1, max = 200) int pieceLength) {
        String mail = MULTIPART
                + part("Content-Type: text/plain\r\n\r\nhello")
                + part(ATTACHED + BASE64 + "\r\n" + base64(FILE))
                + part(ATTACHED + "\r\nline1\r\nline2")
                + part(ATTACHED + "Content-Transfer-Encoding: quoted-printable\r\n\r\na=3Db=\r\nc=zz")
                + "--BB--\r\nbehind";
        try (Talk talk = mail(mail, pieceLength)) {
            assertThat(talk.all(Field.FILE_DATA, Direction.TO_SERVER))
                    .containsExactly(FILE, "line1\r\nline2", "a=bc=zz\r\n");
            assertThat(talk.conversation().transaction(0).stage(Direction.TO_SERVER))
                    .isEqualTo(Stage.COMPLETE);
        }
    }

    @Test
    void shouldReadAMailThatIsOneFile() {
        assertThat(files(ATTACHED + BASE64 + "\r\n" + base64(FILE))).containsExactly(FILE);
        assertThat(files("Subject: x\r\n\r\n" + FILE)).isEmpty();
    }

    @Test
    void shouldReadFilesInPartsAndMailsInside() {
        String inner =
                "Content-Type: multipart/alternative; boundary=CC\r\n\r\n--CC\r\n" + ATTACHED + "\r\ninner\r\n--CC--";
        String forwarded = "Content-Type: message/rfc822\r\n\r\nSubject: y\r\n" + ATTACHED + "\r\nforwarded";
        String last = ATTACHED + "\r\nlast";
        assertThat(files(MULTIPART + part(inner) + part(forwarded) + part(last) + "--BB--"))
                .containsExactly("inner", "forwarded", "last");
    }

    @Test
    void shouldFindPartsBetweenLongBoundaries() {
        for (int length : new int[] {70, 71, 254}) {
            String boundary = "B".repeat(length);
            assertThat(files("Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n"
                            + ATTACHED + "\r\nevil\r\n--" + boundary + "--"))
                    .containsExactly("evil");
        }
    }

    @Test
    void shouldKeepTheDoubledDotAsSuricataDoes() {
        assertThat(files(ATTACHED + "\r\n..a\r\n..b")).containsExactly("..a\r\n..b");
    }

    @Test
    void shouldPassOverLettersThatAreNotBase64() {
        String spaced = base64(FILE).replaceAll("(...)", "$1! ");
        assertThat(files(ATTACHED + BASE64 + "\r\n" + spaced)).containsExactly(FILE);
    }

    @Test
    void shouldReadMailInChunks() {
        String mail = ATTACHED + "\r\n" + FILE;
        try (Talk talk =
                Talk.tcp(PORT).server("220 mx\r\n").client("EHLO a\r\n").server("250 CHUNKING\r\n")) {
            talk.client("MAIL FROM:<a>\r\n").server("250 ok\r\n");
            talk.client("BDAT 30\r\n" + mail.substring(0, 30)).server("250 ok\r\n");
            talk.client("BDAT " + (mail.length() - 30) + " LAST\r\n" + mail.substring(30) + "DATA\r\n");
            assertThat(talk.all(Field.FILE_DATA, Direction.TO_SERVER)).containsExactly(FILE);
        }
    }

    @Test
    void shouldGoOnWithCommandsWhereTheServerRefusesTheMail() {
        try (Talk talk =
                Talk.tcp(PORT).server("220 mx\r\n").client("EHLO a\r\n").server("250 mx\r\n")) {
            talk.client("DATA\r\n")
                    .server("503 no\r\n")
                    .client("MAIL FROM:<a>\r\n")
                    .server("250 ok\r\n");
            talk.client("DATA\r\n").server("354 go\r\n").client(ATTACHED + "\r\n" + FILE + "\r\n.\r\n");
            assertThat(talk.all(Field.FILE_DATA, Direction.TO_SERVER)).containsExactly(FILE);
            assertThat(talk.conversation().transactionCount()).isEqualTo(1);
        }
    }

    @Test
    void shouldHandOverToTlsOnceTheServerAgrees() {
        try (Talk talk =
                Talk.tcp(PORT).server("220 mx\r\n").client("EHLO a\r\n").server("250 STARTTLS\r\n")) {
            talk.client("STARTTLS\r\n")
                    .server("454 not now\r\n")
                    .client("NOOP\r\n")
                    .server("250 ok\r\n");
            assertThat(talk.conversation().protocol()).isEqualTo(AppProtocol.SMTP);
            talk.client("STARTTLS\r\n").server("220 go\r\n").client("\u0016\3\1\0\u0005");
            assertThat(talk.conversation().protocol()).isEqualTo(AppProtocol.TLS);
            assertThat(talk.conversation().originalProtocol()).isEqualTo(AppProtocol.SMTP);
        }
    }

    @Test
    void shouldKeepOnlyTheBeginningOfALongFile() {
        String line = "0123456789".repeat(50) + "\r\n";
        List<String> files = files(ATTACHED + "\r\n" + line.repeat(400));
        assertThat(files).singleElement().extracting(String::length).isEqualTo(100 << 10);
    }

    @Property(tries = 1000)
    void shouldSurviveAnyMail(@ForAll @Size(max = 8) List<@IntRange(max = 11) Integer> choice) {
        String[] pieces = {
            "--BB\r\n",
            "--BB--\r\n",
            "\r\n",
            ATTACHED,
            BASE64,
            "=",
            "AAA=A",
            ".\r\n",
            "\t",
            MULTIPART,
            "Content-Type: multipart/x; boundary=\"\"\r\n",
            "Content-Transfer-Encoding: quoted-printable\r\n"
        };
        StringBuilder mail = new StringBuilder();
        choice.forEach(index -> mail.append(pieces[index]));
        try (Talk talk = mail(mail.toString(), 7)) {
            assertThat(talk.conversation().protocol()).isEqualTo(AppProtocol.SMTP);
        }
    }
}
