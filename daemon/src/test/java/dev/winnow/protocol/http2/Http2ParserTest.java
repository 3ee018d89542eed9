package dev.winnow.protocol.http2;

import static dev.winnow.protocol.http2.Http2Messages.PREFACE;
import static dev.winnow.protocol.http2.Http2Messages.SETTINGS;
import static dev.winnow.protocol.http2.Http2Messages.added;
import static dev.winnow.protocol.http2.Http2Messages.bytes;
import static dev.winnow.protocol.http2.Http2Messages.data;
import static dev.winnow.protocol.http2.Http2Messages.frame;
import static dev.winnow.protocol.http2.Http2Messages.get;
import static dev.winnow.protocol.http2.Http2Messages.header;
import static dev.winnow.protocol.http2.Http2Messages.headers;
import static dev.winnow.protocol.http2.Http2Messages.join;
import static dev.winnow.protocol.http2.Http2Messages.ok;
import static dev.winnow.protocol.http2.Http2Messages.u32;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.winnow.flow.Direction;
import dev.winnow.protocol.Talk;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.syntax.AppProtocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The fields are what Suricata 7.0.10 found in the same frames.
final class Http2ParserTest {
    private static final Direction CLIENT = Direction.TO_SERVER;
    private static final Direction SERVER = Direction.TO_CLIENT;
    static final byte[] REQUEST = get(
            1,
            "/x?a=%41&b=../c",
            header("cookie", "c=1"),
            header("user-agent", "UA/1"),
            header("referer", "ref"),
            header("accept", "a"),
            header("accept", "b"),
            header("accept-encoding", "gzip"),
            header("accept-language", "de"),
            header("content-type", "ct"),
            header("content-length", "0"),
            header("x-pad", "  v  "));
    static final byte[] RESPONSE = ok(
            1,
            header("server", "srv"),
            header("location", "loc"),
            header("set-cookie", "s=1"),
            header("set-cookie", "t=2"));

    private static Talk talk(byte[] client, byte[] server) {
        return Talk.tcp(80).say(CLIENT, join(PREFACE, client)).say(SERVER, server);
    }

    static Stream<Arguments> requestFields() {
        return Stream.of(
                arguments(Field.HTTP_METHOD, "GET"),
                arguments(Field.HTTP_URI, "/x?a=%41&b=../c"),
                arguments(Field.HTTP_URI_RAW, "/x?a=%41&b=../c"),
                arguments(Field.HTTP_REQUEST_LINE, "GET /x?a=%41&b=../c HTTP/2\r\n"),
                arguments(Field.HTTP_PROTOCOL, "HTTP/2"),
                arguments(Field.HTTP_HOST, "host.example"),
                arguments(Field.HTTP_HOST_RAW, "Host.Example:8080"),
                arguments(Field.HTTP_USER_AGENT, "UA/1"),
                arguments(Field.HTTP_REFERER, "ref"),
                arguments(Field.HTTP_ACCEPT, "a, b"),
                arguments(Field.HTTP_ACCEPT_ENC, "gzip"),
                arguments(Field.HTTP_ACCEPT_LANG, "de"),
                arguments(Field.HTTP_CONTENT_TYPE, "ct"),
                arguments(Field.HTTP_CONTENT_LEN, "0"),
                arguments(Field.HTTP_COOKIE, "c=1"),
                arguments(
                        Field.HTTP_HEADER,
                        String.join(
                                "\r\n",
                                ":method: GET",
                                ":path: /x?a=%41&b=../c",
                                ":authority: Host.Example:8080",
                                "user-agent: UA/1",
                                "referer: ref",
                                "accept: a",
                                "accept: b",
                                "accept-encoding: gzip",
                                "accept-language: de",
                                "content-type: ct",
                                "content-length: 0",
                                "x-pad: v",
                                "")));
    }

    @ParameterizedTest
    @MethodSource
    void requestFields(Field field, String expected) {
        try (Talk talk = talk(REQUEST, SETTINGS)) {
            assertThat(talk.all(field, CLIENT)).contains(expected);
        }
    }

    static Stream<Arguments> responseFields() {
        return Stream.of(
                arguments(Field.HTTP_STAT_CODE, "200"),
                arguments(Field.HTTP_STAT_MSG, ""),
                arguments(Field.HTTP_RESPONSE_LINE, "HTTP/2 200\r\n"),
                arguments(Field.HTTP_PROTOCOL, "HTTP/2"),
                arguments(Field.HTTP_SERVER, "srv"),
                arguments(Field.HTTP_LOCATION, "loc"),
                arguments(Field.HTTP_COOKIE, "s=1, t=2"),
                arguments(Field.HTTP_HEADER, ":status: 200\r\nserver: srv\r\nlocation: loc\r\n"),
                arguments(
                        Field.HTTP_HEADER_RAW,
                        ":status: 200\r\nserver: srv\r\nlocation: loc\r\nset-cookie: s=1\r\nset-cookie: t=2\r\n"),
                arguments(
                        Field.HTTP_HEADER_NAMES,
                        "\r\n:status\r\nserver\r\nlocation\r\nset-cookie\r\nset-cookie\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource
    void responseFields(Field field, String expected) {
        try (Talk talk = talk(REQUEST, RESPONSE)) {
            assertThat(talk.all(field, SERVER)).contains(expected);
        }
    }

    @Test
    void shouldHaveOneInstanceAHeader() {
        try (Talk talk = talk(get(1, "/"), ok(1, header("a", "b")))) {
            assertThat(talk.all(Field.HTTP_REQUEST_HEADER, CLIENT))
                    .containsExactly(":method: GET", ":path: /", ":authority: Host.Example:8080");
            assertThat(talk.all(Field.HTTP_RESPONSE_HEADER, SERVER)).containsExactly(":status: 200", "a: b");
            assertThat(talk.all(Field.HTTP2_HEADER_NAME, SERVER)).containsExactly(":status", "a");
        }
    }

    static Stream<Arguments> hosts() {
        return Stream.of(
                arguments("a.B", "a.b"),
                arguments("a:80", "a"),
                arguments("user@a:80", "a"),
                arguments("[::1]:80", "[::1]"),
                arguments("", ""));
    }

    @ParameterizedTest
    @MethodSource
    void hosts(String authority, String expected) {
        try (Talk talk = talk(headers(1, true, header(":authority", authority)), SETTINGS)) {
            assertThat(talk.all(Field.HTTP_HOST, CLIENT)).contains(expected);
        }
    }

    @Test
    void shouldNotTakeWhatHttp2ForbidsForAField() {
        try (Talk talk = talk(headers(1, true, header("User-Agent", "up"), header("host", "h")), SETTINGS)) {
            assertThat(talk.all(Field.HTTP_USER_AGENT, CLIENT)).isEmpty();
            assertThat(talk.all(Field.HTTP_HOST, CLIENT)).isEmpty();
        }
    }

    @Test
    void shouldGrowBodiesUntilTheStreamEnds() {
        try (Talk talk = talk(headers(1, false, header(":method", "POST")), SETTINGS)) {
            Transaction post = talk.conversation().transaction(0);
            talk.say(CLIENT, data(1, false, "request "));
            int revision = post.revision(CLIENT);
            assertThat(post.stage(CLIENT)).isEqualTo(Stage.BODY);
            talk.say(CLIENT, data(1, true, "body"));
            assertThat(post.stage(CLIENT)).isEqualTo(Stage.COMPLETE);
            assertThat(post.revision(CLIENT)).isGreaterThan(revision);
            assertThat(talk.all(Field.HTTP_REQUEST_BODY, CLIENT)).containsExactly("request body");
            assertThat(talk.all(Field.FILE_DATA, CLIENT)).containsExactly("request body");
            talk.say(SERVER, join(ok(1), frame(0, 9, 1, bytes(2, 'p', 'a', 'd', 0, 0))));
            assertThat(talk.all(Field.HTTP_RESPONSE_BODY, SERVER)).containsExactly("pad");
            assertThat(talk.all(Field.FILE_DATA, SERVER)).containsExactly("pad");
        }
    }

    @Test
    void shouldDecompressBodies() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(Talk.bytes("gzipped body"));
        }
        byte[] response = join(ok(1, header("content-encoding", "gzip")), frame(0, 1, 1, compressed.toByteArray()));
        try (Talk talk = talk(get(1, "/"), response)) {
            assertThat(talk.all(Field.FILE_DATA, SERVER)).containsExactly("gzipped body");
        }
    }

    @Test
    void shouldTellStreamsApart() {
        byte[] server = join(ok(3), data(3, true, "three"), ok(1), data(1, true, "one"));
        try (Talk talk = talk(join(get(1, "/1"), get(3, "/3")), server)) {
            assertThat(talk.all(Field.HTTP_URI, CLIENT)).containsExactly("/1", "/3");
            assertThat(talk.all(Field.FILE_DATA, SERVER)).containsExactly("one", "three");
        }
    }

    @Test
    void shouldPutHeadersTogether() {
        byte[] block = join(header(":method", "GET"), header(":path", "/cont"), header("x", "y"));
        byte[] client = join(
                frame(1, 0x09, 1, bytes(3), Arrays.copyOf(block, 9), bytes(0, 0, 0)),
                frame(9, 0, 1, Arrays.copyOfRange(block, 9, 20)),
                frame(9, 4, 1, Arrays.copyOfRange(block, 20, block.length)));
        byte[] server = join(ok(1), data(1, false, "b"), headers(1, true, header("trailer", "t")));
        try (Talk talk = talk(client, server)) {
            assertThat(talk.all(Field.HTTP_URI, CLIENT)).containsExactly("/cont");
            assertThat(talk.all(Field.HTTP_HEADER, SERVER)).containsExactly(":status: 200\r\ntrailer: t\r\n");
            assertThat(talk.conversation().transaction(0).stage(CLIENT)).isEqualTo(Stage.COMPLETE);
            assertThat(talk.conversation().transaction(0).stage(SERVER)).isEqualTo(Stage.COMPLETE);
        }
    }

    @Test
    void shouldGiveAPromiseToTheStreamThatIsPromised() {
        byte[] promise = frame(5, 4, 1, u32(2), header(":path", "/pushed"));
        try (Talk talk = talk(get(1, "/1"), join(promise, ok(1), ok(2)))) {
            assertThat(talk.all(Field.HTTP_HEADER, SERVER))
                    .containsExactly(":status: 200\r\n", ":path: /pushed\r\n:status: 200\r\n");
        }
    }

    @Test
    void shouldMakeATransactionOfEachFrameOfTheConnection() {
        byte[] client = join(
                SETTINGS,
                frame(8, 0, 0, u32(1000)),
                frame(2, 0, 3, u32(0), bytes(255)),
                frame(1, 0x25, 1, u32(0), bytes(20), header(":method", "GET")),
                frame(3, 0, 1, u32(8)));
        try (Talk talk = talk(client, frame(7, 0, 0, u32(1), u32(2)))) {
            assertThat(talk.numbers(NumberField.HTTP2_FRAME_TYPE, CLIENT))
                    .containsExactly(List.of(4L), List.of(8L), List.of(2L), List.of(1L, 3L), List.of());
            assertThat(talk.numbers(NumberField.HTTP2_FRAME_TYPE, SERVER))
                    .last()
                    .isEqualTo(List.of(7L));
            assertThat(talk.numbers(NumberField.HTTP2_WINDOW, CLIENT)).contains(List.of(1000L));
            assertThat(talk.numbers(NumberField.HTTP2_PRIORITY, CLIENT)).contains(List.of(255L), List.of(20L));
            assertThat(talk.numbers(NumberField.HTTP2_ERROR_CODE, CLIENT)).contains(List.of(8L));
            assertThat(talk.numbers(NumberField.HTTP2_ERROR_CODE, SERVER)).contains(List.of(2L));
            assertThat(talk.all(Field.HTTP_STAT_MSG, SERVER)).hasSize(5);
            assertThat(talk.conversation().transaction(0).stage(SERVER)).isEqualTo(Stage.COMPLETE);
            assertThat(talk.conversation().transaction(3).stage(SERVER)).isEqualTo(Stage.COMPLETE);
        }
    }

    @Test
    void shouldKnowTheSettings() {
        byte[] settings = frame(4, 0, 0, bytes(0, 3), u32(100), bytes(0, 4), u32(0xFFFF_FFFFL), bytes(0, 1));
        try (Talk talk = talk(settings, frame(4, 1, 0))) {
            assertThat(talk.numbers(NumberField.HTTP2_SETTING, CLIENT))
                    .containsExactly(List.of(3L << 32 | 100, 4L << 32 | 0xFFFF_FFFFL));
        }
    }

    @Test
    void shouldTakeBothBodiesForFiles() {
        try (Talk talk = talk(
                join(headers(1, false, header(":method", "GET")), data(1, true, "sent")),
                join(SETTINGS, ok(1), data(1, false, "ans"), data(1, true, "wer")))) {
            assertThat(talk.all(Field.FILE_DATA, CLIENT)).containsExactly("sent");
            assertThat(talk.numbers(NumberField.FILE_SIZE, CLIENT)).contains(List.of(4L));
            assertThat(talk.numbers(NumberField.FILE_SIZE, SERVER)).contains(List.of(6L));
            assertThat(talk.all(Field.FILE_SHA256, SERVER)).hasSize(1);
        }
    }

    @Test
    void shouldMakeNoTransactionOfAcknowledgedSettings() {
        try (Talk talk = talk(SETTINGS, frame(4, 1, 0))) {
            assertThat(talk.conversation().transactionCount()).isOne();
        }
    }

    @Test
    void shouldCountNewSizesOfTheTable() {
        byte[] client = headers(1, true, bytes(0x3F, 9), added(":method", "GET"), bytes(0x20));
        try (Talk talk = talk(client, SETTINGS)) {
            assertThat(talk.numbers(NumberField.HTTP2_SIZE_UPDATE, CLIENT)).contains(List.of(40L, 0L));
        }
    }

    @Test
    void shouldForgetAStreamOnceItIsOverAndLookedAt() {
        try (Talk talk = talk(get(1, "/"), join(ok(1), data(1, true, "b")))) {
            Transaction stream = talk.conversation().transaction(0);
            talk.conversation().inspected(stream, CLIENT);
            talk.conversation().inspected(stream, SERVER);
            talk.say(CLIENT, frame(8, 0, 1, u32(5)));
            assertThat(talk.conversation().transactionCount()).isZero();
        }
    }

    @Test
    void shouldNotLoseStreamsToFramesOfTheConnection() {
        byte[][] pings = new byte[2000][];
        Arrays.fill(pings, frame(6, 0, 0, new byte[8]));
        try (Talk talk = talk(join(get(1, "/kept"), join(pings)), SETTINGS)) {
            assertThat(talk.all(Field.HTTP_URI, CLIENT)).containsExactly("/kept");
        }
    }

    @Test
    void shouldReadNoFramesAfterAGap() {
        try (Talk talk = talk(get(1, "/"), ok(1))) {
            talk.conversation().gap(SERVER, 5);
            talk.say(SERVER, data(1, true, "b"));
            assertThat(talk.all(Field.FILE_DATA, SERVER)).isEmpty();
            assertThat(talk.conversation().transaction(0).stage(SERVER)).isEqualTo(Stage.COMPLETE);
        }
    }

    @Test
    void shouldTakeTheRequestThatAskedForHttp2ForTheFirstStreams() {
        String upgrade = String.join(
                "\r\n",
                "GET /up HTTP/1.1",
                "Host: h:80",
                "Connection: Upgrade, HTTP2-Settings",
                "Upgrade: h2c",
                "HTTP2-Settings: AAMAAABkAAQAAP__",
                "user-agent: UA",
                "",
                "");
        String change = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";
        try (Talk talk = Talk.tcp(80)) {
            talk.client(upgrade).say(SERVER, join(Talk.bytes(change), SETTINGS, ok(1), data(1, true, "first")));
            talk.say(CLIENT, join(PREFACE, SETTINGS, get(3, "/3"))).say(SERVER, ok(3));
            assertThat(talk.conversation().protocol()).isEqualTo(AppProtocol.HTTP2);
            assertThat(talk.all(Field.HTTP_REQUEST_LINE, CLIENT))
                    .contains("GET /up HTTP/1.1", "GET /up HTTP/2\r\n", "GET /3 HTTP/2\r\n");
            assertThat(talk.all(Field.HTTP2_HEADER_NAME, CLIENT))
                    .startsWith(":method", ":path", ":authority", "Connection", "Upgrade", "user-agent");
            assertThat(talk.all(Field.HTTP_HOST_RAW, CLIENT)).contains("h:80");
            assertThat(talk.numbers(NumberField.HTTP2_FRAME_TYPE, CLIENT))
                    .containsExactly(List.of(), List.of(1L), List.of(4L), List.of(), List.of(4L), List.of(1L));
            assertThat(talk.all(Field.HTTP_RESPONSE_BODY, SERVER)).contains("first");
        }
    }

    @Test
    void shouldNotTakeAnotherUpgradeForHttp2() {
        try (Talk talk = Talk.tcp(80)) {
            talk.client("GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n\r\n");
            talk.server("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n");
            assertThat(talk.conversation().protocol()).isEqualTo(AppProtocol.HTTP1);
        }
    }
}
