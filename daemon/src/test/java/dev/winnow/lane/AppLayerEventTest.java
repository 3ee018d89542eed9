package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
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
            applayer_detect_protocol_only_one_direction | <* OK IMAP4rev1 ready^   | C0 CAPABILITY^
            applayer_detect_protocol_only_one_direction | <+OK POP3 ready^         | CAPA^
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
            http.invalid_transfer_encoding_value_in_request | POST / http/1.1^Host: a^Transfer-Encoding: chunked^^0^^
            http.invalid_transfer_encoding_value_in_request | POST / HTTP/1.2^Host: a^Transfer-Encoding: chunked^^0^^
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
            http.missing_host_header                        | GET / http/1.1^A: a^^
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

    /// A start line and a header line that are odd, and some that are nearly so.
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            request_line_leading_whitespace| GET / HTTP/1.1^Host: a^^|GET / HTTP/1.1^Host: a^^
            method_delim_non_compliant|GET\t/ HTTP/1.1^Host: a^^|GET  / HTTP/1.1^Host: a^^
            uri_delim_non_compliant|GET /\tHTTP/1.1^Host: a^^|GET /  HTTP/1.1^Host: a^^
            invalid_request_field_folding|GET / HTTP/1.1^ X: 1^Host: a^^|GET / HTTP/1.1^Host: a^X: 1^ 2^^
            request_field_missing_colon|GET / HTTP/1.1^Host: a^abc def^^|GET / HTTP/1.1^Host: a^abc:def^^
            request_header_invalid|GET / HTTP/1.1^Host: a^X : 1^^|GET / HTTP/1.1^Host: a^X: 1 ^^
            request_header_invalid|GET / HTTP/1.1^Host: a^X(y: 1^^|GET / HTTP/1.1^Host: a^X!y: (1^^
            request_header_invalid|GET / HTTP/1.1^Host: a^: 1^^|GET / HTTP/1.1^Host: a^X:^^
            duplicate_content_length_field_in_request|POST / HTTP/1.1^Host: a^Content-Length: 3^Content-Length: 4^^abc|\
            POST / HTTP/1.1^Host: a^Content-Length: 3^Content-Length: 03^^abc
            request_header_host_invalid|GET / HTTP/1.1^Host: a b^^|GET / HTTP/1.1^Host: a_b^^
            request_header_host_invalid|GET / HTTP/1.1^Host: a..b^^|GET / HTTP/1.1^Host: a.b.^^
            request_header_host_invalid|GET / HTTP/1.1^Host: a:0^^|GET / HTTP/1.1^Host: a:65535^^
            request_header_host_invalid|GET / HTTP/1.1^Host: a:65536^^|GET / HTTP/1.1^Host: a :80^^
            request_header_host_invalid|GET / HTTP/1.1^Host: [::1^^|GET / HTTP/1.1^Host: [::1]:80^^
            request_header_host_invalid|GET / HTTP/1.1^Host: [zz]^^|GET / HTTP/1.1^Host: 1.2.3.4^^
            request_header_host_invalid|GET / HTTP/1.1^Host: a^Host: b^^|GET / HTTP/1.1^Host: -a^^
            host_header_ambiguous|GET http://b/ HTTP/1.1^Host: a^^|GET http://A./ HTTP/1.1^Host: a^^
            host_header_ambiguous|GET http://a:80/ HTTP/1.1^Host: a:81^^|GET http://a:81/ HTTP/1.1^Host: a^^
            host_header_ambiguous|GET http://[::1]/ HTTP/1.1^Host: a^^|GET //b/ HTTP/1.1^Host: a^^
            host_header_ambiguous|GET http://b?x HTTP/1.1^Host: a^^|GET http://u@a HTTP/1.1^Host: a ^^
            host_header_ambiguous|GET ftp://b/ HTTP/1.1^Host: a^^|GET /?http://b/ HTTP/1.1^Host: a^^
            host_header_ambiguous|GET http://b/ HTTP/1.1^Host:^^|GET http://b/ HTTP/1.1^X: a^^
            request_uri_host_invalid|GET http://a(b/ HTTP/1.1^Host: a^^|GET http://[::1/ HTTP/1.1^Host: a^^
            request_uri_host_invalid|GET http://a:/ HTTP/1.1^Host: a^^|GET http://a:65535/ HTTP/1.1^Host: a^^
            request_uri_host_invalid|GET http://a:0/ HTTP/1.1^Host: a^^|GET http://-a/ HTTP/1.1^Host: -a^^
            request_auth_unrecognized|GET / HTTP/1.1^Host: a^Authorization: Foo bar^^|\
            GET / HTTP/1.1^Host: a^Authorization: BEARER x^^
            """)
    void shouldTellAnOddHeadOfARequestFromOneThatNearlyIs(String event, String odd, String near) {
        String rule = "flow:established,to_server; app-layer-event:http." + event;
        assertThat(alerts(rule, odd, "<" + OK)).containsExactly(1L);
        assertThat(alerts(rule, near, "<" + OK)).isEmpty();
    }

    /// The same of responses; each goes on with a body of two bytes.
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            invalid_response_field_folding|HTTP/1.1 200 OK^ X: 1^|HTTP/1.1 200 OK^X: 1^ 2^
            response_field_missing_colon|HTTP/1.1 200 OK^abc^|HTTP/1.1 200 OK^abc:^
            response_header_invalid|HTTP/1.1 200 OK^X : 1^|HTTP/1.1 200 OK^X: : 1^
            duplicate_content_length_field_in_response|HTTP/1.1 200 OK^Content-Length: 3^|\
            HTTP/1.1 200 OK^Content-Length: 2^
            response_invalid_protocol|HTTP/1.x 200 OK^|HTTP/1.0 200 OK^
            response_invalid_protocol|HTTP/9.9 200 OK^|HTTP/1.1 200^
            response_invalid_protocol|http/1.1 200 OK^|HTTP/0.9 200 OK^
            response_abnormal_transfer_encoding|HTTP/1.1 200 OK^Transfer-Encoding: xchunked^|\
            HTTP/1.1 200 OK^Transfer-Encoding: CHUNKED^
            response_abnormal_transfer_encoding|HTTP/1.1 200 OK^Transfer-Encoding: gzip, chunked^|\
            HTTP/1.1 200 OK^Transfer-Encoding: foo^
            abnormal_ce_header|HTTP/1.1 200 OK^Content-Encoding: br^|HTTP/1.1 200 OK^Content-Encoding: x-GZIP^
            abnormal_ce_header|HTTP/1.1 200 OK^Content-Encoding: gzip;q=1^|HTTP/1.1 200 OK^Content-Encoding:^
            abnormal_ce_header|HTTP/1.1 200 OK^Content-Encoding: gzip, identity^|HTTP/1.1 200 OK^Content-Encoding: ,none^
            too_many_encoding_layers|HTTP/1.1 200 OK^Content-Encoding: a,b,c^|HTTP/1.1 200 OK^Content-Encoding: a,,b^
            range_invalid|HTTP/1.1 206 P^Content-Range: bytes 0-10/10^|HTTP/1.1 206 P^Content-Range: bytes  0-9/10 x^
            range_invalid|HTTP/1.1 206 P^Content-Range: bytes 6-5/10^|HTTP/1.1 206 P^Content-Range: b 5-5/10^
            range_invalid|HTTP/1.1 206 P^Content-Range: bytes 6-5/6^|HTTP/1.1 206 P^Content-Range: bytes 6-5/*^
            range_invalid|HTTP/1.1 206 P^Content-Range: bytes 1-1/1^|HTTP/1.1 206 P^Content-Range: bytes 0-0/0^
            range_invalid|HTTP/1.1 206 P^Content-Range: bytes=0-1/2^|HTTP/1.1 206 P^Content-Range: bytes 0-1/*^
            range_invalid|HTTP/1.1 206 P^Content-Range: bytes */*^|HTTP/1.1 206 P^Content-Range: bytes */10^
            range_invalid|HTTP/1.1 206 P^Content-Range: 0-1/2^|HTTP/1.1 206 P^X: abc^
            range_invalid|HTTP/1.1 206 P^Content-Range: b 0-1/99999999999999999999^|HTTP/1.1 206 P^
            100_continue_already_seen|HTTP/1.1 100 C^^HTTP/1.1 100 C^^HTTP/1.1 200 OK^|\
            HTTP/1.1 100 C^^HTTP/1.1 200 OK^
            gzip_decompression_failed|HTTP/1.1 200 OK^Content-Encoding: gzip^|HTTP/1.1 200 OK^
            gzip_decompression_failed|HTTP/1.1 200 OK^Content-Encoding: deflate^|HTTP/1.1 200 OK^Content-Encoding: br^
            response_chunked_old_proto|HTTP/1.0 200 OK^Transfer-Encoding: chunked^|\
            HTTP/1.1 200 OK^Transfer-Encoding: chunked^
            response_chunked_old_proto|http/1.1 200 OK^Transfer-Encoding: chunked^|http/1.1 200 OK^
            """)
    void shouldTellAnOddHeadOfAResponseFromOneThatNearlyIs(String event, String odd, String near) {
        String rule = "flow:established,to_client; app-layer-event:http." + event;
        String rest = "Content-Length: 2^^ok";
        assertThat(alerts(rule, "GET / HTTP/1.1^Host: a^^", "<" + odd + rest)).containsExactly(1L);
        assertThat(alerts(rule, "GET / HTTP/1.1^Host: a^^", "<" + near + rest)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            request_chunk_extension | POST / HTTP/1.1^Host: a^Transfer-Encoding: chunked^^3;a=b^abc^0^^ | HTTP/1.1 200 OK^Content-Length: 0^^ | true
            request_chunk_extension | POST / HTTP/1.1^Host: a^Transfer-Encoding: chunked^^3^abc^0;^^    | HTTP/1.1 200 OK^Content-Length: 0^^ | true
            request_chunk_extension | POST / HTTP/1.1^Host: a^Transfer-Encoding: chunked^^3 a^abc^0^^   | HTTP/1.1 200 OK^Content-Length: 0^^ | false
            request_chunk_extension | GET / HTTP/1.1^Host: a^^ | HTTP/1.1 200 OK^Transfer-Encoding: chunked^^2;a^ok^0^^ | true
            response_multipart_byteranges | GET / HTTP/1.1^Host: a^^ | HTTP/1.1 200 OK^Content-Type: MULTIPART/byteranges; boundary=a^^--a | true
            response_multipart_byteranges | GET / HTTP/1.1^Host: a^^ | HTTP/1.1 200 OK^Content-Type: multipart/byteranges^Content-Length: 3^^--a | false
            response_multipart_byteranges | GET / HTTP/1.1^Host: a^^ | HTTP/1.1 200 OK^Content-Type: multipart/mixed^^--a | false
            unable_to_match_response_to_request | GET / HTTP/1.1^Host: a^^ | HTTP/1.1 200 OK^Content-Length: 0^^HTTP/1.1 200 OK^Content-Length: 0^^ | true
            unable_to_match_response_to_request | GET / HTTP/1.1^Host: a^^ | HTTP/1.1 200 OK^Content-Length: 0^^ | false
            unable_to_match_response_to_request |                        | HTTP/1.1 200 OK^Content-Length: 0^^ | true
            """)
    void shouldTellWhatIsOddAboutAnExchange(String event, String request, String response, boolean isOdd) {
        String rule = "flow:to_client; app-layer-event:http." + event;
        assertThat(alerts(rule, request, "<" + response, request)).isEqualTo(isOdd ? List.of(1L) : List.of());
    }

    /// Told to rules about either direction.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ssh.invalid_banner | SSH-2.0^                 | SSH-2.0-^
            ssh.invalid_banner | SSH--a^                  | SSH-2.0-b^
            ssh.long_banner    | SSH-2.0-%248             | SSH-2.0-%247^
            ssh.long_banner    | SSH-2.0-%248^            | SSH-2.0-%247
            ssh.invalid_record | SSH-2.0-a^\\0\\0\\0\\1\\0\\0 | SSH-2.0-a^\\0\\0\\0\\2\\0\\24
            ssh.invalid_record | SSH-2.0-a^\\0\\0\\0\\0\\0\\0 | SSH-2.0-a^
            """)
    void shouldTellWhatIsOddAboutTheGreetingOfSsh(String event, String odd, String near) {
        for (String way : new String[] {"to_server", "to_client"}) {
            String rule = "flow:" + way + "; app-layer-event:" + event;
            assertThat(alerts(rule, "<SSH-2.0-x^", written(odd), null)).containsExactly(1L);
            assertThat(alerts(rule, "<" + written(odd), "SSH-2.0-x^", null)).containsExactly(1L);
            assertThat(alerts(rule, "<SSH-2.0-x^", written(near), null)).isEmpty();
        }
    }

    /// `%n` is a letter n times, a backslash an octal number's.
    private static String written(String text) {
        String spelled = Pattern.compile("%(\\d+)")
                .matcher(text)
                .replaceAll(number -> "a".repeat(Integer.parseInt(number.group(1))));
        return Pattern.compile("\\\\(\\d+)")
                .matcher(spelled)
                .replaceAll(number -> String.valueOf((char) Integer.parseInt(number.group(1), 8)));
    }

    @ParameterizedTest
    @CsvSource({"4093, false", "4094, true", "9000, true"})
    void shouldTellThatALineOfFtpIsTooLong(int length, boolean isOdd) {
        String[] command = {"<220 a^", "USER a^", "<331 x^", "PASS " + "a".repeat(length - 5) + "^", "<230 x^"};
        String[] reply = {"<220 a^", "USER a^", "<331 " + "a".repeat(length - 4) + "^", "QUIT^", "<221 b^"};
        List<Long> expected = isOdd ? List.of(1L) : List.of();
        for (String way : new String[] {"flow:to_server; ", "flow:to_client; "}) {
            assertThat(alerts(way + "app-layer-event:ftp.request_command_too_long", command))
                    .isEqualTo(expected);
            assertThat(alerts(way + "app-layer-event:ftp.response_command_too_long", reply))
                    .isEqualTo(expected);
            assertThat(alerts(way + "app-layer-event:ftp.response_command_too_long", command))
                    .isEmpty();
        }
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
