package dev.winnow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.winnow.packet.PacketBuilder;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// When attacks are told, and what is due about whom.
class IncidentLifeTest {
    private static final String SERVICE = Talk.SERVER + " port 80";
    private static final String BOT = "198.19.7.7";

    private static void flood(AttackTraffic traffic, int syns) {
        IntStream.range(0, syns)
                .forEach(i -> new Talk(traffic, "198.19." + (i >> 8 & 0xFF) + "." + (i & 0xFF), 80).syn());
    }

    @Test
    void shouldTellAtTheStartEveryTenSecondsAndAtTheEnd() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            for (int second = 0; second < 25; second++) {
                flood(traffic, 250);
                traffic.pass(1_000);
            }
            assertThat(traffic.told())
                    .containsExactly(
                            "syn_flood start " + SERVICE,
                            "syn_flood ongoing " + SERVICE,
                            "syn_flood ongoing " + SERVICE);
            for (int second = 0; second < 60; second++) {
                traffic.pass(1_000);
            }
            assertThat(traffic.told()).last().isEqualTo("syn_flood end " + SERVICE);
            assertThat(traffic.told())
                    .filteredOn(told -> told.contains(" end "))
                    .hasSize(1);

            flood(traffic, 250);
            assertThat(traffic.told()).last().isEqualTo("syn_flood start " + SERVICE);
        }
    }

    @Test
    void shouldAddUpWhatSeveralWorkersSee() {
        try (AttackTraffic traffic = new AttackTraffic(Thresholds.DEFAULT, 3)) {
            flood(traffic, 205);
            IntStream.range(0, 28).forEach(i -> new Talk(traffic, BOT, 100 + i).syn());
            traffic.pass(1_100).pass(300);

            assertThat(traffic.told()).containsExactly("syn_flood start " + SERVICE, "port_scan start " + BOT);
        }
    }

    @Test
    void shouldChallengeAndBanNobodyInAFloodOfMadeUpSources() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            flood(traffic, 20_000);
            traffic.end();

            assertThat(traffic.due()).containsExactly("challenge syn_flood " + SERVICE);
        }
    }

    @Test
    void shouldBanARealBotAmongMadeUpSources() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            for (int i = 0; i < 400; i++) {
                flood(traffic, 20);
                new Talk(traffic, BOT, 80).open().clientReset();
            }

            assertThat(traffic.due())
                    .containsExactlyInAnyOrder("challenge syn_flood " + SERVICE, "ban_source connection_flood " + BOT);
        }
    }

    @Test
    void shouldBanAScannerOnlyOnceItHasProvedItsAddress() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            IntStream.range(0, 40).forEach(i -> new Talk(traffic, "198.19.1.1", 100 + i).syn());
            new Talk(traffic, BOT, 22).open().clientReset();
            IntStream.range(0, 40)
                    .forEach(i -> new Talk(traffic, BOT, 100 + i).syn().serverReset());
            traffic.pass(1_100).pass(300);

            assertThat(traffic.due())
                    .containsExactlyInAnyOrder("throttle port_scan 198.19.1.1", "ban_source port_scan " + BOT);
        }
    }

    @Test
    void shouldBanStrangersWhoTakePartInAFloodOfConnectionsAndNobodyWhoAsks() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            Talk visitor = new Talk(traffic, "198.19.200.1", 80).open();
            visitor.ask("GET / HTTP/1.1\r\n\r\n").answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            for (int round = 0; round < 4; round++) {
                for (int bot = 0; bot < 400; bot++) {
                    new Talk(traffic, "198.19." + bot % 32 + "." + (1 + bot / 32), 80).open();
                }
                IntStream.range(0, 4).forEach(i -> new Talk(traffic, "198.19.200.1", 80).open());
            }
            IntStream.range(0, 6).forEach(i -> traffic.pass(250));

            assertThat(traffic.due())
                    .contains("ban_cover connection_flood 198.19.0.0/16", "ban_source connection_flood 198.19.31.12")
                    .doesNotContain("ban_source connection_flood 198.19.200.1");
        }
    }

    @Test
    void shouldBanNeighboursAsSoonAsTheirNetworkIsOne() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            for (int i = 0; i < 31 * 4; i++) {
                new Talk(traffic, "198.19.190." + (224 + i % 31), 80)
                        .open()
                        .ask("GET / HTTP/1.1\r\n\r\n")
                        .answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                        .clientFin()
                        .serverFin();
            }
            IntStream.range(0, 10).forEach(i -> traffic.pass(250));

            assertThat(traffic.due())
                    .hasSize(32)
                    .contains(
                            "ban_cover lingering_connections 198.19.190.0/24",
                            "ban_source lingering_connections 198.19.190.254");
        }
    }

    private static void linger(AttackTraffic traffic) {
        for (int i = 0; i < 20; i++) {
            new Talk(traffic, BOT, 80)
                    .open()
                    .ask("GET / HTTP/1.1\r\n\r\n")
                    .answer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                    .serverFin();
        }
        IntStream.range(0, 100).forEach(i -> traffic.pass(250));
    }

    @Test
    void shouldTakeConnectionsOfTheBannedForEnded() {
        try (AttackTraffic banning = new AttackTraffic().banning();
                AttackTraffic watching = new AttackTraffic()) {
            linger(banning);
            linger(watching);

            assertThat(banning.told()).last().isEqualTo("lingering_connections end " + BOT);
            assertThat(watching.told()).last().isEqualTo("lingering_connections ongoing " + BOT);
            assertThat(banning.due())
                    .containsExactly(
                            "ban_source lingering_connections " + BOT, "ban_source lingering_connections " + BOT);
        }
    }

    @Test
    void shouldCutFirstAndBanWhoGoesOn() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            IntStream.range(0, 30)
                    .forEach(i -> new Talk(traffic, BOT, 80).open().ask("GET / HTTP/1.1\r\n"));
            IntStream.range(0, 60).forEach(i -> traffic.pass(250));

            assertThat(traffic.due()).containsExactly("cut slow_headers " + BOT, "ban_source slow_headers " + BOT);
        }
    }

    @Test
    void shouldNameANetworkAndThoseInItWhoTakePart() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            visit(traffic, "198.19.190.7");
            for (int round = 0; round < 4; round++) {
                for (int host = 224; host < 255; host++) {
                    new Talk(traffic, "198.19.190." + host, 80)
                            .open()
                            .ask("GET / HTTP/1.1\r\n\r\n")
                            .answer("HTTP/1.1 200 OK\r\n\r\n")
                            .clientFin()
                            .serverFin();
                }
                traffic.pass(1_000);
                visit(traffic, "198.19.190.7");
            }
            IntStream.range(0, 10).forEach(i -> traffic.pass(300));

            assertThat(traffic.told()).containsExactly("lingering_connections start 198.19.190.0/24");
            assertThat(traffic.due()).first().isEqualTo("ban_cover lingering_connections 198.19.190.0/24");
            assertThat(traffic.due())
                    .filteredOn(due -> due.startsWith("ban_source"))
                    .hasSize(31)
                    .doesNotContain("ban_source lingering_connections 198.19.190.7");
        }
    }

    private static void visit(AttackTraffic traffic, String visitor) {
        for (int i = 0; i < 6; i++) {
            new Talk(traffic, visitor, 80)
                    .open()
                    .ask("GET / HTTP/1.1\r\n\r\n")
                    .answer("HTTP/1.1 200 OK\r\n\r\n")
                    .close();
        }
    }

    @Test
    void shouldCutEachConnectionOfThePeersAndNameEachPeerOnce() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            for (String greeting : new String[] {
                "$Lock EXTENDEDPROTOCOL",
                "HSUP ADBAS0",
                "\u0013BitTorrent protocol",
                "GNUTELLA CONNECT/0.6\r\n",
                "\u00e3\u0003\u0000\u0000\u0000\u0001ab"
            }) {
                new Talk(traffic, "198.19.1.1", 80).open().ask(greeting);
            }

            assertThat(traffic.cuts()).isEqualTo(5);
            assertThat(traffic.due())
                    .containsExactlyInAnyOrder("ban_source wrong_protocol 198.19.1.1", "cut wrong_protocol " + SERVICE);
        }
    }

    @Test
    void shouldCutThoseWhoSpeakNobodyKnowsWhatOnceThereAreManyAndBanNobody() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            IntStream.range(0, 20)
                    .forEach(i -> new Talk(traffic, "198.19.1." + i, 80).open().ask("\u00a7\u0003\u00ff" + i));
            new Talk(traffic, "198.19.2.1", 80).open().ask("GET / HTTP/1.1\r\n\r\n");

            assertThat(traffic.cuts()).isEqualTo(9);
            assertThat(traffic.due()).containsExactly("cut wrong_protocol " + SERVICE);
        }
    }

    @Test
    void shouldSayNothingWhereAThresholdIsZero() {
        Thresholds never = new Thresholds(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        try (AttackTraffic traffic = new AttackTraffic(never)) {
            flood(traffic, 5_000);
            IntStream.range(0, 100).forEach(i -> new Talk(traffic, BOT, 100 + i).open());
            IntStream.range(0, 20).forEach(i -> traffic.pass(250));

            assertThat(traffic.told()).isEmpty();
            assertThat(traffic.due()).isEmpty();
        }
    }

    @Test
    void shouldAllocateNothingInAFlood() {
        byte[] syn =
                PacketBuilder.raw().ipv4(BOT, Talk.SERVER).tcp(1, 80).flags(2).bytes();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Arena arena = Arena.ofConfined();
                SpoofedFlood flood = new SpoofedFlood(SpoofedFlood.monitor(arena), syn, 0)) {
            flood.send(300_000);
            long before = threads.getCurrentThreadAllocatedBytes();
            flood.send(100_000);
            long allocated = threads.getCurrentThreadAllocatedBytes() - before;

            assertThat(flood.starts()).isEqualTo(1);
            assertThat(allocated).isLessThan(1_000);
        }
    }
}
