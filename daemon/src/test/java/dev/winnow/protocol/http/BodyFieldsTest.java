package dev.winnow.protocol.http;

import static dev.winnow.flow.Direction.TO_CLIENT;
import static dev.winnow.flow.Direction.TO_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.BodyLimits;
import dev.winnow.protocol.ProtocolLimits;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.rule.option.Field;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Suricata 7.0.10 makes of the same bodies, byte for byte.
class BodyFieldsTest {
    private static final int LIMIT = 100 << 10;
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static String responseBody(byte[] bytes, int pieceBytes) {
        try (HttpWire wire = new HttpWire(pieceBytes)) {
            return wire.write(Direction.TO_CLIENT, bytes).end().field(Field.HTTP_RESPONSE_BODY, TO_CLIENT);
        }
    }

    private static String responseBody(String text) {
        return responseBody(text.getBytes(StandardCharsets.ISO_8859_1), Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "5\\r\\nhello\\r\\n3;ext=1\\r\\nabc\\r\\n0\\r\\nTrail: er\\r\\n\\r\\n|helloabc",
                "5\\nhello\\n3\\nabc\\n0\\n\\n|helloabc",
                " 5 \\r\\nhello\\r\\n  0003\\t\\r\\nabc\\r\\n0\\r\\n\\r\\n|helloabc",
                "\\r\\n5\\r\\nhello\\r\\n\\r\\n3\\r\\nabc\\r\\n0\\r\\n\\r\\n|helloabc",
                "5\\r\\nhello\\r\\nzz\\r\\nabc\\r\\n|hellozz\\r\\nabc\\r\\n",
                "-5\\r\\nhello\\r\\n|-5\\r\\nhello\\r\\n",
                "fffffffff\\r\\nhello\\r\\n|fffffffff\\r\\nhello\\r\\n",
                "7fffffff\\r\\nhello\\r\\n|hello\\r\\n",
                "5g\\r\\nhello\\r\\n0\\r\\n\\r\\n|hello",
                "5\\r\\nhelloworld\\r\\n3\\r\\nabc\\r\\n0\\r\\n\\r\\n|helloabc",
                "50\\r\\nhello|hello",
                "0x5\\r\\nhello\\r\\n0\\r\\n\\r\\n|",
            })
    void shouldReadChunks(String body, String expected) {
        String plain = expected == null || expected.isEmpty() ? null : unescape(expected);
        assertThat(responseBody(CHUNKED + unescape(body))).isEqualTo(plain);
    }

    private static String unescape(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    }

    @Test
    void shouldCountTrailersAsHeaders() {
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE)) {
            wire.response(CHUNKED + "0\r\nTrail: er\r\n\r\n");

            assertThat(wire.field(Field.HTTP_HEADER, TO_CLIENT))
                    .isEqualTo("Transfer-Encoding: chunked\r\nTrail: er\r\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Content-Length: 3|hel",
                "Content-Length: +3|hel",
                "Content-Length: 3, 4|hel",
                "Content-Length: 50|hello",
                "Content-Length: 3\\r\\nContent-Length: 5|hel",
                "A: b|hello",
                "Transfer-Encoding: identity|hello",
                "Content-Length: x|",
                "Content-Length: 99999999999999999999|",
            })
    void shouldReadAsMuchAsTheHeadersSay(String headers, String expected) {
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE)) {
            wire.response("HTTP/1.1 200 OK\r\n" + unescape(headers) + "\r\n\r\n");
            wire.response(expected == null ? "hello" : expected);
            assertThat(wire.field(Field.HTTP_RESPONSE_BODY, TO_CLIENT)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gzip, g",
        "x-gzip, g",
        "GZIP, g",
        "gzip, z",
        "gzip, d",
        "deflate, z",
        "deflate, d",
        "deflate, g",
        "gzipfoo, g",
        "'deflate, gzip', gz",
        "'gzip, gzip', gg",
        "'foo, gzip', g",
        "'gzip,', g"
    })
    void shouldDecompressWhateverTheBytesAre(String coding, String layers) throws IOException {
        byte[] body = "hello compressed world".getBytes(StandardCharsets.US_ASCII);
        for (int i = layers.length() - 1; i >= 0; i--) {
            body = compress(layers.charAt(i), body);
        }
        for (int pieceBytes : new int[] {1, 7, Integer.MAX_VALUE}) {
            assertThat(responseBody(message(coding, body), pieceBytes)).isEqualTo("hello compressed world");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "identity", "gzip"})
    void shouldPassBytesThatAreNotCompressed(String coding) {
        byte[] body = "not gzip at all".getBytes(StandardCharsets.US_ASCII);
        assertThat(responseBody(message(coding, body), 4)).isEqualTo("not gzip at all");
    }

    @Test
    void shouldUndoTwoLayersOnly() throws IOException {
        byte[] inner = compress('g', "hello".getBytes(StandardCharsets.US_ASCII));
        byte[] body = message("gzip, gzip, gzip", compress('g', compress('g', inner)));

        assertThat(responseBody(body, Integer.MAX_VALUE)).isEqualTo(new String(inner, StandardCharsets.ISO_8859_1));
    }

    @Test
    void shouldKeepWhatCameOutBeforeTheDamage() throws IOException {
        byte[] body = compress('g', "hello gzip world".getBytes(StandardCharsets.US_ASCII));
        System.arraycopy(new byte[] {-1, -1, -1, -1}, 0, body, 14, 4);

        assertThat(responseBody(message("gzip", body), Integer.MAX_VALUE)).startsWith("hel");
    }

    @Test
    void shouldStopABombAtTheLimit() throws IOException {
        byte[] body = compress('g', new byte[10 << 20]);

        assertThat(responseBody(message("gzip", body), 1000)).hasSize(LIMIT);
    }

    @Test
    void shouldKeepNoBodyThatNoRuleAsksFor() {
        ProtocolSettings everything = ProtocolSettings.everything();
        ProtocolSettings settings = new ProtocolSettings(
                Set.of(Field.HTTP_URI), Set.of(), Set.of(), everything.protocols(), everything.limits());
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE, settings)) {
            wire.response("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");

            assertThat(wire.field(Field.HTTP_RESPONSE_BODY, TO_CLIENT)).isNull();
        }
    }

    private static byte[] message(String coding, byte[] body) {
        String head =
                "HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] compress(char kind, byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (kind) {
            case 'g' -> new GZIPOutputStream(bytes);
            case 'z' -> new DeflaterOutputStream(bytes);
            default -> new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION, true));
        }) {
            out.write(body);
        }
        return bytes.toByteArray();
    }

    @Test
    void shouldSeeFilesOfAForm() {
        String body = """
                --BB
                Content-Disposition: form-data; name="f"; filename="a.exe"
                Content-Type: x/y

                MZfile
                --BB
                Content-Disposition: form-data; name="g"

                value
                --BB
                Content-Disposition: form-data; name="h"; filename="b.txt"

                second
                --BB--
                """.replace("\n", "\r\n");
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE)) {
            wire.request("POST /up HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=\"BB\"\r\nContent-Length: "
                    + body.length() + "\r\n\r\n" + body);

            assertThat(wire.field(Field.HTTP_REQUEST_BODY, TO_SERVER)).isEqualTo(body);
            assertThat(wire.field(0, Field.FILE_DATA, TO_SERVER, 0)).isEqualTo("MZfile");
            assertThat(wire.field(0, Field.FILE_NAME, TO_SERVER, 0)).isEqualTo("a.exe");
            assertThat(wire.field(0, Field.FILE_DATA, TO_SERVER, 1)).isEqualTo("second");
            assertThat(wire.field(0, Field.FILE_NAME, TO_SERVER, 1)).isEqualTo("b.txt");
            assertThat(wire.field(0, Field.FILE_DATA, TO_SERVER, 2)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000})
    void shouldFollowFilesThroughWindows(int pieceBytes) {
        String large = "0123456789".repeat(20_000);
        String head = "\r\nContent-Disposition: form-data; name=\"f\"; filename=";
        String body = "--BB" + head + "empty\r\n\r\n\r\n--BB" + head + "large\r\n\r\n" + large + "\r\n--BB" + head
                + "last\r\n\r\nlast-file\r\n--BB--\r\n";
        StringBuilder seen = new StringBuilder();
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE, limited(1 << 20))) {
            wire.request("POST /up HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=BB\r\nContent-Length: "
                    + body.length() + "\r\n\r\n");
            for (int at = 0; at < body.length(); at += pieceBytes) {
                wire.request(body.substring(at, Math.min(body.length(), at + pieceBytes)));
                String window = wire.field(0, Field.FILE_DATA, TO_SERVER, 0);
                if (window != null) {
                    int known = (int) (seen.length() - wire.range().position());
                    assertThat(known).isGreaterThanOrEqualTo(wire.range().seen());
                    seen.append(window, known, window.length());
                }
                wire.parser().inspected(wire.transaction(0), TO_SERVER);
            }
            assertThat(seen).hasToString(large);
            assertThat(wire.field(0, Field.FILE_DATA, TO_SERVER, 1)).isEqualTo("last-file");
            assertThat(wire.field(0, Field.FILE_NAME, TO_SERVER, 0)).isEqualTo("empty");
            assertThat(wire.field(0, Field.FILE_NAME, TO_SERVER, 1)).isEqualTo("large");
            assertThat(wire.field(0, Field.FILE_NAME, TO_SERVER, 2)).isEqualTo("last");
        }
    }

    private static ProtocolSettings limited(int bytes) {
        ProtocolSettings all = ProtocolSettings.everything();
        BodyLimits body = new BodyLimits(bytes, 32 << 10, 4 << 10);
        ProtocolLimits usual = all.limits();
        return new ProtocolSettings(
                all.fields(),
                all.numbers(),
                all.events(),
                all.protocols(),
                new ProtocolLimits(
                        usual.conversations(),
                        usual.transactions(),
                        usual.detectBytes(),
                        body,
                        body,
                        body,
                        usual.expectations()));
    }

    @ParameterizedTest
    @CsvSource({"PUT, abcd, /u/v.bin", "POST, abcd, /u/v.bin", "GET, , ", "FOO, , "})
    void shouldSeeAFileInWhatIsPutOrPosted(String method, String file, String name) {
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE)) {
            wire.request(method + " /u/v.bin?q HTTP/1.1\r\nContent-Length: 4\r\n\r\nabcd");

            assertThat(wire.field(Field.HTTP_REQUEST_BODY, TO_SERVER)).isEqualTo("abcd");
            assertThat(wire.field(Field.FILE_DATA, TO_SERVER)).isEqualTo(file);
            assertThat(wire.field(Field.FILE_NAME, TO_SERVER)).isEqualTo(name);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attachment; filename=\"foo bar.exe\"|foo bar.exe",
                "attachment; filename=foo.exe; x=y|foo.exe",
                "inline; FileName=\"a\\\"b\"|a\\\"b",
                "attachment; filename*=UTF-8''a%20b|/d/f.bin",
                "filename=q.exe|q.exe",
            })
    void shouldNameTheFileOfAResponse(String disposition, String name) {
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE)) {
            wire.request("GET /d/f.bin?x HTTP/1.1\r\n\r\n")
                    .response("HTTP/1.1 200 OK\r\nContent-Disposition: " + disposition
                            + "\r\nContent-Length: 2\r\n\r\nok");

            assertThat(wire.field(Field.FILE_NAME, TO_CLIENT)).isEqualTo(name);
        }
    }

    @Test
    void shouldGiveStrayBytesToTheUnansweredRequest() {
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE)) {
            wire.request("PUT /a HTTP/1.1\r\n\r\nabcd\r\nefgh").response("HTTP/1.1 200 OK\r\n\r\n");

            assertThat(wire.parser().transactionCount()).isEqualTo(1);
            assertThat(wire.field(Field.FILE_DATA, TO_SERVER)).isEqualTo("abcd\r\nefgh");
        }
    }
}
