package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.PacketBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What rules are told of a capture's checksums. The expected values are those of Suricata 7.0.10, where `-k none` is
/// `--checksums=ignore`.
final class ReplayChecksumsTest {
    private static final int UDP_CHECKSUM = 26;
    private static final String RULES = """
            alert udp any any -> any any (udpv4-csum:invalid; sid:1;)
            alert udp any any -> any any (udpv4-csum:valid; sid:2;)
            alert ip any any -> any any (ipv4-csum:invalid; sid:3;)
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "0, --checksums=validate, 2",
        "0, --checksums=ignore, 2",
        "1, --checksums=validate, 1",
        "1, --checksums=ignore, 1",
        "1, --set=stream.checksum-validation=no, 1",
        "1, --set=pcap-file.checksum-checks=no, 2",
    })
    void shouldTellRulesThatAskEvenWhereNobodyMinds(int damage, String option, String alerts) throws IOException {
        assertThat(alerts(RULES, damage, option)).isEqualTo(alerts);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1"})
    void shouldNotHoldAWrongChecksumAgainstAPacketWhereNobodyMinds(int damage, String alerts) throws IOException {
        String rules = "alert udp any any -> any any (content:\"x\"; sid:1;)\n"
                + "alert tcp any any -> any any (tcpv4-csum:valid; sid:2;)";
        assertThat(alerts(rules, damage, "--checksums=ignore")).isEqualTo(alerts);
    }

    private String alerts(String rules, int damage, String option) throws IOException {
        byte[] packet = PacketBuilder.raw()
                .ipv4("198.18.0.1", "198.18.0.2")
                .udp(40_000, 9)
                .payload("x")
                .bytes();
        packet[UDP_CHECKSUM] += (byte) damage;
        RawCapture capture = new RawCapture();
        capture.add(0, packet);
        return ReplayCall.events(folder, rules, capture, option).stream()
                .map(event -> event.at("/alert/signature_id").asText())
                .collect(Collectors.joining(" "));
    }
}
