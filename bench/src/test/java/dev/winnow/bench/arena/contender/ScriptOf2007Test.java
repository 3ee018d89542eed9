package dev.winnow.bench.arena.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScriptOf2007Test {
    @Test
    void shouldShutOutWhoeverIsSeenInFiftyPacketsUntilItStops() throws IOException {
        ScriptOf2007 script = new ScriptOf2007();
        try (GuardedServer server = GuardedServer.create(script)) {
            List<String> before = server.state();
            script.start(server.host());
            assertThat(server.answers(GuardedServer.VISITOR)).isTrue();
            assertThat(script.banned()).isEmpty();

            server.hammer(GuardedServer.ATTACKER, 60);

            GuardedServer.await("a rule", () -> !script.banned().isEmpty());
            assertThat(script.banned()).containsExactly(GuardedServer.ATTACKER);
            assertThat(server.answers(GuardedServer.ATTACKER)).isFalse();
            assertThat(server.answers(GuardedServer.VISITOR)).isTrue();

            script.stop();
            assertThat(server.state()).isEqualTo(before);
            assertThat(server.answers(GuardedServer.ATTACKER)).isTrue();
        }
    }
}
