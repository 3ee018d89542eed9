package dev.winnow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A ban is due again while its reason goes on, and not because what is remembered of it fades slowly.
class RenewalTest {
    private static final String BOT = "198.19.7.7";
    private static final String SCAN_BAN = "ban_source port_scan " + BOT;
    private static final String FLOOD_BAN = "ban_source connection_flood " + BOT;

    private static void quiet(AttackTraffic traffic, int seconds) {
        IntStream.range(0, 4 * seconds).forEach(_ -> traffic.pass(250));
    }

    /// Ports that refuse, behind one that answers, which proves the source.
    private static void scan(AttackTraffic traffic, int firstPort, int ports) {
        new Talk(traffic, BOT, 22).open().clientReset();
        IntStream.range(firstPort, firstPort + ports)
                .forEach(port -> new Talk(traffic, BOT, port).syn().serverReset());
    }

    private static void connect(AttackTraffic traffic, int connections) {
        IntStream.range(0, connections)
                .forEach(_ -> new Talk(traffic, BOT, 80).open().clientReset());
    }

    @Test
    void shouldNotRenewTheBanOfAScannerWhoHasStopped() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            scan(traffic, 100, 800);
            quiet(traffic, 120);

            assertThat(traffic.due()).containsExactly(SCAN_BAN);
            assertThat(traffic.told()).containsExactly("port_scan start " + BOT);
        }
    }

    @Test
    void shouldNotRenewTheBanOfAScannerWhoComesBackAsAVisitor() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            scan(traffic, 100, 800);
            quiet(traffic, 60);
            new Talk(traffic, BOT, 22).open();
            quiet(traffic, 20);

            assertThat(traffic.due()).containsExactly(SCAN_BAN);
        }
    }

    @Test
    void shouldRenewTheBanOfAScannerWhoComesBackToScan() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            scan(traffic, 100, 800);
            quiet(traffic, 60);
            new Talk(traffic, BOT, 100).syn();
            quiet(traffic, 20);

            assertThat(traffic.due()).containsExactly(SCAN_BAN, SCAN_BAN);
        }
    }

    @Test
    void shouldRenewTheBanOfAScannerEveryTenSecondsWhileNothingStopsHim() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            for (int second = 0; second < 25; second++) {
                scan(traffic, 100 + 40 * second, 40);
                quiet(traffic, 1);
            }
            assertThat(traffic.due()).containsExactly(SCAN_BAN, SCAN_BAN, SCAN_BAN);
        }
    }

    @Test
    void shouldNotRenewTheBanOfAFloodThatHasStopped() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            connect(traffic, 600);
            quiet(traffic, 60);

            assertThat(traffic.due()).containsExactly(FLOOD_BAN);
            assertThat(traffic.told()).containsExactly("connection_flood start " + BOT, "connection_flood end " + BOT);
        }
    }

    @Test
    void shouldRenewTheBanOfAFloodEveryTenSecondsWhileNothingStopsIt() {
        try (AttackTraffic traffic = new AttackTraffic()) {
            for (int second = 0; second < 28; second++) {
                connect(traffic, 60);
                quiet(traffic, 1);
            }
            assertThat(traffic.due()).containsExactly(FLOOD_BAN, FLOOD_BAN, FLOOD_BAN);
        }
    }
}
