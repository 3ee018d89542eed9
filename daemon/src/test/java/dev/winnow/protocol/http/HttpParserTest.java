package dev.winnow.protocol.http;

import static dev.winnow.flow.Direction.TO_CLIENT;
import static dev.winnow.flow.Direction.TO_SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpParserTest {
    private static final String GET = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final HttpWire wire = new HttpWire(Integer.MAX_VALUE);

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void shouldRaiseStagesAsTheRequestComes() {
        wire.request("POST /a HTTP/1.1\r\n");
        assertThat(wire.transaction(0).stage(TO_SERVER)).isEqualTo(Stage.LINE);

        wire.request("Content-Length: 4\r\n\r\n");
        assertThat(wire.transaction(0).stage(TO_SERVER)).isEqualTo(Stage.HEADERS);

        wire.request("ab");
        int revision = wire.transaction(0).revision(TO_SERVER);
        assertThat(wire.transaction(0).stage(TO_SERVER)).isEqualTo(Stage.BODY);

        wire.request("cd");
        assertThat(wire.transaction(0).stage(TO_SERVER)).isEqualTo(Stage.COMPLETE);
        assertThat(wire.transaction(0).revision(TO_SERVER)).isGreaterThan(revision);
    }

    @Test
    void shouldGiveResponsesToPipelinedRequestsInOrder() {
        wire.request("GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\n\r\n")
                .response(OK + "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");

        assertThat(wire.parser().transactionCount()).isEqualTo(2);
        assertThat(wire.field(0, Field.HTTP_URI, TO_SERVER, 0)).isEqualTo("/1");
        assertThat(wire.field(0, Field.HTTP_STAT_CODE, TO_CLIENT, 0)).isEqualTo("200");
        assertThat(wire.field(1, Field.HTTP_URI, TO_SERVER, 0)).isEqualTo("/2");
        assertThat(wire.field(1, Field.HTTP_STAT_CODE, TO_CLIENT, 0)).isEqualTo("404");
    }

    @Test
    void shouldReadAResponseWhoseRequestWasMissed() {
        wire.response(OK);

        assertThat(wire.field(Field.HTTP_RESPONSE_BODY, TO_CLIENT)).isEqualTo("ok");
        assertThat(wire.transaction(0).stage(TO_SERVER)).isEqualTo(Stage.NONE);
        assertThat(wire.transaction(0).stage(TO_CLIENT)).isEqualTo(Stage.COMPLETE);
    }

    @Test
    void shouldHandOverWhenConnectIsGranted() {
        wire.request("CONNECT h:443 HTTP/1.1\r\n\r\n").response("HTTP/1.1 200 OK\r\n\r\n\u0016\u0003\u0001");

        assertThat(wire.parser().handsOver()).isTrue();
        assertThat(wire.parser().leftOver()).isEqualTo(3);
    }

    @Test
    void shouldGoOnWhenConnectIsRefused() {
        wire.request("CONNECT h:443 HTTP/1.1\r\n\r\nGET /b HTTP/1.1\r\n\r\n")
                .response("HTTP/1.1 407 No\r\nContent-Length: 0\r\n\r\n");

        assertThat(wire.parser().handsOver()).isFalse();
        assertThat(wire.field(1, Field.HTTP_URI, TO_SERVER, 0)).isEqualTo("/b");
    }

    @Test
    void shouldHandOverWhenProtocolsAreSwitched() {
        wire.request(GET).response("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\n\r\n\u0081\u0005hello");

        assertThat(wire.parser().handsOver()).isTrue();
        assertThat(wire.parser().leftOver()).isEqualTo(7);
    }

    @Test
    void shouldTakeTheFinalResponseWhenAnInterimOneComesFirst() {
        wire.request(GET).response("HTTP/1.1 100 Continue\r\nA: b\r\n\r\n");
        assertThat(wire.transaction(0).stage(TO_CLIENT)).isEqualTo(Stage.STARTED);

        wire.response(OK);
        assertThat(wire.parser().transactionCount()).isEqualTo(1);
        assertThat(wire.field(Field.HTTP_STAT_CODE, TO_CLIENT)).isEqualTo("200");
        assertThat(wire.field(Field.HTTP_HEADER_NAMES, TO_CLIENT)).isEqualTo("\r\nContent-Length\r\n\r\n");
    }

    @Test
    void shouldNotWaitForABodyTheServerRefused() {
        wire.request("POST /u HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n")
                .response("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n")
                .request("GET /n HTTP/1.1\r\n\r\n");

        assertThat(wire.field(1, Field.HTTP_URI, TO_SERVER, 0)).isEqualTo("/n");
    }

    @Test
    void shouldReadOldResponseAsBodyWhenRequestHadNoVersion() {
        wire.request("GET /old\r\n")
                .response("HTTP/1.1 is what this page is about")
                .end();

        assertThat(wire.transaction(0).stage(TO_SERVER)).isEqualTo(Stage.COMPLETE);
        assertThat(wire.field(Field.HTTP_RESPONSE_BODY, TO_CLIENT)).isEqualTo("HTTP/1.1 is what this page is about");
        assertThat(wire.field(Field.HTTP_STAT_CODE, TO_CLIENT)).isNull();
    }

    @Test
    void shouldNotExpectABodyBehindHead() {
        wire.request("HEAD /a HTTP/1.1\r\n\r\n" + GET)
                .response("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");

        assertThat(wire.field(1, Field.HTTP_STAT_CODE, TO_CLIENT, 0)).isEqualTo("404");
    }

    @Test
    void shouldKeepQuietWhenBytesAreNotHttp() {
        wire.request("\u0001\u0002\u0003hello\r\n\r\n").request(GET);

        assertThat(wire.parser().isFailed()).isFalse();
        assertThat(wire.parser().transactionCount()).isZero();
    }

    @Test
    void shouldKeepQuietWhenALineIsTooLong() {
        wire.request("GET /a HTTP/1.1\r\nA: " + "x".repeat(18_000) + "\r\n\r\n" + GET);

        assertThat(wire.parser().isFailed()).isTrue();
        assertThat(wire.parser().transactionCount()).isEqualTo(1);
    }

    @Test
    void shouldTakeTransactionBackWhenBothSidesWereInspected() {
        wire.request(GET).response(OK);

        wire.parser().inspected(wire.transaction(0), TO_SERVER);
        assertThat(wire.parser().transactionCount()).isEqualTo(1);

        wire.parser().inspected(wire.transaction(0), TO_CLIENT);
        assertThat(wire.parser().transactionCount()).isZero();
        assertThat(wire.heldBytes()).isZero();
    }

    @Test
    void shouldGiveAllMemoryBackOnRelease() {
        wire.request("GET /%41 HTTP/1.1\r\nHost: h\r\n fold\r\nA: b\r\nA: c\r\n\r\nPOST /")
                .response(OK + "HTTP/1.");
        assertThat(wire.fields()).isNotEmpty();

        wire.parser().release();

        assertThat(wire.heldBytes()).isZero();
    }

    @Test
    void shouldGoOnBehindAGapInABody() {
        wire.request(GET + GET).response("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab");
        wire.parser().gap(TO_CLIENT, 5);
        wire.response("xyz" + OK);

        assertThat(wire.field(0, Field.HTTP_RESPONSE_BODY, TO_CLIENT, 0)).isEqualTo("abxyz");
        assertThat(wire.field(1, Field.HTTP_RESPONSE_BODY, TO_CLIENT, 0)).isEqualTo("ok");
    }

    @Test
    void shouldGoOnWithHeadersBehindAGap() {
        wire.request("GET /1 HTTP/1.1\r\nHost: ");
        wire.parser().gap(TO_SERVER, 100);
        wire.request("rest\r\nCookie: c\r\n\r\nGET /2 HTTP/1.1\r\n\r\n");

        assertThat(wire.field(0, Field.HTTP_HOST, TO_SERVER, 0)).isEqualTo("rest");
        assertThat(wire.field(0, Field.HTTP_COOKIE, TO_SERVER, 0)).isEqualTo("c");
        assertThat(wire.field(1, Field.HTTP_URI, TO_SERVER, 0)).isEqualTo("/2");
    }

    @Test
    void shouldFindTheNextMessageBehindAGapBetweenMessages() {
        wire.request("GET /1 HTTP/1.1\r\n\r\n");
        wire.parser().gap(TO_SERVER, 100);
        wire.request("GET /3 HTTP/1.1\r\n\r\n");

        assertThat(wire.field(1, Field.HTTP_URI, TO_SERVER, 0)).isEqualTo("/3");
    }

    @Test
    void shouldCountTheBytesOfTheUri() {
        wire.request("GET /%41/b HTTP/1.1\r\n\r\n");

        assertThat(wire.transaction(0).number(NumberField.URI_LENGTH, TO_SERVER, 0))
                .isEqualTo(4);
        assertThat(wire.transaction(0).number(NumberField.RAW_URI_LENGTH, TO_SERVER, 0))
                .isEqualTo(6);
    }
}
