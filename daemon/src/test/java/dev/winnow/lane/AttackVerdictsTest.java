package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is done about attacks where verdicts take effect: packets in, verdicts out.
final class AttackVerdictsTest {
    private static final String RULES = "alert tcp any any -> any any (content:\"nobody says this\"; sid:1;)";
    private static final String CENSUS = "attack.enabled=yes";
    private static final String SERVER = TcpScript.SERVER;
    private static final String VISITOR = "198.18.7.7";
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int FLOOD = 1_000;

    private static PacketBuilder syn(String source, int port) {
        return PacketBuilder.raw().ipv4(source, SERVER).tcp(port, 80).flags(TcpFlags.SYN);
    }

    private static void flood(JudgedTraffic traffic) {
        for (int i = 0; i < FLOOD; i++) {
            traffic.send(syn("198.19." + i / 250 + "." + i % 250, 1_024 + i));
        }
    }

    /// The verdicts of the last packets.
    private static String last(JudgedTraffic traffic, int packets) {
        String all = traffic.verdicts();
        return all.substring(all.length() - packets);
    }

    @Test
    void shouldAskWhoeverIsNotKnownToConnectTwiceInASynFlood() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS)) {
            flood(traffic);
            traffic.send(syn(VISITOR, 5_000)).later(SECOND_NS).send(syn(VISITOR, 5_000));

            assertThat(last(traffic, 2)).isEqualTo("da");
        }
    }

    @Test
    void shouldLetThoseInAtOnceWhoHaveBeenThereBefore() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS)) {
            new TcpScript().handshake().forEach(traffic::send);
            flood(traffic);
            traffic.send(syn(TcpScript.CLIENT, 5_000));

            assertThat(last(traffic, 1)).isEqualTo("a");
        }
    }

    @Test
    void shouldLetThoseInAtOnceWhoHaveAGoodName() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS).knowsForGood(VISITOR)) {
            flood(traffic);
            traffic.send(syn(VISITOR, 5_000)).send(syn("198.18.7.8", 5_000));

            assertThat(last(traffic, 2)).isEqualTo("ad");
        }
    }

    @Test
    void shouldNotBelieveARepetitionThatComesAtOnce() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS)) {
            flood(traffic);
            traffic.send(syn(VISITOR, 5_000)).send(syn(VISITOR, 5_000));

            assertThat(last(traffic, 2)).isEqualTo("dd");
        }
    }

    @Test
    void shouldAskNobodyWhenTheFloodIsOver() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS)) {
            flood(traffic);
            traffic.later(60 * SECOND_NS).send(syn(VISITOR, 5_000));

            assertThat(last(traffic, 1)).isEqualTo("a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"note", "throttle"})
    void shouldAskNobodyWhenTheOperatorDoesNotAllowIt(String reaction) {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS, "attack.reaction=" + reaction)) {
            flood(traffic);
            traffic.send(syn(VISITOR, 5_000));

            assertThat(traffic.verdicts()).doesNotContain("d");
        }
    }

    @Test
    void shouldSayInATrialWhatItWouldHaveDone() {
        try (JudgedTraffic traffic = JudgedTraffic.dryRun(RULES, CENSUS)) {
            flood(traffic);
            traffic.send(syn(VISITOR, 5_000)).later(SECOND_NS).send(syn(VISITOR, 5_000));
            assertThat(last(traffic, 2)).isEqualTo("da");
        }
        try (JudgedTraffic traffic = JudgedTraffic.dryRun(RULES, CENSUS)) {
            new TcpScript()
                    .packets("> 1 $MyNick joe|$Lock EXTENDEDPROTOCOLABC Pk=x|\n> 48 more")
                    .forEach(traffic::send);
            assertThat(traffic.verdicts()).isEqualTo("aaada");
        }
    }

    @Test
    void shouldOnlyTellWhereVerdictsTakeNoEffect() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, false, CENSUS)) {
            flood(traffic);
            traffic.send(syn(VISITOR, 5_000));

            assertThat(traffic.verdicts()).doesNotContain("d");
        }
    }

    @ParameterizedTest
    @CsvSource({"cut, d", "challenge, a"})
    void shouldEndAConnectionThatSpeaksWhatDoesNotBelongThere(String reaction, String verdict) {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS, "attack.reaction=" + reaction)) {
            TcpScript script = new TcpScript();
            List<byte[]> packets = new ArrayList<>(script.handshake());
            String greeting = "$MyNick joe|$Lock EXTENDEDPROTOCOLABC Pk=x|";
            packets.add(script.client(1, greeting));
            packets.add(script.client(1 + greeting.length(), "more"));
            packets.forEach(traffic::send);

            assertThat(traffic.verdicts()).isEqualTo("aaa" + verdict.repeat(2));
        }
    }

    private static long dropped(String verdicts) {
        return verdicts.chars().filter(verdict -> verdict == 'd').count();
    }

    @Test
    void shouldThrottleAsLongAsTheFloodGoesOn() {
        try (JudgedTraffic traffic = new JudgedTraffic(
                RULES, true, CENSUS, "attack.request-flood.requests=50", "attack.throttle.packets=5")) {
            TcpScript script = new TcpScript();
            script.handshake().forEach(traffic::send);
            String request = "GET /same HTTP/1.1\r\nHost: a\r\n\r\n";
            String answer = "HTTP/1.1 204 No Content\r\n\r\n";
            for (int i = 0; i < 2_000; i++) {
                traffic.later(SECOND_NS / 50).send(script.client(1 + i * request.length(), request));
                traffic.send(script.server(1 + i * answer.length(), answer));
            }

            // In the last five of forty seconds, 250 requests.
            assertThat(dropped(last(traffic, 500))).isBetween(215L, 235L);
        }
    }

    @Test
    void shouldNotDropTheNextPacketForOneThatARuleLetsPass() {
        String pass = "pass tcp 198.18.0.0/24 any -> any 80 (sid:2;)";
        try (JudgedTraffic traffic = new JudgedTraffic(pass, true, CENSUS, "attack.reaction=cut")) {
            TcpScript script = new TcpScript();
            script.handshake().forEach(traffic::send);
            traffic.send(script.client(1, "$MyNick joe|$Lock EXTENDEDPROTOCOLABC Pk=x|"));
            traffic.send(syn(VISITOR, 5_000));

            assertThat(last(traffic, 2)).isEqualTo("aa");
        }
    }

    @Test
    void shouldLetAThrottledSourceThroughSlowly() {
        try (JudgedTraffic traffic = new JudgedTraffic(
                RULES, true, CENSUS, "attack.request-flood.requests=50", "attack.throttle.packets=10")) {
            TcpScript script = new TcpScript();
            script.handshake().forEach(traffic::send);
            String request = "GET /same HTTP/1.1\r\nHost: a\r\n\r\n";
            String answer = "HTTP/1.1 204 No Content\r\n\r\n";
            for (int i = 0; i < 200; i++) {
                traffic.send(script.client(1 + i * request.length(), request));
                traffic.send(script.server(1 + i * answer.length(), answer));
            }

            // 50 make the flood, ten go at once behind it, and ten a second in the third of a second that is left.
            assertThat(traffic.verdicts()
                            .chars()
                            .filter(verdict -> verdict == 'd')
                            .count())
                    .isBetween(130L, 140L);
            traffic.later(60 * SECOND_NS).send(syn(TcpScript.CLIENT, 9));
            assertThat(last(traffic, 1)).isEqualTo("a");
        }
    }
}
