package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Headers that come to a message of HTTP/2 when rules have looked into those before them: each turn is a segment.
final class LaterHeadersTest {
    private static final String REQUEST = header(":method", "POST") + header(":path", "/a");
    private static final String OK = header(":status", "200") + header("server", "srv");
    private static final String TRAILER = header("x-tr", "trailer");

    private static final String[] ANSWERED_WITH_TRAILERS = {
        "PRI * HTTP/2.0^^SM^^" + frame(4, 0, 0, ""),
        "<" + frame(4, 0, 0, "") + frame(4, 1, 0, ""),
        headers(5, 1, REQUEST),
        "<" + headers(4, 1, OK),
        "<" + frame(0, 0, 1, "bodytext"),
        "<" + headers(5, 1, TRAILER),
    };

    /// The last block is whole only with its second segment.
    private static final String[] ASKED_WITH_TRAILERS = {
        "PRI * HTTP/2.0^^SM^^" + frame(4, 0, 0, ""),
        headers(4, 1, REQUEST),
        frame(0, 0, 1, "bodytext"),
        headers(5, 1, TRAILER).substring(0, 9),
        headers(5, 1, TRAILER).substring(9),
        frame(8, 0, 1, "\0\0\2\53"),
    };

    private static final String[] HINTED_AND_PROMISED = {
        "PRI * HTTP/2.0^^SM^^" + frame(4, 0, 0, ""),
        headers(5, 1, REQUEST),
        "<" + headers(4, 1, header(":status", "103") + header("link", "hint")),
        "<" + headers(4, 1, OK),
        "<" + frame(5, 4, 1, "\0\0\0\2" + header(":path", "/pushed")),
        "<" + headers(5, 2, header(":status", "404") + header("server", "other")),
    };

    private static String frame(int type, int flags, int stream, String payload) {
        return "\0\0" + (char) payload.length() + (char) type + (char) flags + "\0\0\0" + (char) stream + payload;
    }

    private static String headers(int flags, int stream, String block) {
        return frame(1, flags, stream, block);
    }

    private static String header(String name, String value) {
        return "\0" + (char) name.length() + name + (char) value.length() + value;
    }

    /// Suricata 7.0.10 with `--simulate-ips` answers the same, but looks into trailers neither for
    /// `http.response_header` and `http2.header_name` nor where `file.data` is asked for as well.
    ///
    /// @param turn which of those above, from 0, the rule matches with
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.header; content:"trailer"                                  | 5
            http.header.raw; content:"x-tr: trailer"                        | 5
            http.header_names; content:"x-tr"                               | 5
            http.response_header; content:"x-tr: trailer"                   | 5
            http2.header_name; content:"x-tr"                               | 5
            http.header; content:"trailer"; http.stat_code; content:"200"   | 5
            http.stat_code; content:"200"; http.header; pcre:"/trailer/"    | 5
            http.header; content:"trailer"; http.stat_code; content:"404"   |
            http.header; content:"trailer"; file.data; content:"bodytext"   | 5
            file.data; content:"bodytext"; http.header; content:"tr"        | 5
            http.header; content:"srv"                                      | 3
            http.header; content:!"trailer"                                 | 3
            http.header; content:"other"                                    |
            """)
    void shouldLookIntoTrailersOfAResponse(String options, Integer turn) {
        assertThat(matched("flow:to_client; " + options, ANSWERED_WITH_TRAILERS))
                .isEqualTo(turns(turn));
    }

    /// Suricata is silent of `http.request_header` here.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.header; content:"trailer"                                  | 4
            http.request_header; content:"x-tr: trailer"                    | 4
            http.uri; content:"/a"; fast_pattern; http.header; content:"tr" | 4
            http.method; content:"POST"; http2.window:555                   | 5
            http.uri; content:"/a"                                          | 1
            """)
    void shouldLookIntoTrailersOfARequest(String options, Integer turn) {
        assertThat(matched("flow:to_server; " + options, ASKED_WITH_TRAILERS)).isEqualTo(turns(turn));
    }

    /// Suricata is silent of what comes with a 103 and behind it.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.header; content:"hint"                                     | 2
            http.header; content:"srv"                                      | 3
            http.server; content:"srv"                                      | 3
            http.header; content:"other"                                    | 5
            http.stat_code; content:"404"                                   | 5
            """)
    void shouldLookIntoHeadersBehindOthers(String options, Integer turn) {
        assertThat(matched("flow:to_client; " + options, HINTED_AND_PROMISED)).isEqualTo(turns(turn));
    }

    private static List<Integer> turns(Integer turn) {
        return turn == null ? List.of() : List.of(turn);
    }

    private static List<Integer> matched(String options, String[] turns) {
        return Turns.matched("alert http any any -> any any (" + options + "; sid:1;)", true, turns);
    }
}
