package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Rules that look into the payload and into fields of a transaction at once.
final class MixedRuleTest {
    private static final String REQUEST = "GET /index.php?id=1 HTTP/1.1^Host: example^User-Agent: probe^^";
    private static final String RESPONSE = "<HTTP/1.1 200 OK^Server: nginx^Content-Length: 9^^hello all";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            content:"id=1"; http.user_agent; content:"probe"                     | true
            content:"id=2"; http.user_agent; content:"probe"                     | false
            content:"id=1"; http.user_agent; content:"other"                     | false
            content:"id=1"; http.user_agent; content:!"other"                    | true
            content:"id=2"; http.user_agent; content:!"other"                    | false
            content:"ID=1"; nocase; http.method; content:"GET"                   | true
            content:"ID=1"; http.method; content:"GET"                           | false
            content:"Agent: probe"; http.uri     ; content:"index"       | true
            content:"GET"; startswith; http.uri; content:"index"                 | true
            content:"index"; startswith; http.uri; content:"index"               | false
            content:!"id=2"; http.uri; content:"index"                           | true
            content:!"id=1"; http.uri; content:"index"                           | false
            content:"/index.php"; fast_pattern; http.uri; content:"id"; endswith | false
            content:"/index.php"; fast_pattern; http.uri; content:"1"; endswith  | true
            content:"nginx"; http.stat_code; content:"200"                       | true
            content:"hello"; http.response_body; content:"all"                   | true
            content:"hello"; file.data; content:"all"                            | true
            content:"all"; http.response_body; content:"nothing"                 | false
            content:"example"; http.stat_code; content:"200"                     | false
            """)
    void shouldMatchWhereBothAreThere(String options, boolean expected) {
        assertThat(matches("http any any -> any any", options, REQUEST, RESPONSE))
                .isEqualTo(expected);
        assertThat(matches("tcp any any <> any any", options, REQUEST, RESPONSE))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            content:"php?id"; http.method; content:"GET"                 | true
            content:"php?id"; http.uri; content:"index"                  | true
            content:"php?ie"; http.uri; content:"index"                  | false
            """)
    void shouldFindTheLiteralAcrossSegments(String options, boolean expected) {
        assertThat(matches("http any any -> any any", options, "GET /index.ph", REQUEST.substring(13), RESPONSE))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.response_body; content:"all"                                    | true
            http.response_body; content:"nothing"                                | false
            http.response_body; content:"all"; http.stat_code; content:"200"     | true
            """)
    void shouldLookForABodyWhereItsSenderIs(String options, boolean expected) {
        String rule = "alert http any any -> any any (flow:established,to_server; " + options + "; sid:1;)";
        try (JudgedTraffic traffic = new JudgedTraffic(rule, true)) {
            Turns.packets(REQUEST, RESPONSE).forEach(traffic::send);
            assertThat(traffic.alerts()).hasSize(expected ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.header; content:"X-T"                                           | true
            http.header.raw; content:"X-T"                                       | true
            http.header_names; content:"X-T"                                     | true
            http.response_header; content:"X-T: t"                               | true
            http.header; content:"X-T"; http.stat_code; content:"200"            | true
            http.header; content:!"X-T"; http.stat_code; content:"404"           | false
            http.header; content:"X-U"                                           | false
            """)
    void shouldLookIntoTrailersThatComeByThemselves(String options, boolean expected) {
        String rule = "alert http any any -> any any (flow:to_client; " + options + "; sid:1;)";
        String head = "<HTTP/1.1 200 OK^Transfer-Encoding: chunked^^";
        try (JudgedTraffic traffic = new JudgedTraffic(rule, true)) {
            Turns.packets(REQUEST, head, "<3^abc^", "<0^X-T: t^^").forEach(traffic::send);
            assertThat(traffic.alerts()).hasSize(expected ? 1 : 0);
        }
    }

    private static boolean matches(String header, String options, String... turns) {
        try (JudgedTraffic traffic =
                new JudgedTraffic("alert " + header + " (flow:established; " + options + "; sid:1;)", true)) {
            Turns.packets(turns).forEach(traffic::send);
            return !traffic.alerts().isEmpty();
        }
    }
}
