package dev.winnow.bench.arena.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuricataNfqTest {
    @Test
    void shouldDropWhatTheRulesOfAScannerMatchUntilItStops(@TempDir Path rules) throws IOException {
        Files.writeString(rules.resolve("emerging-scan.rules"), rule("\"noise\"", 1));
        Files.writeString(rules.resolve("emerging-policy.rules"), rule("\"habit\"", 2));
        SuricataNfq suricata = new SuricataNfq(rules);
        try (GuardedServer server = GuardedServer.create(suricata)) {
            List<String> before = server.state();
            suricata.start(server.host());

            assertThat(server.answers(GuardedServer.ATTACKER, "/", "-A", "noise"))
                    .isFalse();
            assertThat(server.answers(GuardedServer.ATTACKER, "/", "-A", "habit"))
                    .isTrue();
            assertThat(server.answers(GuardedServer.ATTACKER)).isTrue();
            assertThat(suricata.banned()).isEmpty();
            assertThat(suricata.cpuTimeNs()).isPositive();

            suricata.stop();
            assertThat(server.state()).isEqualTo(before);
            assertThat(server.answers(GuardedServer.ATTACKER, "/", "-A", "noise"))
                    .isTrue();
        }
    }

    private static String rule(String agent, int sid) {
        return "alert http $EXTERNAL_NET any -> $HOME_NET any (http.user_agent; content:%s; sid:%d;)\n"
                .formatted(agent, sid);
    }

    @ParameterizedTest
    @CsvSource({
        "alert tcp any any -> any any (sid:1;), drop tcp any any -> any any (sid:1;)",
        "alert tcp any any -> any any (noalert; sid:1;), alert tcp any any -> any any (noalert; sid:1;)",
        "'#alert tcp any any -> any any (sid:1;)', '#alert tcp any any -> any any (sid:1;)'",
    })
    void shouldDropButWhereARuleOnlyKeepsANote(String rule, String expected) {
        assertThat(SuricataNfq.dropping(rule)).isEqualTo(expected);
    }

    @Test
    void shouldSayThatThereAreNoRules(@TempDir Path folder) {
        assertThat(new SuricataNfq(folder.resolve("none")).missing()).isPresent();
    }
}
