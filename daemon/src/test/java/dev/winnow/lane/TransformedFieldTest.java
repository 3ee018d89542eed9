package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Contents behind transforms, also where the transform leaves no such bytes. The table was answered by Suricata
/// 7.0.10.
final class TransformedFieldTest {
    private static final String REQUEST = "GET /a  b HTTP/1.1^Host: www.Evil.example^^";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.host.raw; to_uppercase; content:!"evil"                | true
            http.host.raw; to_uppercase; content:!"evil"; nocase        | false
            http.host.raw; to_uppercase; content:!"good"; nocase        | true
            http.host.raw; to_uppercase; content:!"EVIL"                | false
            http.host.raw; to_lowercase; content:!"Evil"                | true
            http.host.raw; to_lowercase; content:!"Evil"; nocase        | false
            http.host.raw; to_uppercase; content:!"evil"; content:"WWW" | true
            http.host.raw; to_uppercase; content:!"evil"; content:"FTP" | false
            http.request_line; strip_whitespace; content:!"GET /"       | true
            http.request_line; compress_whitespace; content:!"a  b"     | true
            http.request_line; content:!"a  b"                          | false
            """)
    void shouldJudgeWhatTheTransformLeaves(String options, boolean matches) {
        String rule = "alert http any any -> any any (" + options + "; sid:1;)";
        try (JudgedTraffic traffic = new JudgedTraffic(rule, false)) {
            Turns.packets(REQUEST).forEach(traffic::send);
            assertThat(traffic.end().alerts()).isEqualTo(matches ? List.of(1L) : List.of());
        }
    }
}
