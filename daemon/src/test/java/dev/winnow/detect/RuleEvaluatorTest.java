package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.Malformed;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.syntax.Action;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleEvaluatorTest {
    private static final String TCP = " tcp any any -> any any (content:\"x\"; ";

    @ParameterizedTest
    @CsvSource({
        "alert, false, false, false",
        "drop, true, false, false",
        "reject, true, true, false",
        "rejectsrc, true, true, false",
        "rejectdst, true, false, true",
        "rejectboth, true, true, true"
    })
    void shouldGiveTheVerdictOfTheAction(String action, boolean drops, boolean tellsSource, boolean tellsDestination) {
        try (Judge judge = new Judge(action + TCP + "sid:1;)")) {
            assertThat(judge.alerts(TestPackets.tcp("x"))).containsExactly(1L);
            assertThat(VerdictWord.isDrop(judge.verdict())).isEqualTo(drops);
            assertThat(Reason.of(judge.verdict())).isEqualTo(drops ? Reason.RULE : Reason.NONE);
            assertThat((judge.verdict() & VerdictWord.REJECT_SOURCE) != 0).isEqualTo(tellsSource);
            assertThat((judge.verdict() & VerdictWord.REJECT_DESTINATION) != 0).isEqualTo(tellsDestination);
        }
    }

    @Test
    void shouldAskByActionThenPriorityThenSid() {
        String rules = "alert" + TCP + "priority:1; sid:1;)\n"
                + "reject" + TCP + "sid:2;)\n"
                + "drop" + TCP + "priority:2; sid:4;)\n"
                + "drop" + TCP + "priority:2; sid:3;)\n"
                + "drop" + TCP + "priority:1; sid:9;)\n";
        try (Judge judge = new Judge(rules)) {
            assertThat(judge.alerts(TestPackets.tcp("x"))).containsExactly(9L, 3L, 4L, 2L, 1L);
            assertThat(judge.sid(judge.matches().dropRule())).isEqualTo(9);
            assertThat(judge.matches().action(3)).isEqualTo(Action.REJECT);
            assertThat(judge.verdict() & VerdictWord.REJECT_SOURCE).isNotZero();
        }
    }

    @Test
    void shouldAskNoFurtherRuleAfterAPassRule() {
        try (Judge judge = new Judge("drop" + TCP + "sid:1;)\npass" + TCP + "sid:2;)")) {
            assertThat(judge.alerts(TestPackets.tcp("x"))).isEmpty();
            assertThat(judge.verdict()).isEqualTo(VerdictWord.ACCEPT);
            assertThat(judge.sid(judge.matches().passRule())).isEqualTo(2);
            assertThat(judge.alerts(TestPackets.tcp("y"))).isEmpty();
            assertThat(judge.matches().passRule()).isEqualTo(-1);
        }
    }

    @Test
    void shouldForgetThePacketBefore() {
        try (Judge judge = new Judge("drop" + TCP + "sid:1;)")) {
            judge.alerts(TestPackets.tcp("x"));

            assertThat(judge.alerts(TestPackets.tcp("y"))).isEmpty();
            assertThat(judge.verdict()).isEqualTo(VerdictWord.ACCEPT);
            assertThat(judge.matches().dropRule()).isEqualTo(-1);
        }
    }

    @Test
    void shouldKeepTheFirstAlertsAndCountTheRest() {
        String rules = IntStream.rangeClosed(1, 20)
                .mapToObj(sid -> "alert" + TCP + "sid:" + sid + ";)")
                .collect(Collectors.joining("\n"));
        try (Judge judge = new Judge(rules)) {
            assertThat(judge.alerts(TestPackets.tcp("x")))
                    .hasSize(15)
                    .startsWith(1L)
                    .endsWith(15L);
            assertThat(judge.matches().discarded()).isEqualTo(5);
        }
    }

    @Test
    void shouldDropInSilenceWithNoalert() {
        try (Judge judge = new Judge("drop" + TCP + "noalert; sid:1;)")) {
            assertThat(judge.alerts(TestPackets.tcp("x"))).isEmpty();
            assertThat(VerdictWord.isDrop(judge.verdict())).isTrue();
            assertThat(judge.sid(judge.matches().dropRule())).isEqualTo(1);
            assertThat(judge.matches().suppressed()).isEqualTo(1);
        }
    }

    @Test
    void shouldGoOnDroppingWhenALimitSilencesTheAlert() {
        String limit = "threshold:type limit, track by_src, count 1, seconds 60; sid:1;)";
        try (Judge judge = new Judge("drop" + TCP + limit)) {
            assertThat(judge.alerts(TestPackets.tcp("x"))).containsExactly(1L);
            assertThat(judge.alerts(TestPackets.tcp("x"))).isEmpty();
            assertThat(VerdictWord.isDrop(judge.verdict())).isTrue();
        }
    }

    @Test
    void shouldNotDropBeforeADetectionFilterIsReached() {
        String filter = "detection_filter:track by_dst, count 2, seconds 60; sid:1;)";
        try (Judge judge = new Judge("drop" + TCP + filter)) {
            for (int i = 0; i < 2; i++) {
                assertThat(judge.alerts(TestPackets.tcp("x"))).isEmpty();
                assertThat(judge.verdict()).isEqualTo(VerdictWord.ACCEPT);
            }
            assertThat(judge.alerts(TestPackets.tcp("x"))).containsExactly(1L);
            assertThat(VerdictWord.isDrop(judge.verdict())).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({"by_src, 0, 1", "by_dst, 1, 0", "by_both, 1, 1", "by_rule, 0, 0"})
    void shouldCountApartWhatIsTracked(String track, int alertsToAnotherHost, int alertsFromAnotherHost) {
        String limit = "threshold:type limit, track " + track + ", count 1, seconds 60; sid:1;)";
        try (Judge judge = new Judge("alert" + TCP + limit)) {
            assertThat(judge.alerts(between("198.18.0.1", "198.18.0.2"))).hasSize(1);
            assertThat(judge.alerts(between("198.18.0.1", "198.18.0.3"))).hasSize(alertsToAnotherHost);
            assertThat(judge.alerts(between("198.18.0.4", "198.18.0.2"))).hasSize(alertsFromAnotherHost);
        }
    }

    @Test
    void shouldCountAPairOfHostsInBothDirectionsTogether() {
        String limit = "threshold:type limit, track by_both, count 1, seconds 60; sid:1;)";
        try (Judge judge = new Judge("alert" + TCP + limit)) {
            assertThat(judge.alerts(between("198.18.0.1", "198.18.0.2"))).hasSize(1);
            assertThat(judge.alerts(between("198.18.0.2", "198.18.0.1"))).isEmpty();
        }
    }

    private static PacketView between(String source, String destination) {
        return TestPackets.view(
                PacketBuilder.raw().ipv4(source, destination).tcp(1, 2).payload("x"));
    }

    @Test
    void shouldScanOnlyPayloadsOfGroupsWithLiterals() {
        try (Judge judge = new Judge("alert" + TCP + "sid:1;)\nalert udp any any -> any any (sid:2;)")) {
            assertThat(judge.alerts(TestPackets.tcp(""))).isEmpty();
            assertThat(judge.alerts(TestPackets.view(PacketBuilder.raw()
                            .ipv4(TestPackets.CLIENT, TestPackets.SERVER)
                            .udp(1, 2)
                            .payload("x"))))
                    .containsExactly(2L);
            assertThat(judge.counters().scans()).isZero();

            assertThat(judge.alerts(TestPackets.tcp("x"))).containsExactly(1L);
            assertThat(judge.counters().scans()).isEqualTo(1);
        }
    }

    @Test
    void shouldLookOnlyAtRulesWhoseLiteralIsThere() {
        String rules = "alert tcp any any -> any any (content:\"needle\"; content:\"e\"; sid:1;)\n"
                + "alert tcp any any -> any any (content:\"e\"; sid:2;)";
        try (Judge judge = new Judge(rules)) {
            assertThat(judge.alerts(TestPackets.tcp("hay, hence"))).containsExactly(2L);
            assertThat(judge.counters().candidates()).isEqualTo(1);
        }
    }

    @Test
    void shouldBelieveOnlyTheIpHeaderOfAMalformedPacket() {
        PacketView view = TestPackets.view(PacketBuilder.raw()
                .ipv4(TestPackets.CLIENT, TestPackets.SERVER)
                .udp(1, 2)
                .udpLength(9999)
                .payload("x"));
        assertThat(view.malformed()).isEqualTo(Malformed.UDP_HEADER);
        String rules = "alert udp any 1 -> any any (sid:1;)\nalert ip 198.18.0.1 any -> any any (sid:2;)";
        try (Judge judge = new Judge(rules)) {
            assertThat(judge.alerts(view)).containsExactly(2L);
        }
    }

    @Test
    void shouldGiveUpOnContentsThatCombineInTooManyWays() {
        String rule =
                "alert tcp any any -> any any (content:\"a\"; content:\"a\"; within:200; content:\"a\"; within:200;"
                        + " content:\"b\"; within:1; content:\"b\"; distance:-1000; sid:1;)";
        try (Judge judge = new Judge(rule)) {
            assertThat(judge.alerts(TestPackets.tcp("b" + "a".repeat(300)))).isEmpty();
            assertThat(judge.counters().inspectionsCutShort()).isEqualTo(1);
            assertThat(judge.alerts(TestPackets.tcp("b" + "a".repeat(3) + "b"))).containsExactly(1L);
        }
    }

    @Test
    void shouldGiveUpOnRegexesThatBacktrackTooMuchNegatedOrNot() {
        String rules = "alert tcp any any -> any any (pcre:\"/(a?){40}(a*)*(?:a*)*[^a]$/\"; sid:1;)\n"
                + "alert tcp any any -> any any (pcre:!\"/(a?){40}(a*)*(?:a*)*[^a]$/\"; sid:2;)";
        try (Judge judge = new Judge(rules)) {
            assertThat(judge.alerts(TestPackets.tcp("a".repeat(400)))).isEmpty();
            assertThat(judge.counters().regexesCutShort()).isEqualTo(2);
        }
    }

    @Test
    void shouldDescribeTheProgram() {
        String rules = "alert" + TCP + "sid:1;)\nalert" + TCP + "sid:2;)\n"
                + "alert ip any any -> any any (content:!\"x\"; pcre:\"/x/\"; sid:3;)";
        try (Judge judge = new Judge(rules)) {
            ProgramStatistics statistics = judge.program().statistics();

            assertThat(statistics.rules()).isEqualTo(3);
            assertThat(statistics.regexes()).isEqualTo(1);
            assertThat(statistics.groups().getFirst().patterns()).isEqualTo(1);
            ProgramStatistics.Group tcp = statistics.groups().getFirst();
            assertThat(tcp.name()).isEqualTo("tcp to_server");
            assertThat(tcp.rules()).isEqualTo(3);
            assertThat(tcp.unfiltered()).isEqualTo(1);
            assertThat(tcp.databaseBytes()).isPositive().isLessThanOrEqualTo(statistics.databaseBytes());
        }
    }

    @Test
    void shouldAcceptEverythingWithoutRules() {
        try (Judge judge = new Judge("")) {
            assertThat(judge.alerts(TestPackets.tcp("x"))).isEmpty();
            assertThat(judge.verdict()).isEqualTo(VerdictWord.ACCEPT);
        }
    }
}
