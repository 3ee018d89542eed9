package dev.winnow.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;

class HttpCuttingPropertyTest {
    private static final String[] PIECES = {
        "GET /a HTTP/1.1\r\n",
        "POST /%41/../b?c HTTP/1.1\r\n",
        "CONNECT h:1 HTTP/1.1\r\n",
        "HEAD / HTTP/1.0\n",
        "GET /old\r\n",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 100 Continue\r\n",
        "HTTP/1.1 304 N\n",
        "HTTP/1.1 101 S\r\n",
        "HTTP/1.1 417 N\r\n",
        "Host: h\r\n",
        "Content-Length: 3\r\n",
        "Content-Length: 0\r\n",
        "Transfer-Encoding: chunked\r\n",
        "Content-Encoding: gzip\r\n",
        "Cookie: a\r\nCookie: b\r\n",
        " folded\r\n",
        "no colon\r\n",
        "A: b\r\r\n",
        "\r\n",
        "\r\n",
        "\n",
        "\r",
        "abc",
        "3\r\nabc\r\n",
        "0\r\n\r\n",
        "5;x\r\n",
        "zz\r\n",
        "FFFFFFFFF",
        "\u001f\u008b\u0008\u0000",
        "H",
        "HTT",
        "\u0000",
        " ",
        "GET ",
        "Expect: 100-continue\r\n",
        "Content-Length: x\r\n",
        "<html>"
    };

    @Property(tries = 3000)
    void shouldFindTheSameFieldsHoweverBytesAreCut(
            @ForAll("conversations") List<Tuple2<Direction, String>> writes,
            @ForAll @IntRange(min = 1, max = 9) int pieceBytes) {
        assertThat(fields(writes, pieceBytes)).isEqualTo(fields(writes, Integer.MAX_VALUE));
    }

    @Property(tries = 1000)
    void shouldFindTheSameFieldsInAnyBytes(
            @ForAll byte[] toServer, @ForAll byte[] toClient, @ForAll @IntRange(min = 1, max = 9) int pieceBytes) {
        List<Tuple2<Direction, String>> writes = List.of(
                Tuple.of(Direction.TO_SERVER, latin1(toServer)), Tuple.of(Direction.TO_CLIENT, latin1(toClient)));

        assertThat(fields(writes, pieceBytes)).isEqualTo(fields(writes, Integer.MAX_VALUE));
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static List<Map<String, String>> fields(List<Tuple2<Direction, String>> writes, int pieceBytes) {
        try (HttpWire wire = new HttpWire(pieceBytes)) {
            writes.forEach(write -> wire.write(write.get1(), write.get2()));
            List<Map<String, String>> fields = wire.end().fields();
            wire.parser().release();
            assertThat(wire.heldBytes()).isZero();
            return fields;
        }
    }

    @Provide
    Arbitrary<List<Tuple2<Direction, String>>> conversations() {
        Arbitrary<String> text =
                Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(10).map(list -> String.join("", list));
        Arbitrary<Direction> direction = Arbitraries.of(Direction.class);
        return direction
                .flatMap(side -> text.map(bytes -> Tuple.of(side, bytes)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }
}
