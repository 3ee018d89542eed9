package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is odd about a connection's protocol and messages, told to the rules that ask for it. The tables were answered
/// by Suricata 7.0.10.
final class AppLayerEventTest {
    private static final String OK = "HTTP/1.1 200 OK^Content-Length: 2^^ok";

    /// What client and server say in turn; a text that begins with `<` is the server's.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            applayer_mismatch_protocol_both_directions  | GET / HTTP/1.1^Host: a^^ | <SSH-2.0-x^ | | | |
            applayer_mismatch_protocol_both_directions  | <SSH-2.0-x^ | GET / HTTP/1.1^Host: a^^ | | | |
            applayer_detect_protocol_only_one_direction | GET / HTTP/1.1^Host: a^^ | <zzzzzzzzzzzzzzzz^ | | | |
            applayer_detect_protocol_only_one_direction | <SSH-2.0-x^ | hello there hello there^ | | | |
            applayer_detect_protocol_only_one_direction | <220 welcome^ | USER a^ | <331 password^ | | |
            applayer_no_tls_after_starttls | <220 m ESMTP^ | EHLO a^ | <250-m^250 STARTTLS^ | STARTTLS^ | <220 go^ | EHLO b^
            applayer_unexpected_protocol   | <220 m ESMTP^ | EHLO a^ | <250-m^250 STARTTLS^ | STARTTLS^ | <220 go^ | EHLO b^
            """)
    void shouldTellOnceWhatIsOddAboutTheProtocol(
            String event, String first, String second, String third, String fourth, String fifth, String sixth) {
        assertThat(alerts(event, first, second, third, fourth, fifth, sixth)).containsExactly(1L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            applayer_mismatch_protocol_both_directions  | GET / HTTP/1.1^Host: a^^ | <HTTP/1.1 200 OK^Content-Length: 0^^
            applayer_detect_protocol_only_one_direction | GET / HTTP/1.1^Host: a^^ | <HTTP/1.1 200 OK^Content-Length: 0^^
            applayer_detect_protocol_only_one_direction | GET / HTTP/1.1^Host: a^^ |
            applayer_detect_protocol_only_one_direction | zzzzzzzzzzzzzzzzzzzzzz^  | <qqqqqqqqqqqqqqqqqq^
            """)
    void shouldNotCallTheUsualOdd(String event, String first, String second) {
        assertThat(alerts(event, first, second)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.invalid_transfer_encoding_value_in_request | POST / HTTP/1.1^Host: a^Transfer-Encoding: xchunked^^abc
            http.invalid_transfer_encoding_value_in_request | POST / HTTP/1.1^Host: a^Transfer-Encoding: identity^^abc
            http.invalid_transfer_encoding_value_in_request | GET / HTTP/1.1^Host: a^Transfer-Encoding: foo^^
            http.invalid_transfer_encoding_value_in_request | POST / HTTP/1.0^Host: a^Transfer-Encoding: chunked^^0^^
            http.invalid_content_length_field_in_request    | POST / HTTP/1.1^Host: a^Content-Length: foo^^abc
            http.invalid_request_chunk_len | POST / HTTP/1.1^Host: a^Transfer-Encoding: chunked^^zz^abc
            http.missing_host_header       | GET / HTTP/1.1^A: a^^
            http.missing_host_header       | GET http://a/ HTTP/1.1^A: b^^
            """)
    void shouldTellWhatIsOddAboutARequest(String event, String request) {
        assertThat(alerts("flow:established,to_server; app-layer-event:" + event, request, "<" + OK))
                .containsExactly(1L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.invalid_transfer_encoding_value_in_request | POST / HTTP/1.1^Host: a^Transfer-Encoding: gzip, chunked^^0^^
            http.invalid_transfer_encoding_value_in_request | POST / HTTP/1.1^Host: a^Transfer-Encoding: chunked, x^^0^^
            http.invalid_content_length_field_in_request    | POST / HTTP/1.1^Host: a^Content-Length: 3x^^abc
            http.missing_host_header                        | GET / HTTP/1.0^A: a^^
            http.missing_host_header                        | GET / HTTP/1.1^Host:^^
            """)
    void shouldLetARequestBeWrittenOtherwise(String event, String request) {
        assertThat(alerts(event, request, "<" + OK)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.invalid_content_length_field_in_response | HTTP/1.1 200 OK^Content-Length: foo^^ok
            http.invalid_response_chunk_len               | HTTP/1.1 200 OK^Transfer-Encoding: chunked^^zz^ok
            http.response_invalid_status                  | HTTP/1.1 abc OK^Content-Length: 2^^ok
            """)
    void shouldTellWhatIsOddAboutAResponse(String event, String response) {
        String rule = "flow:established,to_client; app-layer-event:" + event;
        assertThat(alerts(rule, "GET / HTTP/1.1^Host: a^^", "<" + response)).containsExactly(1L);
    }

    @Test
    void shouldRefuseAnEventThatIsNotTold() {
        assertThatThrownBy(() -> alerts("http.lzma_memlimit_reached", "GET"))
                .hasMessageContaining("the event `http.lzma_memlimit_reached` is not told");
    }

    private static List<Long> alerts(String event, String... turns) {
        String options = event.contains(";") ? event : "app-layer-event:" + event;
        try (JudgedTraffic traffic =
                new JudgedTraffic("alert ip any any -> any any (" + options + "; sid:1;)", false)) {
            Turns.packets(turns).forEach(traffic::send);
            return traffic.alerts();
        }
    }
}
