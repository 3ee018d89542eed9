package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UnfilteredRulesTest {
    private static final String RULES = """
            alert ip any any -> any any (sid:1;)
            alert ip 198.18.0.0/24 any -> any any (sid:2;)
            alert ip [198.18.0.1,198.18.1.0/24] any -> any any (sid:3;)
            alert ip !198.18.0.1 any -> any any (sid:4;)
            alert ip 255.255.255.255 any -> any any (sid:5;)
            alert ip 198.18.0.9 any <> any any (sid:6;)
            alert ip [fd00::/16,198.18.0.8] any -> any any (sid:7;)
            """;

    private static PacketView from(String source) {
        String destination = source.contains(":") ? "fd01::1" : "198.18.0.9";
        return TestPackets.view((source.contains(":")
                        ? PacketBuilder.raw().ipv6(source, destination)
                        : PacketBuilder.raw().ipv4(source, destination))
                .udp(1, 2));
    }

    @ParameterizedTest
    @CsvSource({
        "198.17.255.255, 1 4 6",
        "198.18.0.0, 1 2 4 6",
        "198.18.0.1, 1 2 3 6",
        "198.18.0.8, 1 2 4 6 7",
        "198.18.0.255, 1 2 4 6",
        "198.18.1.0, 1 3 4 6",
        "198.18.2.0, 1 4 6",
        "0.0.0.0, 1 4 6",
        "255.255.255.255, 1 4 5 6",
        "fd00::1, 1 7",
        "fc00::1, 1"
    })
    void shouldFindTheRulesOfASource(String source, String sids) {
        List<Long> expected = Arrays.stream(sids.split(" ")).map(Long::valueOf).toList();
        try (Judge judge = new Judge(RULES)) {
            assertThat(judge.alerts(from(source))).isEqualTo(expected);
        }
    }

    @Test
    void shouldLookAtNoRuleForOtherSources() {
        StringBuilder rules = new StringBuilder();
        LongStream.rangeClosed(1, 200)
                .forEach(i -> rules.append("drop ip 198.18.1." + i + " any -> any any (sid:" + i + ";)\n"));
        try (Judge judge = new Judge(rules.toString())) {
            assertThat(judge.alerts(from("198.18.0.1"))).isEmpty();
            assertThat(judge.counters().candidates()).isZero();
            assertThat(judge.alerts(from("198.18.1.77"))).containsExactly(77L);
            assertThat(judge.counters().candidates()).isEqualTo(1);
        }
    }

    @Test
    void shouldLookAtNoRuleForOtherSourcesThoughAllRulesNameASmallerDestination() {
        StringBuilder rules = new StringBuilder();
        LongStream.rangeClosed(1, 200)
                .forEach(
                        i -> rules.append("drop ip 198.19." + i + ".0/24 any -> 198.18.0.8/30 any (sid:" + i + ";)\n"));
        try (Judge judge = new Judge(rules.toString())) {
            assertThat(judge.alerts(from("198.18.0.1"))).isEmpty();
            assertThat(judge.counters().candidates()).isZero();
            assertThat(judge.alerts(from("198.19.77.3"))).containsExactly(77L);
            assertThat(judge.counters().candidates()).isEqualTo(1);
        }
    }

    @Test
    void shouldLookAtNoRuleForOtherDestinationsOrPorts() {
        StringBuilder rules = new StringBuilder();
        LongStream.rangeClosed(1, 200)
                .forEach(i -> rules.append("drop udp any any -> 198.18.1." + i + " any (sid:" + i + ";)\n"));
        rules.append("drop udp any any -> 198.18.1.5 443 (sid:443;)\n");
        try (Judge judge = new Judge(rules.toString())) {
            assertThat(judge.alerts(to("198.18.2.1", 53))).isEmpty();
            assertThat(judge.counters().candidates()).isZero();
            assertThat(judge.alerts(to("198.18.1.5", 53))).containsExactly(5L);
            assertThat(judge.counters().candidates()).isEqualTo(1);
            assertThat(judge.alerts(to("198.18.1.5", 443))).containsExactly(5L, 443L);
        }
    }

    private static PacketView to(String destination, int port) {
        return TestPackets.view(
                PacketBuilder.raw().ipv4("198.18.0.1", destination).udp(40_000, port));
    }
}
