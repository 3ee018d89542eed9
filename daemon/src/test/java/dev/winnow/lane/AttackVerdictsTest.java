package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketBuilder;
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

    /// The verdicts of the last packets.
    private static String last(JudgedTraffic traffic, int packets) {
        String all = traffic.verdicts();
        return all.substring(all.length() - packets);
    }

    @Test
    void shouldAskWhoeverIsNotKnownToConnectTwiceInASynFlood() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS)) {
            Floods.syns(traffic, FLOOD);
            traffic.send(Floods.syn(VISITOR, 5_000)).later(SECOND_NS).send(Floods.syn(VISITOR, 5_000));

            assertThat(last(traffic, 2)).isEqualTo("da");
        }
    }

    @Test
    void shouldLetThoseInAtOnceWhoHaveBeenThereBefore() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS)) {
            new TcpScript().handshake().forEach(traffic::send);
            Floods.syns(traffic, FLOOD);
            traffic.send(Floods.syn(TcpScript.CLIENT, 5_000));

            assertThat(last(traffic, 1)).isEqualTo("a");
        }
    }

    @Test
    void shouldLetThoseInAtOnceWhoHaveAGoodName() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS).knowsForGood(VISITOR)) {
            Floods.syns(traffic, FLOOD);
            traffic.send(Floods.syn(VISITOR, 5_000)).send(Floods.syn("198.18.7.8", 5_000));

            assertThat(last(traffic, 2)).isEqualTo("ad");
        }
    }

    @Test
    void shouldNotBelieveARepetitionThatComesAtOnce() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS)) {
            Floods.syns(traffic, FLOOD);
            traffic.send(Floods.syn(VISITOR, 5_000)).send(Floods.syn(VISITOR, 5_000));

            assertThat(last(traffic, 2)).isEqualTo("dd");
        }
    }

    @Test
    void shouldAskNobodyWhenTheFloodIsOver() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS)) {
            Floods.syns(traffic, FLOOD);
            traffic.later(60 * SECOND_NS).send(Floods.syn(VISITOR, 5_000));

            assertThat(last(traffic, 1)).isEqualTo("a");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"note", "throttle"})
    void shouldAskNobodyWhenTheOperatorDoesNotAllowIt(String reaction) {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS, "attack.reaction=" + reaction)) {
            Floods.syns(traffic, FLOOD);
            traffic.send(Floods.syn(VISITOR, 5_000));

            assertThat(traffic.verdicts()).doesNotContain("d");
        }
    }

    @Test
    void shouldSayInATrialWhatItWouldHaveDone() {
        try (JudgedTraffic traffic = JudgedTraffic.dryRun(RULES, CENSUS)) {
            Floods.syns(traffic, FLOOD);
            traffic.send(Floods.syn(VISITOR, 5_000)).later(SECOND_NS).send(Floods.syn(VISITOR, 5_000));
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
            Floods.syns(traffic, FLOOD);
            traffic.send(Floods.syn(VISITOR, 5_000));

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

    /// A datagram that is no request.
    private static PacketBuilder answer(String source, int port, String host, int hostPort) {
        return PacketBuilder.raw().ipv4(source, host).udp(port, hostPort).payload("an answer");
    }

    /// From ever other reflectors, one a millisecond.
    private static void reflect(JudgedTraffic traffic, int packets) {
        for (int i = 0; i < packets; i++) {
            traffic.send(answer("198.19." + i / 250 % 250 + "." + i % 250, 11_211, SERVER, 40_000));
        }
    }

    private static long dropped(String verdicts) {
        return verdicts.chars().filter(verdict -> verdict == 'd').count();
    }

    @Test
    void shouldLetFewAnswersThroughThatNobodyAskedForWhoeverSendsThem() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS, "attack.throttle.unasked=10")) {
            reflect(traffic, 2_000);

            // 500 within ten seconds make the flood, ten go at once behind it, and ten a second from then on.
            assertThat(dropped(traffic.verdicts())).isBetween(1_400L, 1_490L);
            assertThat(dropped(last(traffic, 1_000))).isBetween(985L, 991L);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // an answer to a question that was asked meanwhile, and what comes after it
        "198.18.7.9, 53, " + SERVER + ", 5353, true",
        "198.18.7.9, 11211, " + SERVER + ", 40001, true",
        // of another service, another host, no service that answers unasked
        "198.18.7.9, 123, " + SERVER + ", 40000, false",
        "198.18.7.9, 11211, 198.18.0.77, 40000, false",
        "198.18.7.9, 40000, " + SERVER + ", 53, false"
    })
    void shouldLetAnswersThroughThatWereAskedForAndWhateverElseThereIs(
            String source, int port, String host, int hostPort, boolean asked) {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS, "attack.throttle.unasked=1")) {
            reflect(traffic, 1_000);
            if (asked) {
                traffic.send(answer(host, hostPort, source, port));
            }
            traffic.send(answer(source, port, host, hostPort)).send(answer(source, port, host, hostPort));

            assertThat(last(traffic, 2)).isEqualTo("aa");
            reflect(traffic, 2);
            assertThat(last(traffic, 2)).isEqualTo("dd");
        }
    }

    @Test
    void shouldLetAnswersThroughOfWhoComesFirst() {
        try (JudgedTraffic traffic =
                new JudgedTraffic(RULES, true, CENSUS, "attack.throttle.unasked=1", "ban.allow=[198.18.7.9]")) {
            reflect(traffic, 1_000);
            traffic.send(answer("198.18.7.9", 11_211, SERVER, 40_000))
                    .send(answer("198.18.7.8", 11_211, SERVER, 40_000));

            assertThat(last(traffic, 2)).isEqualTo("ad");
        }
    }

    @Test
    void shouldLetAnswersThroughAgainWhenTheFloodIsOver() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS, "attack.throttle.unasked=1")) {
            reflect(traffic, 1_000);
            traffic.later(60 * SECOND_NS);
            reflect(traffic, 20);

            assertThat(last(traffic, 20)).doesNotContain("d");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"attack.reaction=note", "attack.throttle.unasked=0", "stream.async-oneside=yes"})
    void shouldLetAllAnswersThroughWhereNothingElseIsWantedOrQuestionsGoByUnseen(String setting) {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS, setting)) {
            reflect(traffic, 2_000);

            assertThat(traffic.verdicts()).doesNotContain("d");
        }
    }

    @Test
    void shouldLetFewFragmentsThroughOfStrangersInAFloodOfThem() {
        try (JudgedTraffic traffic =
                new JudgedTraffic(RULES, true, CENSUS, "attack.throttle.unasked=10").knowsForGood("198.18.7.7")) {
            new TcpScript().handshake().forEach(traffic::send);
            for (int i = 0; i < 2_000; i++) {
                traffic.send(fragment("198.19." + i / 250 + "." + i % 250, i));
            }
            assertThat(dropped(last(traffic, 900))).isBetween(885L, 892L);

            traffic.send(fragment(VISITOR, 1))
                    .send(fragment(TcpScript.CLIENT, 1))
                    .send(fragment("198.18.7.8", 1));
            assertThat(last(traffic, 3)).isEqualTo("aad");
        }
    }

    private static PacketBuilder fragment(String source, int id) {
        return PacketBuilder.raw()
                .ipv4(source, SERVER)
                .id(id)
                .fragmentBits(1)
                .fragmentOffset(8)
                .protocol(IpProtocol.UDP)
                .payload("x".repeat(64));
    }

    @Test
    void shouldThrottleAsLongAsTheFloodGoesOn() {
        try (JudgedTraffic traffic = new JudgedTraffic(
                RULES, true, CENSUS, "attack.request-flood.requests=50", "attack.throttle.packets=5")) {
            Floods.requests(traffic, 2_000, SECOND_NS / 50);

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
            traffic.send(Floods.syn(VISITOR, 5_000));

            assertThat(last(traffic, 2)).isEqualTo("aa");
        }
    }

    @Test
    void shouldLetAThrottledSourceThroughSlowly() {
        try (JudgedTraffic traffic = new JudgedTraffic(
                RULES, true, CENSUS, "attack.request-flood.requests=50", "attack.throttle.packets=10")) {
            Floods.requests(traffic, 200, 0);

            // 50 make the flood, ten go at once behind it, and ten a second in the third of a second that is left.
            assertThat(traffic.verdicts()
                            .chars()
                            .filter(verdict -> verdict == 'd')
                            .count())
                    .isBetween(130L, 140L);
            traffic.later(60 * SECOND_NS).send(Floods.syn(TcpScript.CLIENT, 9));
            assertThat(last(traffic, 1)).isEqualTo("a");
        }
    }
}
