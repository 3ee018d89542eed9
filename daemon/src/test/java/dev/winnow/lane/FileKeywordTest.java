package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keywords about whole files, and the files that messages carry. The tables were answered by Suricata 7.0.10.
final class FileKeywordTest {
    /// Of `hello`.
    private static final String MD5 = "5d41402abc4b2a76b9719d911017c592";

    private static final String SHA1 = "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d";
    private static final String SHA256 = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    private static final String GET = "GET /a/b.exe HTTP/1.1^Host: a^^";
    private static final String OK = "HTTP/1.1 200 OK^Content-Length: 0^^";
    private static final String PARTS = """
            --B^Content-Disposition: form-data; name="a"; filename="one.txt"^^hello^\
            --B^Content-Disposition: form-data; name="b"; filename="two.exe"^^hello world, more than hello^\
            --B^Content-Disposition: form-data; name="c"^^no file, but a field^--B--^""";
    private static final String FORM =
            "POST /up HTTP/1.1^Host: a^Content-Type: multipart/form-data; boundary=B^Content-Length: "
                    + PARTS.replace("^", "\r\n").length() + "^^" + PARTS;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeLists() throws IOException {
        Files.writeString(
                folder.resolve("md5"), "# known\n\n" + "0".repeat(32) + "\n" + MD5.toUpperCase(Locale.ROOT) + "  a\n");
        Files.writeString(folder.resolve("sha1"), SHA1 + "\n");
        Files.writeString(folder.resolve("sha256"), SHA256 + "\n");
        Files.writeString(folder.resolve("none"), "0".repeat(32) + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "filesize:>9 ~ true",
                "filesize:>=10 ~ true",
                "filesize:>10 ~ false",
                "filesize:10 ~ false",
                "filesize:!7 ~ false",
                "filesize:<20 ~ false",
                "filesize:5<>20 ~ false",
                "filemd5:!@/none ~ false",
            })
    void shouldKnowOfAFileThatLacksBytesHowLongItIsAtLeast(String options, boolean expected) {
        String rule = "alert http any any -> any any (" + options.replace("@", folder.toString()) + "; sid:1;)";
        List<byte[]> packets = Turns.packets(GET, "<HTTP/1.1 200 OK^Content-Length: 10^^he", "<lost", "<llo!");
        packets.remove(7);
        try (JudgedTraffic traffic = new JudgedTraffic(rule, true)) {
            packets.forEach(traffic::send);
            assertThat(traffic.alerts()).hasSize(expected ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"filesize:5", "filesize:>4; file.data; content:\"ell\"", "filemd5:@/md5", "filename:\"b.exe\""})
    void shouldTakeForAFileWhatComesWithoutAStatusLine(String options) {
        String rule = "alert http any any -> any any (" + options.replace("@", folder.toString()) + "; sid:1;)";
        try (JudgedTraffic traffic = new JudgedTraffic(rule, false)) {
            Turns.packets(GET, "<hello").forEach(traffic::send);
            assertThat(traffic.end().alerts()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"filename:\"b.exe\"", "fileext:\"exe\"", "file.name; content:\"b\"", "filestore"})
    void shouldKnowAFilesNameBeforeItsEnd(String options) {
        assertThat(alerts(options, GET, "<HTTP/1.1 200 OK^Content-Length: 500^^h"))
                .containsExactly(1L);
        assertThat(alerts(options, "PUT /a/b.exe HTTP/1.1^Host: a^Content-Length: 500^^h"))
                .containsExactly(1L);
        assertThat(alerts(options, GET, "<HTTP/1.1 200 OK^Content-Length: 500^^"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filesize:5",
                "filesize:>4",
                "filesize:<6",
                "filesize:4<>6",
                "filesize:!6",
                "filemd5:@/md5",
                "filemd5:!@/none",
                "filesha1:@/sha1",
                "filesha256:@/sha256",
                "filestore",
                "filestore:response,file",
                "fileext:\"exe\"; filesize:5",
                "filesize:5; file.data; content:\"ell\"",
                "filename:!\"c\"; flow:to_client; filemd5:@/md5"
            })
    void shouldMatchAFileThatIs(String options) {
        assertThat(alerts(options, GET, "<HTTP/1.1 200 OK^Content-Length: 5^^hello"))
                .containsExactly(1L);
        assertThat(alerts(options, GET, "<HTTP/1.1 200 OK^Content-Length: 5^^h", "<e", "<llo"))
                .containsExactly(1L);
        assertThat(alerts(options, GET, "<HTTP/1.1 200 OK^Transfer-Encoding: chunked^^2^he^3^llo^0^^"))
                .containsExactly(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filesize:4",
                "filesize:>5",
                "filesize:<5",
                "filesize:5<>7",
                "filesize:!5",
                "filemd5:@/none",
                "filemd5:!@/md5",
                "fileext:\"txt\"; filesize:5",
                "filesize:5; file.data; content:\"elf\"",
                "flow:to_server; filesize:5",
                "flow:to_server; filestore"
            })
    void shouldNotMatchAFileThatIsNot(String options) {
        assertThat(alerts(options, GET, "<HTTP/1.1 200 OK^Content-Length: 5^^hello"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST /x.bin HTTP/1.1^Host: a^Content-Length: 5^^hello | filesize:5               | true
            PUT /x.bin HTTP/1.1^Host: a^Content-Length: 5^^hello  | filemd5:@/md5            | true
            PUT /x.bin HTTP/1.1^Host: a^Content-Length: 5^^hello  | fileext:"bin"            | true
            GET /x.bin HTTP/1.1^Host: a^Content-Length: 5^^hello  | filesize:5               | false
            GET /x.bin HTTP/1.1^Host: a^Content-Length: 5^^hello  | filestore                | false
            POST /x HTTP/1.1^Host: a^Content-Length: 0^^          | filesize:<9              | false
            """)
    void shouldTakeTheBodyOfARequestForAFile(String request, String options, boolean matches) {
        assertThat(alerts(options, request, "<" + OK)).hasSize(matches ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            filesize:5                        | true
            filesize:28                       | true
            filesize:20                       | false
            filemd5:@/md5                     | true
            filemd5:!@/md5                    | true
            fileext:"exe"; filesize:>20       | true
            filename:"one"                    | true
            filename:"three"                  | false
            """)
    void shouldTakeEachFileOfAFormByItself(String options, boolean matches) {
        assertThat(alerts(options, FORM, "<" + OK)).hasSize(matches ? 1 : 0);
        String[] bytes = new String[FORM.length() + 1];
        for (int i = 0; i < FORM.length(); i++) {
            bytes[i] = FORM.substring(i, i + 1);
        }
        bytes[FORM.length()] = "<" + OK;
        assertThat(alerts(options, bytes)).hasSize(matches ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            file.data; content:"hello"        | true
            filename:"one"                    | true
            filesize:5                        | false
            filesize:<9                       | false
            filemd5:@/md5                     | false
            filemd5:!@/none                   | false
            """)
    void shouldNotTakeForAFileOfAFormWhatIsCutOff(String options, boolean matches) {
        String part = "--B^Content-Disposition: form-data; name=\"a\"; filename=\"one.txt\"^^hello";
        String form = FORM.substring(0, FORM.indexOf("Content-Length")) + "Content-Length: "
                + part.replace("^", "\r\n").length() + "^^" + part;
        assertThat(alerts(options, form, "<" + OK)).hasSize(matches ? 1 : 0);
    }

    @Test
    void shouldSayOfALongFileOnlyThatItIsLonger() throws IOException {
        String limit = "app-layer.protocols.http.libhtp.default-config.response-body-limit=4";
        String answer = "<HTTP/1.1 200 OK^Content-Length: 5^^hello";
        assertThat(alerts(List.of(limit), "filesize:>4", GET, answer)).containsExactly(1L);
        assertThat(alerts(List.of(limit), "filesize:4", GET, answer)).isEmpty();
        assertThat(alerts(List.of(limit), "filemd5:@/md5", GET, answer)).isEmpty();
        assertThat(alerts(List.of(limit), "filemd5:!@/md5", GET, answer)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            filesize:5                        | true
            filemd5:@/md5                     | true
            fileext:"exe"; filestore          | true
            filesize:6                        | false
            filemd5:!@/md5                    | false
            """)
    void shouldKnowTheFilesOfAMail(String options, boolean matches) {
        assertThat(alerts(
                        options,
                        "<220 m ESMTP^",
                        "EHLO a^",
                        "<250 m^",
                        "MAIL FROM:<a@b>^",
                        "<250 m^",
                        "RCPT TO:<a@b>^",
                        "<250 m^",
                        "DATA^",
                        "<354 go^",
                        "From: a@b^MIME-Version: 1.0^Content-Type: multipart/mixed; boundary=\"B\"^^"
                                + "--B^Content-Type: text/plain^^hi^--B^Content-Transfer-Encoding: base64^"
                                + "Content-Disposition: attachment; filename=\"a.exe\"^^aGVsbG8=^--B--^.^",
                        "<250 m^"))
                .hasSize(matches ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            PORT 198,18,0,9,19,137^  ; 1
            port 198,18,0,9,19,137^  ; 1
            PORT  198,18,0,2,19,137^ ; 1
            PORT 198,18,0,1,19,137^  ; 0
            PORT 298,18,0,9,19,137^  ; 0
            PORT 198,18,0,9^         ; 0
            NOOP PORT 1,1,1,1,1,1^   ; 0
            EPRT |1|198.18.0.9|80|^  ; 0
            """)
    void shouldTellWhoBouncesOffAnFtpServer(String command, int times) {
        assertThat(alerts("ftpbounce", "<220 ftp^", "USER a^", "<331 password^", command, "<200 ok^"))
                .hasSize(times);
    }

    @ParameterizedTest
    @ValueSource(strings = {"filemd5:@/lacking", "filemd5:@/sha1", "filesha1:@/md5"})
    void shouldRefuseAListThatIsNone(String options) {
        assertThatThrownBy(() -> alerts(options, GET)).hasMessageContaining(folder.toString());
    }

    private List<Long> alerts(String options, String... turns) {
        return alerts(List.of(), options, turns);
    }

    private List<Long> alerts(List<String> settings, String options, String... turns) {
        String rule = "alert ip any any -> any any (" + options.replace("@", folder.toString()) + "; sid:1;)";
        try (JudgedTraffic traffic = new JudgedTraffic(rule, false, settings.toArray(String[]::new))) {
            Turns.packets(turns).forEach(traffic::send);
            return traffic.alerts();
        }
    }
}
