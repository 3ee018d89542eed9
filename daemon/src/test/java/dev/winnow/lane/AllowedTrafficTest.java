package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ban.Prefix;
import dev.winnow.ban.allow.AllowedPrefix;
import dev.winnow.metric.LaneCounter;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing of those who come first is dropped, whatever speaks against it: packets in, verdicts out.
final class AllowedTrafficTest {
    private static final String CLIENT = TcpScript.CLIENT;
    private static final String SERVER = TcpScript.SERVER;
    private static final String STRANGER = "198.18.7.7";
    private static final String SILENT = "alert tcp any any -> any any (content:\"nobody says this\"; sid:1;)";
    private static final String EVIL = "tcp any any -> any any (flow:established; content:\"evil\"; sid:1;)";
    private static final String ALLOW_CLIENT = "ban.allow=[" + CLIENT + "/32]";
    private static final String CENSUS = "attack.enabled=yes";
    private static final int FLOOD = 1_000;

    private static String verdicts(JudgedTraffic traffic, String script) {
        new TcpScript().packets(script).forEach(traffic::send);
        return traffic.verdicts();
    }

    private static AllowedPrefix own(String address) {
        return new AllowedPrefix(Prefix.parse(address).orElseThrow(), "an address of this host", true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # allowed           | own          | request | answer | verdicts behind the handshake
            198.18.0.9          |              | evil    | fine   | dd
            198.18.0.1          |              | evil    | fine   | aa
            198.18.0.0/31       |              | evil    | fine   | aa
            198.18.0.1          |              | fine    | evil   | aa
            198.18.0.2          |              | evil    | fine   | da
            198.18.0.2          |              | fine    | evil   | aa
            198.18.0.9          | 198.18.0.2   | evil    | fine   | dd
            198.18.0.9          | 198.18.0.2   | fine    | evil   | ad
            198.18.0.1          | 198.18.0.2   | fine    | evil   | aa
            198.18.0.9          | 198.18.0.1   | fine    | evil   | ad
            198.18.0.9          | 198.18.0.1   | evil    | fine   | dd
            """)
    void shouldLetThroughWhoComesFirstAndWhatAnswersHim(
            String allowed, String own, String request, String answer, String verdicts) {
        try (JudgedTraffic traffic = new JudgedTraffic("drop " + EVIL, true, "ban.allow=[" + allowed + "]")) {
            if (own != null) {
                traffic.knows(own(own));
            }
            assertThat(verdicts(traffic, "> 1 %s\n< 1 %s".formatted(request, answer)))
                    .isEqualTo("aaa" + verdicts);
            assertThat(traffic.alerts()).containsOnlyOnce(1L);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "reject", "rejectboth"})
    void shouldAlertOnlyAndCountWhateverTheRuleDoes(String action) {
        try (JudgedTraffic traffic = new JudgedTraffic(action + " " + EVIL, true, ALLOW_CLIENT)) {
            assertThat(verdicts(traffic, "> 1 evil\n> 5 more")).isEqualTo("aaaaa");
            assertThat(traffic.alerts()).containsExactly(1L);
            assertThat(traffic.counted(LaneCounter.SPARED)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream.midstream-policy=drop-flow", "exception-policy=drop-packet"})
    void shouldLetThroughWhatCannotBeJudged(String policy) {
        for (String allow : new String[] {"ban.allow=[]", ALLOW_CLIENT}) {
            try (JudgedTraffic traffic = new JudgedTraffic("drop " + EVIL, true, policy, allow)) {
                TcpScript script = new TcpScript();
                traffic.send(script.client(1, "in the")).send(script.client(7, "middle"));
                assertThat(traffic.verdicts()).isEqualTo(allow.equals(ALLOW_CLIENT) ? "aa" : "dd");
            }
        }
    }

    @Test
    void shouldLetThroughWhatIsMalformed() {
        byte[] cut = PacketBuilder.raw()
                .ipv4(CLIENT, SERVER)
                .tcp(1, 80)
                .tcpOptions("02ff")
                .bytes();
        try (JudgedTraffic strict = new JudgedTraffic(SILENT, true, "malformed=drop");
                JudgedTraffic allowed = new JudgedTraffic(SILENT, true, "malformed=drop", ALLOW_CLIENT)) {
            assertThat(strict.send(cut).verdicts()).isEqualTo("d");
            assertThat(allowed.send(cut).verdicts()).isEqualTo("a");
        }
    }

    @Test
    void shouldLetThroughWhoIsBannedWithHisNetwork() {
        try (JudgedTraffic traffic = new JudgedTraffic(SILENT, true, ALLOW_CLIENT).ban("198.18.0.0/16")) {
            traffic.send(PacketBuilder.raw().ipv4(CLIENT, SERVER).udp(1, 2))
                    .send(PacketBuilder.raw().ipv4(STRANGER, SERVER).udp(1, 2));
            assertThat(traffic.verdicts()).isEqualTo("ad");
        }
    }

    @Test
    void shouldBelieveTheTunnelAndNotWhatIsInIt() {
        try (JudgedTraffic traffic =
                new JudgedTraffic("drop udp any any -> any 53 (content:\"evil\"; sid:1;)", true, ALLOW_CLIENT)) {
            traffic.send(tunnelled(STRANGER, CLIENT)).send(tunnelled(CLIENT, STRANGER));
            assertThat(traffic.verdicts()).isEqualTo("da");
        }
    }

    private static PacketBuilder tunnelled(String outer, String inner) {
        return PacketBuilder.raw()
                .ipv4(outer, SERVER)
                .gre()
                .ipv4(inner, "198.18.0.5")
                .udp(1, 53)
                .payload("evil");
    }

    private static PacketBuilder syn(String source, int port) {
        return PacketBuilder.raw().ipv4(source, SERVER).tcp(port, 80).flags(TcpFlags.SYN);
    }

    @Test
    void shouldNotChallengeThem() {
        try (JudgedTraffic traffic = new JudgedTraffic(SILENT, true, CENSUS, ALLOW_CLIENT)) {
            for (int i = 0; i < FLOOD; i++) {
                traffic.send(syn("198.19." + i / 250 + "." + i % 250, 1_024 + i));
            }
            traffic.send(syn(STRANGER, 1)).send(syn(CLIENT, 1));
            assertThat(traffic.verdicts()).endsWith("da");
        }
    }

    @ParameterizedTest
    @CsvSource({"ban.allow=[], true", "ban.allow=[198.18.0.1], false"})
    void shouldNeitherCutNorThrottleThem(String allow, boolean isDropped) {
        try (JudgedTraffic traffic = new JudgedTraffic(
                SILENT, true, CENSUS, allow, "attack.request-flood.requests=50", "attack.throttle.packets=10")) {
            TcpScript script = new TcpScript();
            List<byte[]> packets = new ArrayList<>(script.handshake());
            String request = "GET /same HTTP/1.1^Host: a^^";
            for (int i = 0; i < 200; i++) {
                packets.add(script.client(1 + i * (request.length() + 3), request));
                packets.add(script.server(1 + i * 30, "HTTP/1.1 204 No Content^^"));
            }
            packets.forEach(traffic::send);
            assertThat(traffic.verdicts().contains("d")).isEqualTo(isDropped);
        }
        try (JudgedTraffic traffic = new JudgedTraffic(SILENT, true, CENSUS, allow)) {
            assertThat(verdicts(traffic, "> 1 $MyNick joe|$Lock EXTENDEDPROTOCOLABC Pk=x|\n> 48 more"))
                    .isEqualTo(isDropped ? "aaadd" : "aaaaa");
        }
    }

    /// Anybody can write an allowed address into his packets: that must not cost more memory than any other.
    @Test
    void shouldRememberNoMoreOfAForgedAddressThanOfAnyOther() {
        for (String allow : new String[] {"ban.allow=[]", ALLOW_CLIENT}) {
            try (JudgedTraffic traffic = new JudgedTraffic(
                    "drop " + EVIL, true, CENSUS, allow, "flow.max-flows=100", "attack.sources=1000")) {
                for (int i = 0; i < 20 * FLOOD; i++) {
                    traffic.send(syn(CLIENT, i));
                }
                assertThat(traffic.counted(LaneCounter.FLOWS)).isLessThanOrEqualTo(100);
                assertThat(traffic.counted(LaneCounter.FLOWS_EVICTED)).isEqualTo(20 * FLOOD - 100);
            }
        }
    }
}
