package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.detect.RuleCompiler;
import dev.winnow.detect.RuleData;
import dev.winnow.detect.cache.DatabaseCache;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.rule.syntax.Action;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/// Which of many rules decides, whatever the order of actions: the judge against a list that is walked down.
final class ActionPropertyTest {
    private static final int FIRST_PORT = 20_000;

    /// @param letter what the packet must hold
    record Draft(Action action, char letter, int priority, boolean silent) {
        String text(int sid) {
            return action.keyword() + " udp any any -> any any (content:\"" + letter + "\"; priority:" + priority + "; "
                    + (silent ? "noalert; " : "") + "sid:" + sid + ";)";
        }
    }

    /// What a packet comes to.
    private record Outcome(List<Long> alerts, char verdict) {}

    @Provide
    Arbitrary<List<Draft>> rules() {
        return Combinators.combine(
                        Arbitraries.of(Action.class),
                        Arbitraries.of('a', 'b', 'c'),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(false, false, true))
                .as(Draft::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(9);
    }

    @Provide
    Arbitrary<List<String>> orders() {
        return Arbitraries.shuffle("pass", "drop", "reject", "alert");
    }

    @Provide
    Arbitrary<List<String>> payloads() {
        return Arbitraries.of("a", "b", "c", "ab", "bc", "ca", "abc", "x")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property(tries = 600, edgeCases = EdgeCasesMode.NONE)
    void shouldLetTheRulesSpeakInOrderUntilOnePasses(
            @ForAll("rules") List<Draft> rules,
            @ForAll("orders") List<String> order,
            @ForAll("payloads") @Size(max = 4) List<String> payloads) {
        String text = IntStream.range(0, rules.size())
                .mapToObj(i -> rules.get(i).text(i + 1))
                .collect(Collectors.joining("\n"));
        try (JudgedTraffic traffic = new JudgedTraffic(
                text,
                parsed -> RuleCompiler.compile(
                        parsed, action -> rank(action, order), List.of(), RuleData.NONE, DatabaseCache.none()),
                true)) {
            for (int i = 0; i < payloads.size(); i++) {
                int told = traffic.alerts().size();
                traffic.send(PacketBuilder.raw()
                        .ipv4(TcpScript.CLIENT, TcpScript.SERVER)
                        .udp(FIRST_PORT + i, 9)
                        .payload(payloads.get(i)));

                List<Long> alerts = traffic.alerts();
                Outcome outcome = new Outcome(
                        alerts.subList(told, alerts.size()), traffic.verdicts().charAt(i));
                assertThat(outcome)
                        .as("\"%s\", %s, %s", payloads.get(i), order, text)
                        .isEqualTo(expected(rules, order, payloads.get(i)));
            }
        }
    }

    private static int rank(Action action, List<String> order) {
        return order.indexOf(action.keyword().startsWith("reject") ? "reject" : action.keyword());
    }

    private static Outcome expected(List<Draft> rules, List<String> order, String payload) {
        List<Integer> firing = IntStream.range(0, rules.size())
                .filter(i -> payload.indexOf(rules.get(i).letter()) >= 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(i -> rank(rules.get(i).action(), order))
                        .thenComparingInt(i -> rules.get(i).priority()))
                .toList();
        List<Long> alerts = new ArrayList<>();
        char verdict = 'a';
        for (int i : firing) {
            Draft rule = rules.get(i);
            if (rule.action() == Action.PASS) {
                break;
            }
            verdict = rule.action().drops() ? 'd' : verdict;
            if (!rule.silent()) {
                alerts.add(i + 1L);
            }
        }
        return new Outcome(alerts, verdict);
    }
}
