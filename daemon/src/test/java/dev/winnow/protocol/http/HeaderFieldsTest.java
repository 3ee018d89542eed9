package dev.winnow.protocol.http;

import static dev.winnow.flow.Direction.TO_CLIENT;
import static dev.winnow.flow.Direction.TO_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.Field;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Suricata 7.0.10 makes of the same heads, byte for byte; line ends are written as `\n` or `\r\n`.
class HeaderFieldsTest {
    private static final String REQUEST =
            "GET /a?b HTTP/1.1\\r\\nHost: H.Com\\r\\nUser-Agent:  curl/1 \\r\\nCookie: a=b\\r\\n"
                    + "X-A: 1\\r\\ncookie: c\\r\\nX-a: 2\\r\\n\\r\\n";

    private static String plain(String escaped) {
        return escaped == null
                ? null
                : escaped.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    }

    private static String request(Field field, String bytes) {
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE)) {
            return wire.request(plain(bytes)).field(field, TO_SERVER);
        }
    }

    private static String response(Field field, String bytes) {
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE)) {
            return wire.response(plain(bytes)).field(field, TO_CLIENT);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP_METHOD|GET",
                "HTTP_REQUEST_LINE|GET /a?b HTTP/1.1",
                "HTTP_PROTOCOL|HTTP/1.1",
                "HTTP_USER_AGENT|curl/1",
                "HTTP_COOKIE|a=b, c",
                "HTTP_REFERER|",
                "HTTP_HEADER|Host: H.Com\\r\\nUser-Agent: curl/1\\r\\nX-A: 1, 2\\r\\n",
                "HTTP_HEADER_NAMES|\\r\\nHost\\r\\nUser-Agent\\r\\nCookie\\r\\nX-A\\r\\n\\r\\n",
                "HTTP_REQUEST_HEADER|Host: H.Com",
                "HTTP_START|GET /a?b HTTP/1.1\\r\\nHost: H.Com\\r\\nUser-Agent: curl/1\\r\\nCookie: a=b, c\\r\\n"
                        + "X-A: 1, 2\\r\\n\\r\\n",
                "HTTP_HEADER_RAW|Host: H.Com\\r\\nUser-Agent:  curl/1 \\r\\nCookie: a=b\\r\\nX-A: 1\\r\\ncookie: c\\r\\n"
                        + "X-a: 2\\r\\n\\r\\n",
            })
    void shouldTakeRequestApart(Field field, String expected) {
        assertThat(request(field, REQUEST)).isEqualTo(plain(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Host:h\\r\\nA: x\\r\\n  y\\r\\n\\tz \\r\\nB:\\r\\n|Host: h\\r\\nA: x  y\\tz\\r\\nB: \\r\\n",
                "C :  c \\t\\r\\nD\\r\\n: g\\r\\n|C: c\\r\\n: D, g\\r\\n",
                " Host: h\\r\\nA: b\\r\\n|Host: h\\r\\nA: b\\r\\n",
                "  Host\\r\\n : h\\r\\nA: b\\r\\n|Host: h\\r\\nA: b\\r\\n",
                "A: b\\r\\n \\r\\nC: d\\r\\n|A: b\\r\\nC: d\\r\\n",
                "A: b\\nC: d\\n|A: b\\r\\nC: d\\r\\n",
                "A: b\\r\\r\\n\\r\\r\\nC: d\\r\\n|A: b\\r\\n: \\r\\nC: d\\r\\n",
                "A: e:f\\r\\nA:\\r\\n|A: e:f, \\r\\n",
                "Content-Length: 0\\r\\nContent-Length: 7\\r\\n|Content-Length: 0\\r\\n",
                "Set-Cookie: q\\r\\n|Set-Cookie: q\\r\\n",
                "Cookie: q\\r\\n|",
            })
    void shouldWriteHeadersOutAnew(String lines, String expected) {
        String normalized = expected == null || expected.isEmpty() ? null : plain(expected);
        assertThat(request(Field.HTTP_HEADER, "GET / HTTP/1.1\\r\\n" + lines + "\\r\\n"))
                .isEqualTo(normalized);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "GET  /x  HTTP/1.1|GET|/x|HTTP/1.1",
                "GET\\t/x\\tHTTP/1.1|GET|/x|HTTP/1.1",
                "  GET /x HTTP/1.1|GET|/x|HTTP/1.1",
                "GET /x HTTP/1.1  |GET|/x|HTTP/1.1  ",
                "GET /x y z HTTP/1.1|GET|/x|y z HTTP/1.1",
                "get /x FOO/1.1|get|/x|FOO/1.1",
                "GET /x|GET|/x|",
                "GET |GET||",
            })
    void shouldSplitRequestLine(String line, String method, String target, String version) {
        String bytes = line + "\\r\\nHost: h\\r\\n\\r\\n";
        assertThat(request(Field.HTTP_REQUEST_LINE, bytes)).isEqualTo(plain(line));
        assertThat(request(Field.HTTP_METHOD, bytes)).isEqualTo(method);
        assertThat(request(Field.HTTP_URI_RAW, bytes)).isEqualTo(target);
        assertThat(request(Field.HTTP_PROTOCOL, bytes)).isEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "HTTP/1.1 200 OK|HTTP/1.1|200|OK",
                "HTTP/1.1  200  Very OK |HTTP/1.1|200|Very OK ",
                "HTTP/1.1 200|HTTP/1.1|200|",
                "  HTTP/1.1 20x foo|HTTP/1.1|20x|foo",
                "http/3.7 999 foo|http/3.7|999|foo",
            })
    void shouldSplitStatusLine(String line, String version, String status, String message) {
        String bytes = "\\r\\n" + line + "\\r\\nContent-Length: 0\\r\\n\\r\\n";
        assertThat(response(Field.HTTP_RESPONSE_LINE, bytes)).isEqualTo(line);
        assertThat(response(Field.HTTP_PROTOCOL, bytes)).isEqualTo(version);
        assertThat(response(Field.HTTP_STAT_CODE, bytes)).isEqualTo(status);
        assertThat(response(Field.HTTP_STAT_MSG, bytes)).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP_COOKIE|x=y, z=w",
                "HTTP_SERVER|nginx",
                "HTTP_LOCATION|/there",
                "HTTP_CONTENT_LEN|0",
                "HTTP_HEADER|Server: nginx\\r\\nLocation: /there\\r\\nContent-Length: 0\\r\\n",
                "HTTP_RESPONSE_HEADER|Server: nginx",
            })
    void shouldTakeResponseApart(Field field, String expected) {
        String bytes = "HTTP/1.1 302 Found\\r\\nServer: nginx\\r\\nSet-Cookie: x=y\\r\\nSet-Cookie: z=w\\r\\n"
                + "Location: /there\\r\\nContent-Length: 0\\r\\n\\r\\n";
        assertThat(response(field, bytes)).isEqualTo(plain(expected));
    }

    @Test
    void shouldJoinRepetitionsUpToABound() {
        String lines = IntStream.range(0, 80).mapToObj(i -> "A: " + i + "\r\n").collect(Collectors.joining());
        String joined = IntStream.range(0, 66).mapToObj(Integer::toString).collect(Collectors.joining(", "));

        assertThat(request(Field.HTTP_HEADER, "GET / HTTP/1.1\r\n" + lines + "\r\n"))
                .isEqualTo("A: " + joined + "\r\n");
    }

    @Test
    void shouldCountHeadersAsInstances() {
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE)) {
            wire.request("GET / HTTP/1.1\r\nA: b\r\nC: d\r\nA: e\r\n\r\n");

            assertThat(wire.field(0, Field.HTTP_REQUEST_HEADER, TO_SERVER, 1)).isEqualTo("C: d");
            assertThat(wire.field(0, Field.HTTP_REQUEST_HEADER, TO_SERVER, 2)).isNull();
        }
    }

    @Test
    void shouldSayForWhomARequestWasForwarded() {
        try (HttpWire wire = new HttpWire(Integer.MAX_VALUE)) {
            wire.request("GET / HTTP/1.1\r\nX-Forwarded-For: 198.18.0.1\r\n\r\n");
            ByteRange range = new ByteRange();

            assertThat(((HttpTransaction) wire.transaction(0)).forwardedFor(range))
                    .isTrue();
            byte[] bytes = range.memory()
                    .asSlice(range.offset(), range.length())
                    .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
            assertThat(new String(bytes, StandardCharsets.US_ASCII)).isEqualTo("198.18.0.1");
        }
    }
}
