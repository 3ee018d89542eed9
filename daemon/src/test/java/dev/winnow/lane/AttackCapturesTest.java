package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.config.WinnowConfig;
import dev.winnow.detect.RuleCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What attacks are found in other people's captures, most of which are of ordinary traffic.
class AttackCapturesTest {
    private static final Path CAPTURES = Path.of("..", "..", "shared", "differential", "pcaps");
    private static final String SYN_FLOOD = "packet-captures__pkt.TCP.synflood.spoofed.pcap";

    /// Each with the reason why it is right, or cannot be told from what would be.
    private static final Map<String, String> EXPLAINED = Map.of(
            // 37,841 SYNs from 37,623 sources to one server.
            SYN_FLOOD,
            "syn_flood 10.10.10.10:25565",
            // Video recorders that answer a discovery which somebody sent in the victim's name.
            "packet-captures__amp.UDP.bacnet.IOT.37810.pcapng",
            "amplification 10.10.10.1:0",
            // What its name says.
            "nDPI__ip_fragmented_garbage.pcap",
            "fragment_flood 10.128.0.2:0",
            // A program on a telephone stands between: its side of the connections does not acknowledge the last FIN.
            "nDPI__webex.pcap",
            "lingering_connections 173.243.0.110:443",
            // 691 of 878 packets were cut, and the file does not say so.
            "zeek__timestamp.pcap",
            "malformed_flood 192.168.1.10:0");

    @TempDir
    private static Path folder;

    private static final Map<String, List<JsonNode>> EVENTS = new TreeMap<>();

    @BeforeAll
    static void replayAll() throws IOException, ConfigException, LaneException {
        assumeTrue(Files.isDirectory(CAPTURES), "other people's captures are not on this machine");
        Path eve = folder.resolve("eve.json");
        WinnowConfig config = ConfigLoader.load(Optional.empty(), ConfigLoader.Origin.OWN, List.of())
                .config();
        ReplaySettings settings =
                new ReplaySettings(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        try (Engine engine = new Engine(config, RuleCompiler.compile(List.of()).program());
                CaptureReplay replay = new CaptureReplay(engine, settings, Optional.of(eve));
                Stream<Path> captures = Files.list(CAPTURES)) {
            for (Path capture : captures.sorted().toList()) {
                replay(replay, capture);
            }
        }
        ObjectMapper json = new ObjectMapper();
        for (String line : Files.readAllLines(eve)) {
            JsonNode event = json.readTree(line);
            String capture =
                    Path.of(event.get("pcap_filename").asText()).getFileName().toString();
            if (event.get("event_type").asText().equals("anomaly")) {
                EVENTS.computeIfAbsent(capture, _ -> new ArrayList<>()).add(event);
            }
        }
    }

    /// Some captures are cut short, or of a link that winnow does not read.
    private static void replay(CaptureReplay replay, Path capture) {
        try {
            replay.replay(capture.toString(), _ -> {});
        } catch (IOException | LaneException _) {
            // What was read before counts.
        }
    }

    private static String attack(JsonNode event) {
        return event.at("/anomaly/event").asText() + " " + event.path("dest_ip").asText() + ":"
                + event.path("dest_port").asInt();
    }

    @Test
    void shouldFindWhatIsExplainedAndNothingElse() {
        Map<String, String> found = new TreeMap<>();
        EVENTS.forEach((capture, events) -> events.stream()
                .filter(event -> event.at("/anomaly/phase").asText().equals("start"))
                .forEach(event -> found.merge(capture, attack(event), (one, other) -> one + ", " + other)));

        assertThat(found).containsExactlyInAnyOrderEntriesOf(EXPLAINED);
    }

    @Test
    void shouldEndWhatItHasBegun() {
        EVENTS.values()
                .forEach(events -> assertThat(events)
                        .filteredOn(event -> event.at("/anomaly/phase").asText().equals("end"))
                        .hasSize(1));
    }

    @Test
    void shouldTellTheFloodWithinItsFirst500PacketsAndChallengeTheService() {
        JsonNode start = EVENTS.get(SYN_FLOOD).getFirst();

        assertThat(start.get("event_type").asText()).isEqualTo("anomaly");
        assertThat(start.at("/anomaly/type").asText()).isEqualTo("attack");
        assertThat(start.get("pcap_cnt").asInt()).isLessThanOrEqualTo(500);
        assertThat(start.at("/anomaly/reaction").asText()).isEqualTo("challenge");
        assertThat(start.has("src_ip")).isFalse();
        assertThat(EVENTS.get(SYN_FLOOD).getLast().at("/anomaly/sources").asInt())
                .isBetween(25_000, 50_000);
    }
}
