package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.detect.RuleCompiler;
import dev.winnow.detect.RuleData;
import dev.winnow.detect.cache.DatabaseCache;
import dev.winnow.detect.dataset.DatasetSettings;
import dev.winnow.detect.dataset.Datasets;
import dev.winnow.detect.reputation.Countries;
import dev.winnow.detect.reputation.Reputations;
import dev.winnow.flow.FlowSettings;
import dev.winnow.rule.syntax.Action;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules take the place of others between two packets, and connections go on: what they know stays, what is newly asked
/// of their bytes is known of the next ones.
final class RuleReloadTest {
    private static final int HANDSHAKE = 3;
    private static final int PACKETS_OF_A_TURN = 2;
    private static final String SET = "alert tcp any any -> any any (content:\"login\"; flowbits:set,in; sid:1;)\n";
    private static final String ASK = "alert tcp any any -> any any (content:\"secret\"; flowbits:isset,in; sid:2;)\n";

    @TempDir
    private Path folder;

    /// The alerts of one connection, in whose midst the rules are exchanged.
    ///
    /// @param before turns of the connection under the first rules
    private static List<Long> alerts(String first, int before, String second, String... turns) {
        try (JudgedTraffic traffic = new JudgedTraffic(first, true)) {
            return exchange(traffic, before, second, turns).alerts();
        }
    }

    private static JudgedTraffic exchange(JudgedTraffic traffic, int before, String second, String... turns) {
        List<byte[]> packets = Turns.packets(turns);
        int border = HANDSHAKE + before * PACKETS_OF_A_TURN;
        packets.subList(0, border).forEach(traffic::send);
        traffic.reload(second);
        packets.subList(border, packets.size()).forEach(traffic::send);
        return traffic;
    }

    @Test
    void shouldJudgeConnectionsUnderWayByTheNewRules() {
        String old = "alert tcp any any -> any any (flow:established; content:\"old\"; sid:1;)";
        String fresh = "drop tcp any any -> any any (flow:established; content:\"new\"; sid:2;)";
        assertThat(alerts(old, 1, fresh, "old new")).containsExactly(1L);
        assertThat(alerts(old, 1, fresh, "old", "old new")).containsExactly(1L, 2L);
    }

    @Test
    void shouldGoOnDroppingAndPassingWhatWasDecidedBefore() {
        String old = "drop tcp any any -> any any (content:\"bad\"; sid:1;)\n"
                + "pass tcp any any -> any any (content:\"good\"; sid:2;)";
        String fresh = "drop tcp any any -> any any (content:\"more\"; sid:3;)";
        try (JudgedTraffic traffic = new JudgedTraffic(old, true)) {
            assertThat(exchange(traffic, 1, fresh, "bad", "x").verdicts())
                    .startsWith("aaad")
                    .endsWith("ddddd");
        }
        try (JudgedTraffic traffic = new JudgedTraffic(old, true)) {
            assertThat(exchange(traffic, 1, fresh, "good", "more").verdicts()).doesNotContain("d");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 70, 2_000})
    void shouldKeepFlowBitsWhateverComesBesideThem(int others) {
        String many = IntStream.range(0, others)
                .mapToObj(i -> "alert tcp any any -> any any (content:\"login\"; flowbits:set,x" + i + "; flowint:i" + i
                        + ",+,1; sid:" + (100 + i) + ";)\n")
                .collect(Collectors.joining());
        assertThat(alerts(SET, 1, many + ASK, "login", "secret")).containsExactly(1L, 2L);
        assertThat(alerts(SET, 1, many + ASK, "logout", "secret")).isEmpty();
    }

    @Test
    void shouldKeepFlowIntegersAndCapturedTextsOfOldFlowsBesideNewOnes() {
        String old = "alert tcp any any -> any any (content:\"one\"; flowint:nn,+,5; noalert; sid:1;)\n"
                + "alert tcp any any -> any any (pcre:\"/user=(?P<flow_user>[a-z]+)/\"; noalert; sid:2;)";
        String fresh =
                "alert tcp any any -> any any (content:\"two\"; flowint:mm,+,1; flowbits:set,b; noalert; sid:3;)\n"
                        + "alert tcp any any -> any any (content:\"end\"; flowint:nn,==,5; flowint:mm,==,1; flowbits:isset,b;"
                        + " flowvar:user,\"eve\"; sid:4;)";
        assertThat(alerts(old, 1, fresh, "one user=eve", "two", "end")).containsExactly(4L);
    }

    @Test
    void shouldNotRepeatWhatARuleHasSaidOfATransaction() {
        String rule = "alert http any any -> any any (http.request_body; content:\"evil\"; sid:7;)\n";
        String other = "alert http any any -> any any (http.request_body; content:\"more\"; sid:3;)\n";
        String head = "POST / HTTP/1.1^Host: a^Content-Length: 15^^";
        assertThat(alerts(rule, 1, other + rule, head + "evil", " evil", " more!"))
                .containsExactly(7L, 3L);
    }

    @Test
    void shouldHaveARuleWaitOnThatWaitsForTheRestOfItsTransaction() {
        String rule = "alert http any any -> any any (http.uri; content:\"/wait\"; http.request_body; content:!\"ok\";"
                + " sid:7;)\n";
        String other = "alert http any any -> any any (http.method; content:\"PUT\"; sid:3;)\n";
        String head = "POST /wait HTTP/1.1^Host: a^";
        assertThat(alerts(rule, 1, other + rule, head, "Content-Length: 4^^", "evil"))
                .containsExactly(7L);
        assertThat(alerts(rule, 1, other, head, "Content-Length: 4^^", "evil")).isEmpty();
    }

    @Test
    void shouldNotTakeAPacketRuleForTheTransactionRuleThatWaitedUnderItsNumber() {
        String waits = "alert http any any -> any any (http.uri; content:\"/wait\"; http.request_body; content:!\"ok\";"
                + " sid:7;)\n";
        String packets = "alert tcp any any -> any any (content:\"once\"; sid:7;)";
        assertThat(alerts(waits, 1, packets, "POST /wait HTTP/1.1^Host: a^", "Content-Length: 4^^", "once"))
                .containsExactly(7L);
        assertThat(alerts(waits, 1, packets, "POST /wait HTTP/1.1^Host: a^", "Content-Length: 4^^", "none"))
                .isEmpty();
    }

    @Test
    void shouldNotTakeForAbsentWhatTheParserOfAnOldConnectionWasNotAskedFor() {
        String old = "alert http any any -> any any (http.uri; content:\"/none\"; sid:1;)";
        String fresh = "drop http any any -> any any (http.request_body; content:!\"token\"; sid:2;)";
        String head = "POST /x HTTP/1.1^Host: a^Content-Length: 5^^";
        assertThat(alerts(old, 1, fresh, head + "token", head + "token")).isEmpty();
        assertThat(alerts(old, 1, fresh, head + "other", head + "other")).isEmpty();
        assertThat(alerts(old, 0, fresh, head + "other")).containsExactly(2L);
        assertThat(alerts(old, 0, fresh, head + "token")).isEmpty();
    }

    @Test
    void shouldNotTakeForNoneWhatTheParserOfAnOldConnectionDoesNotCount() {
        String old = "alert tls any any -> any any (tls.sni; content:\"a\"; sid:1;)";
        String fresh = "drop tls any any -> any any (tls.cert_chain_len:<1; sid:2;)";
        String counting = "drop tls any any -> any any (tls.cert_chain_len:1; sid:3;)";
        assertThat(alerts(old, 1, fresh + "\n" + counting, CertificateTimeTest.handshake()))
                .isEmpty();
        assertThat(alerts(old, 0, fresh + "\n" + counting, CertificateTimeTest.handshake()))
                .containsExactly(3L);
    }

    @Test
    void shouldFollowConnectionsThatBeginAfterRulesThatAskForThem() {
        String old = "alert tcp any any -> any any (content:\"x\"; offset:900; sid:1;)";
        String fresh = "alert http any any -> any any (flow:established; http.uri; content:\"/evil\"; sid:2;)";
        try (JudgedTraffic traffic = new JudgedTraffic(old, true)) {
            traffic.reload(fresh);
            Turns.packets("GET /evil HTTP/1.1^Host: a^^").forEach(traffic::send);
            assertThat(traffic.alerts()).containsExactly(2L);
            traffic.reload(old).reload(fresh);
            assertThat(traffic.alerts()).containsExactly(2L);
        }
    }

    @Test
    void shouldCountTowardsThresholdsAsBefore() {
        String rule = "alert tcp any any -> any any (content:\"hit\"; threshold:type both,track by_src,count 3,"
                + "seconds 60; sid:5;)";
        assertThat(alerts(rule, 2, rule, "hit 1", "hit 2", "hit 3", "hit 4")).containsExactly(5L);
    }

    @Test
    void shouldKeepWhatRulesHaveLearned() {
        String set = "(http.uri; dataset:%s,seen,type string,state seen.lst; sid:%d;)";
        String learn = "alert http any any -> any any " + set.formatted("set", 1);
        String ask = "alert http any any -> any any " + set.formatted("isset", 2);
        String request = "GET /learned HTTP/1.1^Host: a^^";
        RuleData first = data();
        try (JudgedTraffic traffic = new JudgedTraffic(
                learn,
                rules -> RuleCompiler.compile(rules, Action::ordinal, List.of(), first, DatabaseCache.none()),
                true)) {
            Turns.packets(request).forEach(traffic::send);
            traffic.end().reload(ask, data());
            Turns.packets(request).forEach(traffic::send);
            assertThat(traffic.alerts()).contains(2L);
        }
        assertThat(folder.resolve("seen.lst")).exists();
    }

    private RuleData data() {
        return new RuleData(
                new Datasets(
                        DatasetSettings.in(folder), notice -> assertThat(notice).isNull()),
                Reputations.NONE,
                Countries.NONE);
    }

    @Test
    void shouldRefuseMoreVariablesThanAFlowHolds() {
        assertThatThrownBy(() -> FlowSettings.DEFAULT.withVariables(0, 1 << 20))
                .hasMessageContaining("too many flow variables");
    }
}
