package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;
import org.junit.jupiter.api.Test;

/// What one worker finds out, held against the packets of another: packets in, verdicts out.
final class SharedReactionsTest {
    private static final String RULES = "alert tcp any any -> any any (content:\"nobody says this\"; sid:1;)";
    private static final String CENSUS = "attack.enabled=yes";
    private static final int SERVER_PORT = 80;

    private static PacketBuilder syn(String source, int port) {
        return PacketBuilder.raw()
                .ipv4(source, TcpScript.SERVER)
                .tcp(port, SERVER_PORT)
                .flags(TcpFlags.SYN);
    }

    @Test
    void shouldChallengeStrangersAtEveryWorker() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS)) {
            for (int i = 0; i < 1_000; i++) {
                traffic.send(syn("198.19." + i / 250 + "." + i % 250, 1_024 + i));
            }
            int before = traffic.verdicts().length();
            traffic.byAnotherWorker().send(syn("198.18.7.7", 5_000));

            assertThat(traffic.verdicts().substring(before)).isEqualTo("d");
        }
    }

    @Test
    void shouldThrottleASourceAtEveryWorkerAndOnlyOnceInAll() {
        try (JudgedTraffic traffic = new JudgedTraffic(
                RULES, true, CENSUS, "attack.request-flood.requests=50", "attack.throttle.packets=10")) {
            TcpScript script = new TcpScript();
            script.handshake().forEach(traffic::send);
            String request = "GET /same HTTP/1.1\r\nHost: a\r\n\r\n";
            String answer = "HTTP/1.1 204 No Content\r\n\r\n";
            for (int i = 0; i < 70; i++) {
                traffic.send(script.client(1 + i * request.length(), request));
                traffic.send(script.server(1 + i * answer.length(), answer));
            }
            int before = traffic.verdicts().length();
            traffic.byAnotherWorker();
            for (int i = 0; i < 20; i++) {
                traffic.send(syn(TcpScript.CLIENT, 5_000 + i));
            }

            // The first worker has let through what may come at once; here are as few as come in 20 steps of a clock.
            assertThat(traffic.verdicts().substring(before)).matches("a?d+a?d+");
        }
    }

    @Test
    void shouldLetThroughWhatNobodyAskedForOnlyOnceInAll() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS, "attack.throttle.unasked=10")) {
            for (int i = 0; i < 1_000; i++) {
                traffic.send(answer(i));
            }
            int before = traffic.verdicts().length();
            traffic.byAnotherWorker();
            for (int i = 0; i < 50; i++) {
                traffic.send(answer(i));
            }

            assertThat(traffic.verdicts().substring(before)).matches("a?d+a?d+");
        }
    }

    private static PacketBuilder answer(int i) {
        return PacketBuilder.raw()
                .ipv4("198.19." + i / 250 + "." + i % 250, TcpScript.SERVER)
                .udp(11_211, 40_000)
                .payload("x".repeat(100));
    }
}
