package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What `pcre` captures, and who finds it where. The numbers are those of Suricata 7.0.10.
final class CapturedVariableTest {
    private static final String[] TALK = {
        "GET /abc?user=bob HTTP/1.1^Host: a^^",
        "<HTTP/1.1 200 OK^Content-Length: 8^^hi bob!!",
        "GET /abc?user=eve HTTP/1.1^Host: a^^",
        "<HTTP/1.1 200 OK^Content-Length: 8^^hi bob!!",
    };

    /// How often a second rule matches that asks for what the first has captured.
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            http.uri; pcre:"/user=(?P<flow_u>\\w+)/"; ~ http ~ flow:to_client; content:"hi"; flowvar:u,"bob"; ~ 1
            http.uri; pcre:"/user=(?P<flow_u>\\w+)/"; ~ http ~ flow:to_client; content:"hi"; flowvar:u,"eve"; ~ 1
            http.uri; pcre:"/user=(?P<flow_u>\\w+)/"; ~ http ~ flow:to_client; content:"hi"; flowvar:u,"ob";  ~ 1
            http.uri; pcre:"/user=(?P<flow_u>\\w+)/"; ~ http ~ flow:to_client; content:"hi"; flowvar:u,"BOB"; ~ 0
            http.uri; pcre:"/user=(?P<flow_u>\\w+)/"; ~ http ~ flow:to_client; content:"hi"; flowvar:v,"bob"; ~ 0
            http.uri; pcre:"/user=(?P<flow_u>\\w+)/"; ~ http ~ flow:to_client; content:"hi"; pktvar:u,"bob";  ~ 0
            http.uri; pcre:"/(\\w+)\\?user=(\\w+)/, flow:p, flow:u"; ~ http ~ flow:to_client; content:"hi"; flowvar:p,"abc"; ~ 2
            http.uri; pcre:"/(zz)?user=(\\w+)/,flow:z,flow:u"; ~ http ~ flow:to_client; content:"hi"; flowvar:z,"z"; ~ 0
            http.uri; pcre:"/user=(?P<flow_u>\\w+)/"; content:"/none"; ~ http ~ flow:to_client; content:"hi"; flowvar:u,"bob"; ~ 0
            http.uri; pcre:!"/user=(?P<flow_u>k\\w+)/"; ~ http ~ flow:to_client; content:"hi"; flowvar:u,"k"; ~ 0
            http.uri; pcre:"/user=(?P<flow_u>\\w+)/"; ~ http ~ http.uri; content:"abc"; flowvar:u,"bob";      ~ 1
            http.uri; pcre:"/user=(?P<pkt_u>\\w+)/";  ~ http ~ http.uri; content:"abc"; pktvar:u,"bob";       ~ 0
            pcre:"/user=(?P<pkt_u>\\w+)/";            ~ http ~ http.uri; content:"abc"; pktvar:u,"bob";       ~ 1
            pcre:"/user=(?P<pkt_u>\\w+)/";            ~ tcp  ~ content:"GET"; pktvar:u,"eve";                 ~ 1
            pcre:"/user=(?P<pkt_u>\\w+)/";            ~ tcp  ~ content:"GET"; pktvar:u,"zoe";                 ~ 0
            pcre:"/user=(?P<pkt_u>\\w+)/";            ~ tcp  ~ content:"hi"; pktvar:u,"bob";                  ~ 0
            """)
    void shouldKeepWhatRulesCapture(String captures, String protocol, String asks, int count) {
        String rules = """
                alert http any any -> any any (%s sid:2;)
                alert %s any any -> any any (%s sid:1;)
                """.formatted(captures, protocol, asks);
        assertThat(Collections.frequency(alerts(rules, TALK), 1L)).isEqualTo(count);
    }

    @Test
    void shouldForgetAPacketsVariablesWithIt() {
        String rules = """
                alert tcp any any -> any any (flags:PA; pcre:"/user=(?P<pkt_u>\\w+)/"; sid:1;)
                alert tcp any any -> any any (flags:PA; pktvar:u,"b"; sid:2;)
                """;
        assertThat(Collections.frequency(alerts(rules, TALK), 2L)).isEqualTo(1);
    }

    @Test
    void shouldCutWhatIsTooLongForAVariable() {
        String rules = """
                alert tcp any any -> any any (pcre:"/LONG(?P<flow_u>a+b)/"; sid:1;)
                alert tcp any any -> any any (content:"hi"; flowvar:u,"aaa"; sid:2;)
                alert tcp any any -> any any (content:"hi"; flowvar:u,"b"; sid:3;)
                """;
        assertThat(alerts(rules, "LONG" + "a".repeat(1023) + "b", "<hi there")).contains(2L, 3L);
        assertThat(alerts(rules, "LONG" + "a".repeat(1024) + "b", "<hi there"))
                .contains(2L)
                .doesNotContain(3L);
    }

    private static List<Long> alerts(String rules, String... turns) {
        try (JudgedTraffic traffic = new JudgedTraffic(rules, false)) {
            Turns.packets(turns).forEach(traffic::send);
            return traffic.end().alerts();
        }
    }
}
