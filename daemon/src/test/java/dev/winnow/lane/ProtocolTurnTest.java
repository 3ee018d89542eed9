package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Connections that turn to another protocol, or to ciphertext: what was said before is judged by the rules about it,
/// and a drop outlives the turn. The numbers are those of Suricata 7.0.10, which at the
/// end of a flow speaks two times more of the protocol alone.
final class ProtocolTurnTest {
    private static final String[] TUNNEL = {
        "CONNECT a:22 HTTP/1.1^Host: a^^", "<HTTP/1.1 200 OK^^", "SSH-2.0-one^", "<SSH-2.0-two^",
    };

    private static final String[] UPGRADE = {
        "GET / HTTP/1.1^Host: a^Upgrade: h2c^^",
        "<HTTP/1.1 101 Switching^Upgrade: h2c^^" + "\0\0\0\4\0\0\0\0\0",
        "PRI * HTTP/2.0^^SM^^" + "\0\0\0\4\0\0\0\0\0",
    };

    private static final String[] REQUEST = {
        "GET / HTTP/1.1^Host: a^^", "<HTTP/1.1 200 OK^Content-Length: 2^^ok", "GET /b HTTP/1.1^Host: a^^",
    };

    private static final String[] TLS = {
        record(22, 1, "\3\3" + "r".repeat(32) + "\0\0\2\0\57\1\0"),
        "<" + record(22, 2, "\3\3" + "r".repeat(32) + "\0\0\57\0") + "\27\3\3\0\4data",
        "\27\3\3\0\4more",
    };

    private static String record(int type, int message, String body) {
        return "" + (char) type + "\3\3\0" + (char) (4 + body.length()) + (char) message + "\0\0" + (char) body.length()
                + body;
    }

    /// Suricata speaks of the protocol alone with each later packet too, twice, until the next one is found.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http |                                  | 6
            http | flow:to_client;                  | 3
            http | content:"CONNECT";               | 1
            http | content:"200 OK";                | 1
            http | content:"SSH-2";                 | 0
            http | http.stat_code; content:"200";   | 1
            ssh  | content:"SSH-2.0-one";           | 1
            ssh  | content:"CONNECT";               | 0
            """)
    void shouldTellTheRulesOfATunnelFromThoseOfWhatItCarries(String protocol, String options, int count) {
        assertThat(alerts(protocol, options, TUNNEL)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http1 | content:"101 Switching"; | 1
            http1 | content:"PRI";           | 0
            http2 | content:"PRI";           | 1
            http2 | content:"GET";           | 0
            """)
    void shouldTellAnUpgradeFromWhatItBrings(String protocol, String options, int count) {
        assertThat(alerts(protocol, options, UPGRADE)).isEqualTo(count);
    }

    @Test
    void shouldKeepTheProtocolBeforeAsLongAsNoOtherIsFound() {
        String[] turns = TUNNEL.clone();
        turns[2] = "\u00f1".repeat(80);
        turns[3] = "<" + "\u00f2".repeat(80);
        assertThat(alerts("tcp", "app-layer-protocol:failed;", turns)).isZero();
        assertThat(alerts("http", "content:\"|f1 f1|\";", turns)).isEqualTo(1);
        assertThat(alerts("tcp", "app-layer-protocol:failed;", turns[2], turns[3]))
                .isPositive();
    }

    @Test
    void shouldDropWhatFollowsATurnWithTheProtocolBefore() {
        String rule = "drop http any any -> any any (flow:to_client; http.stat_code; content:\"%s\"; sid:1;)";
        try (JudgedTraffic dropped = new JudgedTraffic(rule.formatted("101"), true);
                JudgedTraffic other = new JudgedTraffic(rule.formatted("200"), true)) {
            Turns.packets(UPGRADE).forEach(dropped::send);
            Turns.packets(UPGRADE).forEach(other::send);
            assertThat(dropped.verdicts()).matches("a{5}d+");
            assertThat(dropped.alerts()).containsExactly(1L);
            assertThat(other.verdicts()).matches("a+");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            drop   | tcp  | content:"GET";                     | 1 | 5
            reject | http | http.method; content:"GET";        | 1 | 5
            drop   | tcp  | flags:PA; content:"GET";           | 2 | 8
            alert  | tcp  | content:"GET";                     | 2 | 8
            drop   | tcp  | content:"PUT";                     | 0 | 8
            """)
    void shouldBeSilentBehindADropThatNobodyEnforces(
            String action, String protocol, String options, int own, int others) {
        String rules = action + " " + protocol + " any any -> any any (" + options + " sid:1;)\n"
                + "alert tcp any any -> any any (dsize:0; sid:2;)";
        try (JudgedTraffic traffic = new JudgedTraffic(rules, false)) {
            Turns.packets(REQUEST).forEach(traffic::send);
            traffic.end();
            assertThat(Collections.frequency(traffic.alerts(), 1L)).isEqualTo(own);
            assertThat(Collections.frequency(traffic.alerts(), 2L)).isEqualTo(others);
        }
    }

    /// With `bypass` rules speak of the protocol alone at the turn as well, once for each direction.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            default | tcp | content:"rrrr"; | 1
            bypass  | tcp | content:"rrrr"; | 2
            full    | tcp | content:"rrrr"; | 2
            default | tcp | content:"more"; | 0
            bypass  | tcp | content:"more"; | 0
            full    | tcp | content:"more"; | 1
            default | tcp | dsize:>0;        | 2
            full    | tcp | dsize:>0;        | 3
            default | tcp | dsize:!9999;     | 2
            default | tcp | dsize:<9999;     | 11
            full    | tcp | dsize:<9999;     | 11
            default | tls |                 | 7
            bypass  | tls |                 | 9
            full    | tls |                 | 7
            """)
    void shouldTreatCiphertextAsTheOperatorSays(String handling, String protocol, String options, int count) {
        String setting = "app-layer.protocols.tls.encryption-handling=" + handling;
        assertThat(alertsWith(setting, protocol, options, TLS)).isEqualTo(count);
    }

    private static int alerts(String protocol, String options, String... turns) {
        return alertsWith("stream.midstream=no", protocol, options, turns);
    }

    private static int alertsWith(String setting, String protocol, String options, String... turns) {
        String rule =
                "alert %s any any -> any any (%ssid:1;)".formatted(protocol, options == null ? "" : options + " ");
        try (JudgedTraffic traffic = new JudgedTraffic(rule, false, setting)) {
            Turns.packets(turns).forEach(traffic::send);
            return traffic.end().alerts().size();
        }
    }
}
