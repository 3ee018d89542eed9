package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers that a connection comes to only later: rules meet each of them, whatever they met before. Suricata
/// 7.0.10 with `--simulate-ips` answers the same of these very packets, but for the rows that say otherwise.
final class LaterNumberTest {
    private static final String[] HANDSHAKE = {
        tls(1, "\3\3" + "r".repeat(32) + "\0\0\2\0\57\1\0"),
        "<" + tls(2, "\3\3" + "r".repeat(32) + "\0\0\57\0"),
        "<" + tls(12, "key") + tls(14, ""),
        tls(16, "key"),
        "<" + "\24\3\3\0\1\1",
    };

    private static final String[] STREAM = {
        "PRI * HTTP/2.0^^SM^^" + http2(4, 0, ""),
        "<" + http2(4, 0, "") + http2(4, 1, 0, ""),
        http2(1, 4, 1, "\u0083\u0086\u0010\5:path\2/a"),
        "<" + http2(8, 1, "\0\0\3\11"),
        http2(2, 1, "\0\0\0\0\41"),
        http2(8, 1, "\0\0\2\53").substring(0, 11),
        http2(8, 1, "\0\0\2\53").substring(11),
        http2(0, 1, "body"),
        http2(3, 1, "\0\0\0\5"),
    };

    private static final String[] ENDED = {
        "PRI * HTTP/2.0^^SM^^" + http2(4, 0, ""),
        "<" + http2(4, 0, "") + http2(4, 1, 0, ""),
        http2(1, 5, 1, "\u0083\u0086\u0010\5:path\2/a"),
        "<" + http2(1, 4, 1, "\u0088"),
        http2(8, 1, "\0\0\2\53"),
        http2(3, 1, "\0\0\0\10").substring(0, 9),
        http2(3, 1, "\0\0\0\10").substring(9),
    };

    /// A handshake message in a record of its own.
    private static String tls(int type, String body) {
        return "\26\3\3\0" + (char) (4 + body.length()) + (char) type + "\0\0" + (char) body.length() + body;
    }

    private static String http2(int type, int stream, String payload) {
        return http2(type, 0, stream, payload);
    }

    private static String http2(int type, int flags, int stream, String payload) {
        return "\0\0" + (char) payload.length() + (char) type + (char) flags + "\0\0\0" + (char) stream + payload;
    }

    /// Suricata is silent of `client_keyx` towards the client, unless it only watches: nothing but an
    /// acknowledgment goes there.
    ///
    /// @param turn which of those above, from 0, the rule matches with
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flow:to_server; ssl_state:client_hello                  | 0
            flow:to_client; ssl_state:server_hello                  | 1
            flow:to_client; ssl_state:server_keyx                   | 2
            flow:to_server; ssl_state:client_keyx                   | 3
            flow:to_client; ssl_state:client_keyx                   | 3
            flow:to_client; ssl_state:client_keyx; tls.version:1.2  | 3
            flow:to_client; ssl_state:client_keyx; tls.version:1.1  |
            flow:to_server; ssl_state:unknown                       |
            """)
    void shouldMeetEachStateOfATlsHandshake(String options, Integer turn) {
        assertThat(matched("tls", options, HANDSHAKE)).isEqualTo(turns(turn));
    }

    /// Suricata alerts a segment later of `WINDOWUPDATE`, which comes in two, and of 555 together with `/a`.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flow:to_server; http2.frametype:HEADERS                    | 2
            flow:to_server; http2.frametype:PRIORITY                   | 4
            flow:to_server; http2.frametype:WINDOWUPDATE               | 5
            flow:to_server; http2.frametype:DATA                       | 7
            flow:to_server; http2.frametype:RSTSTREAM                  | 8
            flow:to_client; http2.frametype:RSTSTREAM                  |
            flow:to_client; http2.window:777                           | 3
            flow:to_server; http2.window:777                           |
            flow:to_server; http2.window:555                           | 6
            flow:to_server; http2.window:555; http.uri; content:"/a"   | 6
            flow:to_server; http2.window:555; http.uri; content:"/b"   |
            flow:to_server; http2.priority:33                          | 4
            flow:to_server; http2.priority:34                          |
            flow:to_server; http2.errorcode:STREAM_CLOSED              | 8
            flow:to_server; http2.errorcode:REFUSED_STREAM             |
            """)
    void shouldMeetEachFrameOfAnHttp2Stream(String options, Integer turn) {
        assertThat(matched("http2", options, STREAM)).isEqualTo(turns(turn));
    }

    /// The request has ended, and is called off before it is answered. Suricata alerts a segment later of `RSTSTREAM`,
    /// which comes in two.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flow:to_server; http2.frametype:HEADERS                              | 2
            flow:to_server; http2.window:555                                     | 4
            flow:to_server; http2.frametype:RSTSTREAM                            | 5
            flow:to_server; http2.errorcode:CANCEL                               | 6
            flow:to_server; http2.errorcode:CANCEL; http.uri; content:"/a"       | 6
            flow:to_server; http2.errorcode:CANCEL; http.uri; content:"/b"       |
            flow:to_server; http2.errorcode:CANCEL; http2.window:555             | 6
            flow:to_server; http2.errorcode:REFUSED_STREAM                       |
            flow:to_client; http2.errorcode:CANCEL                               |
            """)
    void shouldMeetFramesBehindTheEndOfAnHttp2Request(String options, Integer turn) {
        assertThat(matched("http2", options, ENDED)).isEqualTo(turns(turn));
        assertThat(matched("http2", options, ENDED, false)).hasSameSizeAs(turns(turn));
    }

    private static List<Integer> turns(Integer turn) {
        return turn == null ? List.of() : List.of(turn);
    }

    private static List<Integer> matched(String protocol, String options, String[] turns) {
        return matched(protocol, options, turns, true);
    }

    private static List<Integer> matched(String protocol, String options, String[] turns, boolean enforcing) {
        String rule = "alert " + protocol + " any any -> any any (" + options + "; sid:1;)";
        return Turns.matched(rule, enforcing, turns);
    }
}
