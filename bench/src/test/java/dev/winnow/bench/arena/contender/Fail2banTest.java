package dev.winnow.bench.arena.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class Fail2banTest {
    @Test
    void shouldShutOutWhoeverLooksForWhatBotsLookForUntilItStops() throws IOException {
        Fail2ban fail2ban = new Fail2ban();
        try (GuardedServer server = GuardedServer.create(fail2ban)) {
            List<String> before = server.state();
            fail2ban.start(server.host());
            assertThat(server.answers(GuardedServer.VISITOR)).isTrue();
            assertThat(fail2ban.banned()).isEmpty();

            server.answers(GuardedServer.ATTACKER, "/phpmyadmin/[1-5].php");

            GuardedServer.await("a ban", () -> !fail2ban.banned().isEmpty());
            assertThat(fail2ban.banned()).containsExactly(GuardedServer.ATTACKER);
            assertThat(server.answers(GuardedServer.ATTACKER)).isFalse();
            assertThat(server.answers(GuardedServer.VISITOR)).isTrue();
            assertThat(fail2ban.cpuTimeNs()).isPositive();

            fail2ban.stop();
            assertThat(server.state()).isEqualTo(before);
            assertThat(server.answers(GuardedServer.ATTACKER)).isTrue();
        }
    }

    @Test
    void shouldShutOutWhoeverSendsBadRequests() throws IOException {
        Fail2ban fail2ban = new Fail2ban();
        try (GuardedServer server = GuardedServer.create(fail2ban)) {
            fail2ban.start(server.host());

            for (int i = 0; i < 5; i++) {
                server.answers(GuardedServer.ATTACKER, "/", "-X", "$MyNick somebody|$Lock EXTENDEDPROTOCOL|");
            }

            GuardedServer.await("a ban", () -> fail2ban.banned().contains(GuardedServer.ATTACKER));
        }
    }
}
