package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The transport that a rule's header names, where its options look into messages. The answers are Suricata's.
final class TransportTest {
    private static final String QUERY = "\0\1\1\0\0\1\0\0\0\0\0\0\4evil\7example\0\0\1\0\1";
    private static final String FRAMED = "\0" + (char) QUERY.length() + QUERY;

    /// @param overTcp of the same message over TCP, whether the rule alerts
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dns  | dns.query; content:"evil"                           | true  | true
            ip   | dns.query; content:"evil"                           | true  | true
            tcp  | dns.query; content:"evil"                           | true  | false
            udp  | dns.query; content:"evil"                           | false | true
            icmp | dns.query; content:"evil"                           | false | false
            tcp  | dns.opcode:0                                        | true  | false
            udp  | dns.opcode:0                                        | false | true
            udp  | content:"example"; dns.query; content:"evil"        | false | true
            """)
    void shouldBeThatOfAQuery(String protocol, String options, boolean overTcp, boolean overUdp) {
        List<byte[]> datagram = List.of(PacketBuilder.raw()
                .ipv4("198.18.0.1", "198.18.0.2")
                .udp(4000, 53)
                .payload(QUERY)
                .bytes());
        assertThat(matches(protocol, options, Turns.packets(FRAMED))).isEqualTo(overTcp);
        assertThat(matches(protocol, options, datagram)).isEqualTo(overUdp);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tcp  | http.uri; content:"/evil"                           | true
            ip   | http.uri; content:"/evil"                           | true
            udp  | http.uri; content:"/evil"                           | false
            icmp | http.uri; content:"/evil"                           | false
            udp  | urilen:5                                            | false
            udp  | app-layer-event:http.missing_host_header            | false
            tcp  | app-layer-event:http.missing_host_header            | true
            """)
    void shouldBeThatOfARequest(String protocol, String options, boolean expected) {
        List<byte[]> packets = Turns.packets("GET /evil HTTP/1.1^A: b^^", "<HTTP/1.1 200 OK^Content-Length: 0^^");
        assertThat(matches(protocol, options, packets)).isEqualTo(expected);
    }

    private static boolean matches(String protocol, String options, List<byte[]> packets) {
        try (JudgedTraffic traffic =
                new JudgedTraffic("alert " + protocol + " any any -> any any (" + options + "; sid:1;)", false)) {
            packets.forEach(traffic::send);
            return !traffic.end().alerts().isEmpty();
        }
    }
}
