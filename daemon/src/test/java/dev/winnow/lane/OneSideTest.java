package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Connections of which the client alone is seen. Rules find what Suricata 7.0.10 finds, with the next packet where it
/// waits for the connection's end.
final class OneSideTest {
    private static final String RULES = """
            alert http any any -> any any (flow:established,to_server; http.uri; content:"/first"; sid:1;)
            alert http any any -> any any (flow:established,to_server; http.uri; content:"/second"; sid:2;)
            alert http any any -> any any (flow:not_established; http.uri; content:"/"; sid:3;)
            alert tcp any any -> any any (flow:established; content:"GET /first"; sid:4;)
            alert tcp any any -> any any (flow:established,only_stream; content:"GET /second"; sid:5;)
            """;
    private static final String REQUESTS = """
            > 1 GET /first HTTP/1.1^^
            > 25 GET /second HTTP/1.1^^
            > 50 [FA]
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no  | no  | true  | ''
            no  | yes | true  | 1 2 4 5
            yes | yes | true  | 1 2 4 5
            no  | yes | false | ''
            yes | yes | false | 1 2 4 5
            """)
    void shouldBeSeenWhereAsked(String midstream, String oneSide, boolean isHandshakeSeen, String expected) {
        String[] settings = {"stream.midstream=" + midstream, "stream.async-oneside=" + oneSide};
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, false, settings)) {
            new TcpScript()
                    .packets("> 0 [S]\n> 1 [A ack=1]\n" + REQUESTS).stream()
                            .skip(isHandshakeSeen ? 0 : 2)
                            .forEach(traffic::send);
            assertThat(traffic.end().alerts().stream()
                            .sorted()
                            .map(String::valueOf)
                            .collect(Collectors.joining(" ")))
                    .isEqualTo(expected);
        }
    }
}
