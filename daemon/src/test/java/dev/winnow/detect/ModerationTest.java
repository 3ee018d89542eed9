package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.syntax.Action;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a threshold.config does to rules, and the order in which actions speak.
class ModerationTest {
    private static final String RULE = " tcp any any -> any any (content:\"x\"; sid:7;)";
    private static final List<Action> USUAL =
            List.of(Action.PASS, Action.DROP, Action.REJECT, Action.REJECTBOTH, Action.ALERT);

    private static final String LIMIT = "event_filter track by_rule, type limit, seconds 9, ";
    private static final String RATE = "rate_filter track by_rule, seconds 9, timeout 9, ";
    private static final Map<String, String> LINES = Map.ofEntries(
            Map.entry("LIMIT7", LIMIT + "gen_id 1, sig_id 7, count 2"),
            Map.entry("LIMIT0", LIMIT + "gen_id 1, sig_id 0, count 2"),
            Map.entry("LIMIT00", LIMIT + "gen_id 0, sig_id 0, count 2"),
            Map.entry("LIMIT08", LIMIT + "gen_id 0, sig_id 7, count 2"),
            Map.entry("MORE7", LIMIT + "gen_id 1, sig_id 7, count 3"),
            Map.entry("MORE0", LIMIT + "gen_id 1, sig_id 0, count 3"),
            Map.entry("DROP7", RATE + "gen_id 1, sig_id 7, count 3, new_action drop"),
            Map.entry("DROP0", RATE + "gen_id 1, sig_id 0, count 3, new_action drop"),
            Map.entry("REJECT0", RATE + "gen_id 1, sig_id 0, count 2, new_action reject"),
            Map.entry("SUPPRESS7", "suppress gen_id 1, sig_id 7"),
            Map.entry("SUPPRESS8", "suppress gen_id 1, sig_id 8"));

    private static PacketView packet(String source, String destination, double seconds) {
        return TestPackets.view(
                PacketBuilder.raw()
                        .ipv4(source, destination)
                        .tcp(40_000, 80)
                        .payload("x")
                        .build(),
                TestPackets.NOW_NS + (long) (seconds * 1e9));
    }

    /// `a` alert, `d` alert and drop, `D` silent drop, `r` alert and reject, `-` nothing, each for one second.
    private static String story(Judge judge, double... times) {
        return IntStream.range(0, times.length)
                .mapToObj(i -> word(judge, packet(TestPackets.CLIENT, TestPackets.SERVER, times[i])))
                .collect(Collectors.joining());
    }

    private static String word(Judge judge, PacketView view) {
        boolean alerts = !judge.alerts(view).isEmpty();
        boolean drops = VerdictWord.isDrop(judge.verdict());
        boolean rejects = VerdictWord.rejects(judge.verdict()) != 0;
        return rejects ? "r" : drops ? (alerts ? "d" : "D") : alerts ? "a" : "-";
    }

    @ParameterizedTest
    @CsvSource({
        "by_src, 198.18.0.1, D",
        "by_src, 198.18.0.2, d",
        "by_dst, 198.18.0.1, d",
        "by_dst, 198.18.0.0/30, D",
        "by_either, 198.18.0.2, D",
        "by_either, 198.18.0.3, d"
    })
    void shouldDropInSilenceWhereAlertsAreSuppressed(String track, String address, String word) {
        try (Judge judge =
                new Judge("drop" + RULE, USUAL, "suppress gen_id 1, sig_id 7, track " + track + ", ip " + address)) {
            assertThat(story(judge, 0)).isEqualTo(word);
        }
    }

    @Test
    void shouldSuppressARuleForAll() {
        try (Judge judge = new Judge("alert" + RULE, USUAL, "suppress gen_id 1, sig_id 7")) {
            assertThat(story(judge, 0)).isEqualTo("-");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alert | drop   | aaaddddaaaad
            alert | reject | aaarrrraaaar
            alert | pass   | aaa----aaaa-
            drop  | alert  | dddaaaadddda
            """)
    void shouldActOtherwiseForAWhileBehindARate(String action, String newAction, String story) {
        String filter = "rate_filter gen_id 1, sig_id 7, track by_src, count 3, seconds 1, timeout 2, new_action ";
        try (Judge judge = new Judge(action + RULE, USUAL, filter + newAction)) {
            // More than 3 within a second at 0.4; then the other action up to the end of second 2; the match at 3.1
            // counts for nothing, the next window begins at 3.2.
            assertThat(story(judge, 0.0, 0.1, 0.2, 0.4, 1.2, 2.1, 2.9, 3.1, 3.2, 3.3, 3.4, 3.5))
                    .isEqualTo(story);
        }
    }

    @Test
    void shouldNameTheRateAsTheReasonOfItsDrop() {
        String filter = "rate_filter gen_id 1, sig_id 7, track by_rule, count 1, seconds 9, timeout 9, new_action drop";
        try (Judge judge = new Judge("alert" + RULE, USUAL, filter)) {
            assertThat(story(judge, 0, 1)).isEqualTo("ad");
            assertThat(Reason.of(judge.verdict())).isEqualTo(Reason.RATE);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "pass, '', alert, -aa",
        "pass, noalert;, alert, -aa",
        "pass, '', drop, -dd",
        "drop, noalert;, alert, D--"
    })
    void shouldTellWhatARateMakesOfAPassRule(String action, String option, String newAction, String story) {
        String filter = "rate_filter gen_id 1, sig_id 7, track by_rule, count 1, seconds 9, timeout 9, new_action ";
        String rule = action + " ip any any -> any any (ttl:>0; " + option + " sid:7;)";
        try (Judge judge = new Judge(rule, USUAL, filter + newAction)) {
            assertThat(story(judge, 0, 1, 2)).isEqualTo(story);
        }
    }

    @Test
    void shouldCountEachAddressApart() {
        String filter = "rate_filter gen_id 1, sig_id 7, track by_dst, count 1, seconds 9, timeout 9, new_action drop";
        try (Judge judge = new Judge("alert" + RULE, USUAL, filter)) {
            assertThat(word(judge, packet("198.18.0.1", "198.18.0.2", 0))).isEqualTo("a");
            assertThat(word(judge, packet("198.18.0.1", "198.18.0.3", 0))).isEqualTo("a");
            assertThat(word(judge, packet("198.18.0.7", "198.18.0.3", 0))).isEqualTo("d");
        }
    }

    /// Rows are rules' own words, columns lines of a threshold.config; both are what Suricata 7.0.10 makes of
    /// them.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                         | LIMIT7         | aa----
            limit, count 1             | LIMIT7         | aa----
            threshold, count 2         | LIMIT7         | aa----
            both, count 2              | LIMIT7         | aa----
            FILTER                     | LIMIT7         | aa----
            ''                         | LIMIT0         | aa----
            limit, count 1             | LIMIT0         | a-----
            threshold, count 2         | LIMIT0         | -a-a-a
            FILTER                     | LIMIT0         | -aaaaa
            ''                         | LIMIT00        | aa----
            ''                         | LIMIT08        | aaaaaa
            ''                         | LIMIT7 MORE7   | aaa---
            ''                         | MORE7 LIMIT7   | aa----
            ''                         | LIMIT0 MORE0   | aa----
            ''                         | MORE0 LIMIT00  | aaa---
            ''                         | MORE0 LIMIT7   | aa----
            ''                         | LIMIT7 MORE0   | aa----
            ''                         | DROP7          | aaaddd
            limit, count 1             | DROP7          | a-----
            threshold, count 2         | DROP7          | -a-a-a
            FILTER                     | DROP7          | -aaaaa
            ''                         | DROP0          | aaaddd
            ''                         | LIMIT7 DROP7   | aa----
            ''                         | DROP7 LIMIT7   | aa----
            ''                         | LIMIT0 DROP7   | aa----
            ''                         | DROP7 LIMIT0   | aaaddd
            ''                         | DROP7 REJECT0  | aaaddd
            ''                         | REJECT0 DROP7  | aarrrr
            """)
    void shouldLetOneLimitHoldAsSuricataDoes(String own, String lines, String story) {
        String words = own.equals("FILTER")
                ? "detection_filter: track by_src, count 1, seconds 9;"
                : own.isEmpty() ? "" : "threshold: track by_rule, seconds 9, type " + own + ";";
        String rule = "alert tcp any any -> any any (content:\"x\"; " + words + " sid:7;)";
        String file = Stream.of(lines.split(" ")).map(LINES::get).collect(Collectors.joining("\n"));
        try (Judge judge = new Judge(rule, USUAL, file)) {
            assertThat(story(judge, 0, .1, .2, .3, .4, .5)).isEqualTo(story);
        }
    }

    /// An alert of the second rule says that the `pass` did not hold.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            threshold: type limit, track by_rule, count 2, seconds 9;     | SUPPRESS8 | --aaaa
            threshold: type threshold, track by_rule, count 3, seconds 9; | SUPPRESS8 | aa-aa-
            threshold: type both, track by_rule, count 2, seconds 9;      | SUPPRESS8 | a-aaaa
            detection_filter: track by_src, count 3, seconds 9;           | SUPPRESS8 | aaa---
            ''                                                            | SUPPRESS7 | aaaaaa
            """)
    void shouldNotPassInSilence(String own, String line, String story) {
        String rules =
                "pass tcp any any -> any any (content:\"x\"; " + own + " sid:7;)\nalert" + RULE.replace("7", "9");
        try (Judge judge = new Judge(rules, USUAL, LINES.get(line))) {
            assertThat(story(judge, 0, .1, .2, .3, .4, .5)).isEqualTo(story);
        }
    }

    @Test
    void shouldNotCountWhatIsSuppressed() {
        String lines = LINES.get("DROP7") + "\nsuppress gen_id 1, sig_id 7, track by_src, ip 198.18.0.9";
        try (Judge judge = new Judge("alert" + RULE, USUAL, lines)) {
            String story = Stream.of("1", "9", "1", "9", "2", "2")
                    .map(host -> word(judge, packet("198.18.0." + host, "198.18.0.3", 0)))
                    .collect(Collectors.joining());

            assertThat(story).isEqualTo("a-a-ad");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PASS, DROP, ALERT | ''     | []     | true
            PASS, DROP, ALERT | alert; | [1]    | true
            DROP, PASS, ALERT | ''     | [2]    | false
            DROP, PASS, ALERT | alert; | [2, 1] | false
            ALERT, DROP, PASS | ''     | [3, 2] | false
            """)
    void shouldHearNobodyBehindAPass(String order, String option, String alerts, boolean accepted) {
        String rules = "pass tcp any any -> any any (content:\"x\"; " + option + " sid:1;)\n"
                + "drop tcp any any -> any any (content:\"x\"; sid:2;)\n"
                + "alert tcp any any -> any any (content:\"x\"; sid:3;)";
        List<Action> actions =
                List.of(order.split(", ")).stream().map(Action::valueOf).toList();
        try (Judge judge = new Judge(rules, actions, "")) {
            assertThat(judge.alerts(TestPackets.tcp("x"))).hasToString(alerts);
            assertThat(VerdictWord.isDrop(judge.verdict())).isEqualTo(!accepted);
        }
    }

    @Test
    void shouldTellEverybodyThatAnyRuleTellsAndKeepTheFirstReason() {
        String rules = "drop" + RULE + "\nrejectboth tcp any any -> any any (content:\"x\"; sid:8;)";
        try (Judge judge = new Judge(rules, USUAL, "")) {
            assertThat(judge.alerts(TestPackets.tcp("x"))).containsExactly(7L, 8L);
            assertThat(VerdictWord.rejects(judge.verdict()))
                    .isEqualTo(VerdictWord.REJECT_SOURCE | VerdictWord.REJECT_DESTINATION);
            assertThat(Reason.of(judge.verdict())).isEqualTo(Reason.RULE);
        }
    }
}
