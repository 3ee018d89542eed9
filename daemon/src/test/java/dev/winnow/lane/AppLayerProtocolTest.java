package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `app-layer-protocol`, with which packets it is told. Where bytes wait for their acknowledgment, a direction's
/// protocol is known with the packet that brings it. The answers are Suricata's.
final class AppLayerProtocolTest {
    private static final String REQUEST = "GET / HTTP/1.1^Host: a^^";
    private static final String RESPONSE = "<HTTP/1.1 200 OK^Content-Length: 2^^ok";

    /// @param packets a digit for each: how often it alerts
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            app-layer-protocol:http;                                       | 0000001010000
            app-layer-protocol:http; flow:to_server;                       | 0000001000000
            app-layer-protocol:http; flow:to_client;                       | 0000000010000
            app-layer-protocol:!tls;                                       | 0000001010000
            app-layer-protocol:http; flowbits:set,a;                       | 0000001010000
            app-layer-protocol:http; xbits:set,a,track ip_src;             | 0000001010000
            app-layer-protocol:http; threshold:type threshold,track by_src,count 1,seconds 60; | 0000001010000
            app-layer-protocol:http; flow:established;                     | 0000001111111
            app-layer-protocol:http; flow:established,to_server;           | 0000001100110
            app-layer-protocol:http; ttl:64;                               | 0000001111111
            app-layer-protocol:http; dsize:>0;                             | 0000000101000
            app-layer-protocol:!http;                                      | 0000000000000
            app-layer-protocol:tls;                                        | 0000000000000
            """)
    void shouldBeToldOnceForEachDirectionUnlessMoreIsAsked(String options, String packets) {
        assertThat(pattern(options, false, REQUEST, RESPONSE, REQUEST, RESPONSE))
                .isEqualTo(packets);
    }

    /// Where bytes are judged on their way. Suricata tells the first again with the next packet of each direction.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            app-layer-protocol:http;                   | 0001010000000
            app-layer-protocol:http; flow:established; | 0001011111111
            """)
    void shouldBeToldAtOnce(String options, String packets) {
        assertThat(pattern(options, true, REQUEST, RESPONSE, REQUEST, RESPONSE)).isEqualTo(packets);
    }

    @Test
    void shouldBeToldAgainOfWhatFollows() {
        String[] upgrade = {"<220 m ESMTP^", "EHLO a^", "<250-m^250 STARTTLS^", "STARTTLS^", "<220 go^", "\26\3\1\0\5\1"
        };
        assertThat(pattern("app-layer-protocol:tls; flow:to_server;", false, upgrade))
                .containsOnlyOnce("1");
        assertThat(pattern("app-layer-protocol:smtp; flow:to_server;", false, upgrade))
                .contains("1");
    }

    private static String pattern(String options, boolean enforcing, String... turns) {
        String rule = "alert tcp any any -> any any (" + options + " sid:1;)";
        StringBuilder pattern = new StringBuilder();
        try (JudgedTraffic traffic = new JudgedTraffic(rule, enforcing)) {
            for (byte[] packet : Turns.packets(turns)) {
                int before = traffic.alerts().size();
                traffic.send(packet);
                pattern.append(traffic.alerts().size() - before);
            }
        }
        return pattern.toString();
    }
}
