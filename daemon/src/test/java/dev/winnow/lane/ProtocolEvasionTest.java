package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tricks inside the protocols that TCP carries: the rule fires however the conversation is written, and however it is
/// cut.
final class ProtocolEvasionTest {
    private static final String BODY_RULE =
            "drop http any any -> any any (http.request_body; content:\"evilbody\"; sid:1;)";
    private static final String POST = "POST / HTTP/1.1^Host: a^Transfer-Encoding: chunked^";

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', textBlock = """
            http.uri; content:"/evil"                  ~ GET /%65vil HTTP/1.1^^
            http.uri; content:"/evil"                  ~ GET /%65%76%69%6C HTTP/1.1^^
            http.uri; content:"/evil"                  ~ GET /good/../evil HTTP/1.1^^
            http.uri; content:"/evil"                  ~ GET /./%2e/evil HTTP/1.1^^
            http.uri; content:"/evil"                  ~ GET //evil HTTP/1.1^^
            http.uri; content:"/evil"                  ~ GET http://host/evil HTTP/1.1^^
            http.uri; content:"/evil"; nocase          ~ GET /EviL HTTP/1.1^^
            http.uri; content:"/evil"                  ~ GET   /evil   HTTP/1.1^^
            http.uri; content:"/evil"                  ~ GET	/evil	HTTP/1.1^^
            http.uri; content:"/evil"                  ~ GET /evil^^
            http.uri.raw; content:"/%65vil"            ~ GET /%65vil HTTP/1.1^^
            http.user_agent; content:"evil"; bsize:4   ~ GET / HTTP/1.1^uSeR-aGeNt:evil^^
            http.user_agent; content:"evil"; bsize:4   ~ GET / HTTP/1.1^User-Agent:    evil   ^^
            http.user_agent; content:"very evil"       ~ GET / HTTP/1.1^User-Agent: very^ evil^^
            http.host; content:"evil.example"          ~ GET / HTTP/1.1^Host: EVIL.Example^^
            http.header; content:"X-A|3a| evil"        ~ GET / HTTP/1.1^X-A: evil^^
            http.request_body; content:"evilbody"      ~ POST / HTTP/1.1^Content-Length: 8^^evilbody
            http.request_body; content:"evilbody"      ~ POST / HTTP/1.1^Content-Length:    008   ^^evilbody
            http.request_body; content:"evilbody"      ~ POST / HTTP/1.1^Transfer-Encoding: chunked^^8^evilbody^0^^
            http.request_body; content:"evilbody"      ~ POST / HTTP/1.1^Transfer-Encoding: ChuNKed^^08^evilbody^0^^
            http.request_body; content:"evilbody"      ~ POST / HTTP/1.1^Transfer-Encoding: chunked^Content-Length: 3^^8^evilbody^0^^
            """)
    void shouldSeeThroughTheWayThatARequestIsWritten(String options, String request) {
        assertFound("drop http any any -> any any (" + options.replace("'", "\"") + "; sid:1;)", request);
    }

    /// Where nothing is enforced the answer tells the protocol.
    @ParameterizedTest
    @CsvSource({"^^GET /evil HTTP/1.1^^", "EVIL /evil HTTP/1.1^^", "evil? /evil HTTP/1.0^^"})
    void shouldKnowARequestThatSuricataKnowsByItsAnswer(String request) {
        TcpScript script = new TcpScript();
        List<byte[]> packets = new ArrayList<>(script.handshake());
        String said = request.replace("^", "\r\n");
        packets.add(script.client(1, said.substring(0, 9)));
        packets.add(script.client(10, said.substring(9)));
        packets.add(script.server(1, "HTTP/1.1 200 OK^Content-Length: 0^^"));

        assertFound("drop http any any -> any any (http.uri; content:\"/evil\"; sid:1;)", packets);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8^evilbody^0^^
            00000008^evilbody^0^^
            8;name=value^evilbody^0^^
            8 ;name="a b"^evilbody^0^^
            4^evil^4^body^0^^
            1^e^1^v^1^i^1^l^1^b^1^o^1^d^1^y^0^^
            8^evilbody^0^Trailer: x^^
            """)
    void shouldPutChunksTogether(String chunks) {
        assertFound(BODY_RULE, POST + "^" + chunks);
    }

    /// Each end of what was said before the last byte was sent is one packet: nothing is found before all is there.
    @Test
    void shouldFindAHostNameInAClientHelloHoweverItIsCut() {
        String rule = "drop tls any any -> any any (tls.sni; content:\"evil.example\"; sid:1;)";
        String hello = clientHello("evil.example");
        assertFound(rule, record(hello));
        for (int cut = 1; cut < hello.length(); cut++) {
            assertFound(rule, record(hello.substring(0, cut)) + record(hello.substring(cut)), 1000);
        }
    }

    @Test
    void shouldFindAQueryOverTcpHoweverItIsCut() {
        String query = "\0\1\1\0\0\1\0\0\0\0\0\0\4evil\7example\0\0\1\0\1";
        String rule = "drop dns any any -> any any (dns.query; content:\"evil.example\"; sid:1;)";
        assertFound(rule, "\0" + (char) query.length() + query);
    }

    @Test
    void shouldFindWhatIsInACompressedBodyHoweverItIsCut() {
        String body = gzip("evilbody");
        String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length() + "\r\n\r\n";
        String rule = "drop http any any -> any any (file.data; content:\"evilbody\"; sid:1;)";
        String answer = head + body;
        for (int cut = 1; cut < answer.length(); cut++) {
            TcpScript script = new TcpScript();
            List<byte[]> packets = new ArrayList<>(script.handshake());
            packets.add(script.client(1, "GET / HTTP/1.1^Host: a^^"));
            packets.add(script.server(1, answer.substring(0, cut)));
            packets.add(script.server(1 + cut, answer.substring(cut)));
            assertFound(rule, packets);
        }
    }

    private static void assertFound(String rule, String text) {
        String said = text.replace("^", "\r\n");
        assertFound(rule, said, 1);
        assertFound(rule, said, said.length());
        for (int cut = 1; cut < said.length(); cut++) {
            TcpScript script = new TcpScript();
            List<byte[]> packets = new ArrayList<>(script.handshake());
            packets.add(script.client(1, said.substring(0, cut)));
            packets.add(script.client(1 + cut, said.substring(cut)));
            assertFound(rule, packets);
        }
    }

    private static void assertFound(String rule, String said, int pieceLength) {
        TcpScript script = new TcpScript();
        List<byte[]> packets = new ArrayList<>(script.handshake());
        for (int at = 0; at < said.length(); at += pieceLength) {
            packets.add(script.client(1 + at, said.substring(at, Math.min(said.length(), at + pieceLength))));
        }
        assertFound(rule, packets);
    }

    /// One alert, and, where it is enforced, one packet that is the first to be dropped, with all behind it.
    private static void assertFound(String rule, List<byte[]> packets) {
        try (JudgedTraffic traffic = new JudgedTraffic(rule, false)) {
            packets.forEach(traffic::send);
            assertThat(traffic.end().alerts()).containsExactly(1L);
        }
        try (JudgedTraffic traffic = new JudgedTraffic(rule, true)) {
            packets.forEach(traffic::send);
            assertThat(traffic.verdicts()).matches("aaaa*d+");
        }
    }

    private static String clientHello(String host) {
        byte[] name = host.getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer extension = ByteBuffer.allocate(9 + name.length)
                .putShort((short) 0)
                .putShort((short) (5 + name.length))
                .putShort((short) (3 + name.length))
                .put((byte) 0)
                .putShort((short) name.length)
                .put(name);
        int bodyLength = 2 + 32 + 1 + 4 + 2 + 2 + extension.capacity();
        ByteBuffer hello = ByteBuffer.allocate(4 + bodyLength)
                .putInt(0x0100_0000 | bodyLength)
                .putShort((short) 0x0303)
                .put(new byte[32])
                .put((byte) 0)
                .put(PacketBuilder.hex("0002 1301 01 00"))
                .putShort((short) extension.capacity())
                .put(extension.array());
        return new String(hello.array(), StandardCharsets.ISO_8859_1);
    }

    private static String record(String handshake) {
        return "\u0016\3\1" + (char) (handshake.length() >> 8) + (char) (handshake.length() & 0xFF) + handshake;
    }

    private static String gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
