package dev.winnow.bench.arena.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NftRateLimitTest {
    @Test
    void shouldShutOutWhoeverConnectsTooFastUntilItStops() throws IOException {
        NftRateLimit limit = new NftRateLimit();
        try (GuardedServer server = GuardedServer.create(limit)) {
            List<String> before = server.state();
            limit.start(server.host());
            assertThat(server.answers(GuardedServer.VISITOR)).isTrue();
            assertThat(limit.banned()).isEmpty();

            // Faster, and the kernel would count connections that are closed already, and stop the attacker by them.
            server.hammer(GuardedServer.ATTACKER, 150, 50);

            assertThat(limit.banned()).containsExactly(GuardedServer.ATTACKER);
            assertThat(server.answers(GuardedServer.ATTACKER)).isFalse();
            assertThat(server.answers(GuardedServer.VISITOR)).isTrue();

            limit.stop();
            assertThat(server.state()).isEqualTo(before);
            assertThat(server.answers(GuardedServer.ATTACKER)).isTrue();
        }
    }

    @Test
    void shouldLetEachSourceHaveTwentyConnectionsAtATime() throws IOException {
        NftRateLimit limit = new NftRateLimit();
        try (GuardedServer server = GuardedServer.create(limit)) {
            limit.start(server.host());

            // A connection more waits for its answer in vain.
            String opened = server.atClient("""
                    timeout 2 bash -c 'for i in $(seq 25); do exec {fd}<>/dev/tcp/%s/80; echo $i; done' || true
                    """.formatted(GuardedServer.SERVER));

            assertThat(opened.lines()).hasSize(20);
            assertThat(limit.banned()).isEmpty();
        }
    }
}
