package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is done about an attack in a capture: with `--ips` it takes effect on what follows, by the packets' time.
final class ReplayBansTest {
    private static final String SCANNER = "198.18.7.7";
    private static final String SERVER = "198.18.0.2";
    private static final long US_PER_MS = 1_000;
    private static final int MINUTE_MS = 60_000;
    private static final int PORTS = 60;

    @TempDir
    private Path folder;

    private final RawCapture capture = new RawCapture();
    private int nowMs;

    private void send(String from, String to, int fromPort, int toPort, int flags, int sequence, int acknowledgment) {
        byte[] packet = PacketBuilder.raw()
                .ipv4(from, to)
                .tcp(fromPort, toPort)
                .flags(flags)
                .sequence(sequence)
                .acknowledgment(acknowledgment)
                .bytes();
        capture.add(nowMs * US_PER_MS, packet);
    }

    private void syn(int port) {
        send(SCANNER, SERVER, 40_000, port, TcpFlags.SYN, 1, 0);
    }

    /// Proves where he is, scans for three seconds, and comes again after one minute and after twelve.
    private Path scan() throws IOException {
        syn(80);
        send(SERVER, SCANNER, 80, 40_000, TcpFlags.SYN | TcpFlags.ACK, 1, 2);
        send(SCANNER, SERVER, 40_000, 80, TcpFlags.ACK, 2, 2);
        for (int i = 0; i < PORTS; i++) {
            nowMs += 50;
            syn(1_000 + i);
            send(SERVER, SCANNER, 1_000 + i, 40_000, TcpFlags.RST | TcpFlags.ACK, 0, 2);
        }
        nowMs += MINUTE_MS;
        syn(80);
        nowMs += 11 * MINUTE_MS;
        syn(80);
        return capture.write(folder.resolve("scan.pcap"));
    }

    private List<JsonNode> events(Path eve, String type) throws IOException {
        return ReplayCall.events(eve).stream()
                .filter(event -> event.path("event_type").asText().equals(type))
                .toList();
    }

    private String call(Path capture, Path eve, Path dropped, String options) throws IOException {
        Path rules = Files.writeString(
                folder.resolve("x.rules"), "alert tcp any any -> any any (content:\"nobody says this\"; sid:1;)");
        // The capture goes on as if nobody had been banned, so that there are answers to what never arrived.
        String line = "replay --set detect.sgh-mpm-caching=no --set stream.drop-invalid=ambiguous --rules " + rules
                + " --eve " + eve + " --write-dropped " + dropped + " " + (options == null ? "" : options + " ")
                + capture;
        Call call = Call.of(line.split(" "));
        assertThat(call.exitStatus()).as(call.err()).isZero();
        return call.err();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # options                             | bans told         | trial | drops
            --ips                                 | begin end         | false | true
                                                  | begin extend end  | true  | false
            --ips --set attack.throttle.packets=5 --set attack.reaction=throttle |                   | false | true
            --ips --set attack.reaction=note      |                   | false | false
            --ips --set ban.allow=[198.18.7.7]    | refused           | false | false
            --ips --set ban.enabled=no            |                   | false | false
            """)
    void shouldDoWhatIsDueByThePacketsTime(String options, String told, boolean isTrial, boolean drops)
            throws IOException {
        Path eve = folder.resolve("eve.json");
        String summary = call(scan(), eve, folder.resolve("dropped.pcap"), options);

        List<JsonNode> bans = events(eve, "ban");
        assertThat(bans.stream().map(ban -> ban.at("/ban/action").asText()).distinct())
                .containsExactly(told == null ? new String[0] : told.split(" "));
        assertThat(bans).allMatch(ban -> ban.path("dry_run").asBoolean() == isTrial);
        assertThat(summary.contains(" 0 dropped")).isNotEqualTo(drops);
    }

    @Test
    void shouldDropWhoIsBannedUntilHisTimeIsOver() throws IOException {
        Path eve = folder.resolve("eve.json");
        call(scan(), eve, folder.resolve("dropped.pcap"), "--ips");

        JsonNode begin = events(eve, "ban").getFirst().path("ban");
        assertThat(begin.path("prefix").asText()).isEqualTo(SCANNER);
        assertThat(begin.path("detector").asText()).isEqualTo("port_scan");
        List<JsonNode> drops = events(eve, "drop");
        assertThat(drops).allMatch(drop -> drop.at("/drop/reason").asText().equals("ban"));
        // The one after a minute is the last; the one after twelve comes in again.
        assertThat(drops.getLast().path("pcap_cnt").asInt()).isEqualTo(3 + 2 * PORTS + 1);
    }

    @Test
    void shouldKeepAPacketThatShowsWhyAndSayWhere() throws IOException {
        Path eve = folder.resolve("eve.json");
        Path kept = folder.resolve("kept");
        call(scan(), eve, folder.resolve("dropped.pcap"), "--ips --evidence " + kept);

        String comment = "port_scan";
        assertThat(events(eve, "ban").getFirst().at("/ban/evidence").asText())
                .isEqualTo(kept + ", packets with the comment \"" + comment + "\"");
        assertThat(Files.readString(kept.resolve("evidence.pcapng"), StandardCharsets.ISO_8859_1))
                .contains(comment);
        assertThat(events(eve, "alert")).isEmpty();
    }

    @Test
    void shouldAnswerTheSamePacketsTheSameAndEachCaptureAnew() throws IOException {
        Path scan = scan();
        Path first = folder.resolve("first.json");
        Path second = folder.resolve("second.json");
        call(scan, first, folder.resolve("1.pcap"), "--ips");
        call(scan, second, folder.resolve("2.pcap"), "--ips " + scan);

        List<String> once = Files.readAllLines(first);
        List<String> twice = Files.readAllLines(second);
        assertThat(twice).hasSize(2 * once.size());
        assertThat(events(first, "ban").toString().repeat(2))
                .isEqualTo(events(second, "ban").subList(0, 2).toString()
                        + events(second, "ban").subList(2, 4));
    }
}
