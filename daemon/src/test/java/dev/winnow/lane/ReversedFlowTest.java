package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.protocol.tls.TlsMessages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Flows of which the first packet is the server's: what is said shows it, and the flow is reversed. The answers are
/// those of Suricata 7.0.10, but for POP3, which it does not know, the types of DCE/RPC, of which it takes bind for
/// the server's, and those of TLS, which it does not ask.
final class ReversedFlowTest {
    private static final String MIDSTREAM = "stream.midstream=true";
    private static final String WAYS = """
            alert ip any any -> any any (flow:to_server; sid:1;)
            alert ip any any -> any any (flow:to_client; sid:2;)
            """;
    private static final String SMB2 = "\0\0\0\100\u00feSMB\100\0\0\0\0\0\0\0\0\0\1\0";
    private static final String SMB1 = "\0\0\0\43\u00ffSMB\162\0\0\0\0";
    private static final String DCERPC = "\3\20\0\0\0\30\0\0\0\1\0\0\0";

    /// What the server says, what the client answers, and the ways of four packets: the first, its acknowledgment, the
    /// answer and its acknowledgment.
    static Stream<Arguments> talks() {
        return Stream.of(
                Arguments.of("HTTP/1.1 101 Switching Protocols^^", "GET / HTTP/1.1^^", "1112"),
                Arguments.of("HTTP/1.1", "GET / HTTP/1.1^^", "1112"),
                Arguments.of("HTTP/1.2 200 OK^^", "GET / HTTP/1.1^^", "1222"),
                Arguments.of("HTTP/1", "x", "1221"),
                Arguments.of("GET / HTTP/1.1^^", "HTTP/1.1 200 OK^^", "1221"),
                Arguments.of("220 mail^", "EHLO a^", "1222"),
                Arguments.of("220 mail^", "EHL a^", "1221"),
                Arguments.of("220 files^", "USER a^", "1222"),
                Arguments.of("+OK ready^", "USER a^", "1112"),
                Arguments.of("SSH-2.0-a^", "SSH-2.0-b^", "1221"),
                Arguments.of(SMB2 + "\1\0\0\0", "x", "1112"),
                Arguments.of(SMB2 + "\0\0\0\0", "x", "1221"),
                Arguments.of(SMB2, "x", "1221"),
                Arguments.of(SMB2.replace('\u00fe', '\u00fd') + "\1\0\0\0", "x", "1221"),
                Arguments.of(SMB1 + "\u0098\1\40", "x", "1112"),
                Arguments.of(SMB1 + "\30\1\40", "x", "1221"),
                Arguments.of("\5\0\2" + DCERPC, "x", "1112"),
                Arguments.of("\5\0\0" + DCERPC, "x", "1221"),
                Arguments.of("\5\0\13" + DCERPC, "x", "1221"),
                Arguments.of("\26\3\3\0\4\2\0\0\0", "x", "1112"),
                Arguments.of("\26\3\3\0\4\1\0\0\0", "x", "1221"),
                Arguments.of("\26\3\3\0\4\13\0\0\0", "x", "1221"),
                Arguments.of("\26\3\3\0\4\16\0\0\0", "x", "1112"),
                Arguments.of("x", "y", "1221"));
    }

    @ParameterizedTest
    @MethodSource("talks")
    void shouldReverseAConnectionThatWasPickedUpWithItsServersBytes(String first, String answer, String ways) {
        assertThat(ways(first, answer, false)).isEqualTo(ways);
    }

    /// Where the handshake was seen it is known who the client is, whatever he says.
    @ParameterizedTest
    @MethodSource("talks")
    void shouldNotReverseAConnectionWhoseHandshakeWasSeen(String first, String answer) {
        assertThat(ways(first, answer, true)).isEqualTo("121" + "2112");
    }

    private static String ways(String first, String answer, boolean isHandshakeSeen) {
        TcpScript script = new TcpScript();
        List<byte[]> handshake = script.handshake();
        int end = 1 + first.replace("^", "\r\n").length();
        try (JudgedTraffic traffic = new JudgedTraffic(WAYS, false, MIDSTREAM)) {
            handshake.stream().filter(_ -> isHandshakeSeen).forEach(traffic::send);
            traffic.send(script.server(1, first)).send(script.client(1, ""));
            traffic.send(script.client(1, answer)).send(script.server(end, ""));
            return letters(traffic);
        }
    }

    private static String letters(JudgedTraffic traffic) {
        return traffic.alerts().stream().map(String::valueOf).collect(Collectors.joining());
    }

    /// However the response is cut, and when it is acknowledged.
    @ParameterizedTest
    @CsvSource({"1, false", "6, false", "7, false", "8, false", "9, false", "8, true", "16, true", "60, true"})
    void shouldSeeARequestAndAResponseWhereTheyBelong(int cut, boolean enforcing) {
        String rules = """
                alert http any any -> any any (flow:to_client; http.stat_code; content:"206"; sid:1;)
                alert http any any -> any any (flow:to_server; http.uri; content:"/secret"; sid:2;)
                alert http any any -> any 80 (flow:established,to_server; http.host; content:"a.example"; sid:3;)
                alert tcp any 80 -> any any (flow:to_client; content:"206 Partial"; sid:4;)
                alert tcp any any -> any any (flow:to_client; content:"/secret"; sid:5;)
                """;
        String response = "HTTP/1.1 206 Partial^Content-Length: 2^^ok".replace("^", "\r\n");
        String request = "GET /secret HTTP/1.1^Host: a.example^^";
        TcpScript script = new TcpScript();
        try (JudgedTraffic traffic = new JudgedTraffic(rules, enforcing, MIDSTREAM)) {
            for (int at = 0; at < response.length(); at += cut) {
                String piece = response.substring(at, Math.min(response.length(), at + cut));
                traffic.send(script.server(1 + at, piece));
            }
            traffic.send(script.client(1, "")).send(script.client(1, request));
            traffic.send(script.server(1 + response.length(), "")).end();
            assertThat(traffic.alerts()).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        }
    }

    /// However the server's hello is cut.
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 6, 7, 400})
    void shouldSeeTheHelloOfAServerWhoseClientWasNotSeen(int cut) {
        String rules = """
                alert tls any any -> any any (flow:to_client; ssl_state:server_hello; sid:1;)
                alert tls any 80 -> any any (flow:to_client; tls.cert_subject; content:"a.example"; sid:2;)
                alert tls any any -> any any (ja3.hash; bsize:32; sid:3;)
                alert tls any any -> any any (flow:to_client; tls.version:1.2; sid:4;)
                alert tls any any -> any any (flow:to_server; tls.version:1.2; sid:5;)
                """;
        String hello = new String(TlsMessages.answer(0x0303), StandardCharsets.ISO_8859_1)
                + new String(TlsMessages.certificates("CN=a.example", 1, 1, 0, 1), StandardCharsets.ISO_8859_1);
        TcpScript script = new TcpScript();
        try (JudgedTraffic traffic = new JudgedTraffic(rules, false, MIDSTREAM)) {
            for (int at = 0; at < hello.length(); at += cut) {
                traffic.send(script.server(1 + at, hello.substring(at, Math.min(hello.length(), at + cut))));
            }
            traffic.send(script.client(1, "")).end();
            assertThat(traffic.alerts()).containsExactlyInAnyOrder(1L, 2L, 4L);
        }
    }

    @Test
    void shouldReverseAConnectionThatEndsBeforeItsBytesAreAcknowledged() {
        String rule = "alert http any any -> any any (flow:to_client; http.stat_code; content:\"206\"; sid:1;)";
        try (JudgedTraffic traffic = new JudgedTraffic(rule, false, MIDSTREAM)) {
            traffic.send(new TcpScript().server(1, "HTTP/1.1 206 Partial^^")).end();
            assertThat(traffic.alerts()).containsExactly(1L);
        }
    }

    @Test
    void shouldSpeakOfTheServersEndWhereAConnectionIsReversedWithIt() {
        String rules = """
                alert tcp any any -> any any (stream-event:pkt_retransmission; sid:1;)
                alert tcp any any -> any any (stream-event:closewait_pkt_before_last_ack; sid:2;)
                """;
        String script = """
                < 1 [FA] HTTP/1.1 200 OK^^
                > 1 [A ack=20]
                < 1 HTTP
                """;
        try (JudgedTraffic traffic = new JudgedTraffic(rules, false, MIDSTREAM)) {
            new TcpScript().packets(script).stream().skip(3).forEach(traffic::send);
            assertThat(traffic.alerts()).containsExactly(1L);
        }
    }

    /// @param flags of the first message: a query or a response
    @ParameterizedTest
    @CsvSource({"53, 8180, 2", "53, 0100, 1", "9999, 8180, 2", "9999, 0100, 1"})
    void shouldReverseAFlowThatBeginsWithAResponseOfDns(int port, String flags, String way) {
        String record = flags.equals("8180") ? "c00c0001000100000001000401020304" : "";
        String counts = record.isEmpty() ? "0001000000000000" : "0001000100000000";
        byte[] message = PacketBuilder.hex("1234" + flags + counts + "0161" + "03636f6d" + "0000010001" + record);
        try (JudgedTraffic traffic = new JudgedTraffic(WAYS, false)) {
            traffic.send(PacketBuilder.raw()
                    .ipv4("198.18.0.2", "198.18.0.1")
                    .udp(port, 40_000)
                    .payload(message));
            assertThat(letters(traffic)).isEqualTo(way);
        }
    }
}
