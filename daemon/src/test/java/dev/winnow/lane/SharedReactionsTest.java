package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import org.junit.jupiter.api.Test;

/// What one worker finds out, held against the packets of another: packets in, verdicts out.
final class SharedReactionsTest {
    private static final String RULES = "alert tcp any any -> any any (content:\"nobody says this\"; sid:1;)";
    private static final String CENSUS = "attack.enabled=yes";

    @Test
    void shouldChallengeStrangersAtEveryWorker() {
        try (JudgedTraffic traffic = new JudgedTraffic(RULES, true, CENSUS)) {
            Floods.syns(traffic, 1_000);
            int before = traffic.verdicts().length();
            traffic.byAnotherWorker().send(Floods.syn("198.18.7.7", 5_000));

            assertThat(traffic.verdicts().substring(before)).isEqualTo("d");
        }
    }

    @Test
    void shouldThrottleASourceAtEveryWorkerAndOnlyOnceInAll() {
        try (JudgedTraffic traffic = new JudgedTraffic(
                RULES, true, CENSUS, "attack.request-flood.requests=50", "attack.throttle.packets=10")) {
            Floods.requests(traffic, 70, 0);
            int before = traffic.verdicts().length();
            traffic.byAnotherWorker();
            for (int i = 0; i < 20; i++) {
                traffic.send(Floods.syn(TcpScript.CLIENT, 5_000 + i));
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
