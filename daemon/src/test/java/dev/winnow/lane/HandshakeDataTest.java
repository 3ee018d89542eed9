package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A request on the SYN itself, as TCP Fast Open has it (RFC 7413), is judged once the connection is established.
final class HandshakeDataTest {
    private static final String REQUEST = "GET /etc/passwd HTTP/1.0\r\n\r\n";
    private static final String ANSWER = "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final int CLIENT = 1000;
    private static final int SERVER = 5000;

    @ParameterizedTest
    @ValueSource(strings = {"flow:established,to_server; ", "flow:to_server; ", ""})
    void shouldAlertOnceOnARequestOnTheSyn(String flow) {
        String rule = "alert http any any -> any any (" + flow + "http.uri; content:\"/etc/passwd\"; sid:1;)";
        int asked = CLIENT + 1 + REQUEST.length();
        int answered = SERVER + 1 + ANSWER.length();
        try (JudgedTraffic traffic = new JudgedTraffic(rule, false)) {
            traffic.send(packet(true, TcpFlags.SYN, CLIENT, 0).payload(REQUEST))
                    .send(packet(false, TcpFlags.SYN | TcpFlags.ACK, SERVER, asked))
                    .send(packet(true, TcpFlags.ACK, asked, SERVER + 1))
                    .send(packet(false, TcpFlags.ACK, SERVER + 1, asked).payload(ANSWER))
                    .send(packet(true, TcpFlags.ACK, asked, answered))
                    .send(packet(true, TcpFlags.ACK, asked, answered));
            assertThat(traffic.alerts()).containsExactly(1L);
        }
    }

    private static PacketBuilder packet(boolean toServer, int flags, int sequence, int acknowledgment) {
        PacketBuilder builder = toServer
                ? PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2").tcp(40_000, 80)
                : PacketBuilder.raw().ipv4("198.18.0.2", "198.18.0.1").tcp(80, 40_000);
        return builder.flags(flags).sequence(sequence).acknowledgment(acknowledgment);
    }
}
