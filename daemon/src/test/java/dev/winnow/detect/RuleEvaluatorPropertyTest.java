package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.detect.threshold.ThresholdTable;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.syntax.Action;
import dev.winnow.verdict.VerdictWord;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// The program against [NaiveMatcher]: the same rules on the same packets.
final class RuleEvaluatorPropertyTest {
    @Provide
    Arbitrary<List<ResolvedRule>> ruleSets() {
        return RandomRules.ruleSets();
    }

    @Provide
    Arbitrary<String> payloads() {
        return RandomRules.payloads();
    }

    @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
    void shouldFireTheRulesThatTheOracleFires(
            @ForAll("ruleSets") List<ResolvedRule> rules,
            @ForAll @Size(min = 1, max = 5) List<@From("payloads") String> payloads,
            @ForAll boolean udp,
            @ForAll @IntRange(min = 62, max = 66) int ttl) {
        RuleCompiler.Compilation compilation = RuleCompiler.compile(rules);
        Matches matches = new Matches();
        try (RuleProgram program = compilation.program();
                RuleEvaluator evaluator = new RuleEvaluator(program, new ThresholdTable(8, 1))) {
            for (String payload : payloads) {
                PacketView view = packet(udp, ttl, payload);

                long verdict = evaluator.decide(view, null, matches);

                List<ResolvedRule> expected = expected(rules, view);
                assertThat(alerts(program, matches))
                        .as("payload \"%s\" against %s", payload, rules)
                        .isEqualTo(expected.stream()
                                .filter(rule -> rule.action() != Action.PASS)
                                .map(rule -> rule.identity().sid())
                                .toList());
                assertThat(VerdictWord.isDrop(verdict))
                        .isEqualTo(
                                expected.stream().anyMatch(rule -> rule.action().drops()));
                assertThat((verdict & VerdictWord.REJECT_SOURCE) != 0)
                        .isEqualTo(
                                expected.stream().anyMatch(rule -> rule.action().tellsSource()));
                assertThat((verdict & VerdictWord.REJECT_DESTINATION) != 0)
                        .isEqualTo(
                                expected.stream().anyMatch(rule -> rule.action().tellsDestination()));
            }
        }
    }

    private static PacketView packet(boolean udp, int ttl, String payload) {
        PacketBuilder ip =
                PacketBuilder.raw().ipv4(TestPackets.CLIENT, TestPackets.SERVER).ttl(ttl);
        PacketBuilder transport = udp ? ip.udp(40_000, 53) : ip.tcp(40_000, 80).flags(TcpFlags.ACK | TcpFlags.PSH);
        return TestPackets.view(transport.payload(payload));
    }

    /// What fires, in order; only the first pass rule, where there is one.
    private static List<ResolvedRule> expected(List<ResolvedRule> rules, PacketView view) {
        List<ResolvedRule> firing = rules.stream()
                .filter(rule -> NaiveMatcher.matches(rule, view))
                .sorted(Comparator.<ResolvedRule>comparingInt(rule -> strength(rule.action()))
                        .thenComparing(ResolvedRule::priority)
                        .thenComparing(rule -> rule.identity().sid()))
                .toList();
        boolean passes = !firing.isEmpty() && firing.getFirst().action() == Action.PASS;
        return passes ? firing.subList(0, 1) : firing;
    }

    private static int strength(Action action) {
        return List.of("pass", "drop", "reject", "alert")
                .indexOf(action.keyword().startsWith("reject") ? "reject" : action.keyword());
    }

    private static List<Long> alerts(RuleProgram program, Matches matches) {
        return IntStream.range(0, matches.count())
                .mapToObj(i -> program.rule(matches.ruleIndex(i)).identity().sid())
                .toList();
    }
}
