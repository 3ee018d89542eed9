package dev.winnow.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ban.Prefix;
import dev.winnow.event.EvidencePacket;
import dev.winnow.event.EvidencePackets;
import dev.winnow.history.AttackRow;
import dev.winnow.history.OffenceRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who is accused and who is not, and that machines can read it.
final class AbuseReportTest {
    private static final Reporter REPORTER = new Reporter("Example Org", "security@example.net", "www");
    private static final Predicate<Prefix> NOBODY = Set.<Prefix>of()::contains;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private final Samples samples = new Samples();
    private long ids;

    private List<AbuseReport> reports(Map<String, List<EvidencePacket>> packets, Predicate<Prefix> spared) {
        return AbuseReport.of(samples.facts(), packets, spared, REPORTER, () -> new UUID(0x4000, ids++));
    }

    private List<AbuseReport> reports() {
        return reports(Map.of(), NOBODY);
    }

    private static JsonNode json(AbuseReport report, String file) throws IOException {
        return JSON.readTree(report.files().get(file));
    }

    private Map<String, List<EvidencePacket>> packets(String source) throws IOException {
        return Map.of(
                source,
                EvidencePackets.of(folder, source, Samples.SERVER, "GET /?id=1 HTTP/1.1\r\nUser-Agent: <b>\r\n\r\n"));
    }

    @Test
    void shouldAccuseNobodyOfNothing() {
        assertThat(reports()).isEmpty();
    }

    @Test
    void shouldAccuseByNetwork() {
        samples.scan("198.18.7.2", 1, true).scan("198.18.7.3", 2, true).scan("198.18.9.9", 3, true);
        samples.offence("a scan", 7, "fd00:0:0:0:0:0:0:7", 5, 5);
        assertThat(reports())
                .extracting(AbuseReport::folder)
                .containsExactly("198.18.7.0_24", "198.18.9.0_24", "fd00-0-0-0-0-0-0-0_48");
        assertThat(reports().getFirst().files().keySet())
                .containsExactly(
                        "198.18.7.2-vulnerability_scan.xarf.json",
                        "198.18.7.3-vulnerability_scan.xarf.json",
                        AbuseReport.MAIL);
    }

    @Test
    void shouldAccuseNobodyForAlertsAlone() {
        samples.offence("something odd", 7, "198.18.7.2", 5_000, 0);
        assertThat(reports()).isEmpty();
    }

    @Test
    void shouldAccuseNobodyInWhoseNameAnybodyCanSendPackets() {
        samples.flood(3, true, Samples.BEGIN_MS + 4 * Samples.HOUR_MS);
        samples.offences.add(
                new OffenceRow(true, "a scan", 7, "198.18.7.2", 1, Samples.SERVER, 53, "UDP", 0, 0, 5, 5, false));
        assertThat(reports()).isEmpty();
        samples.ban("198.18.7.2", 3, "ticket", "alice");
        assertThat(reports()).isEmpty();
        samples.ban("198.18.7.2", 3, "a scan", "winnow");
        assertThat(reports()).hasSize(1);
    }

    @Test
    void shouldAccuseNobodyWhoIsSpared() {
        samples.scan("198.18.7.2", 1, true).scan("198.18.9.9", 3, true);
        assertThat(reports(Map.of(), prefix -> prefix.toString().equals("198.18.7.2")))
                .extracting(AbuseReport::folder)
                .containsExactly("198.18.9.0_24");
    }

    @Test
    void shouldShowThePackets() throws IOException {
        samples.scan("198.18.7.2", 1, true).offence("winnow scan by sqlmap", 9_100_201, "198.18.7.2", 60, 60);
        AbuseReport report = reports(packets("198.18.7.2"), NOBODY).getFirst();
        JsonNode scan = json(report, "198.18.7.2-port_scan.xarf.json");
        assertThat(scan.path("source_port").asInt()).isEqualTo(EvidencePackets.SOURCE_PORT);
        JsonNode packets = scan.at("/evidence/1");
        assertThat(packets.path("content_type").asText()).isEqualTo("application/x-pcapng");
        byte[] payload = Base64.getDecoder().decode(packets.path("payload").asText());
        assertThat(payload).isEqualTo(report.files().get("198.18.7.2.pcapng"));
        assertThat(packets.path("size").asInt()).isEqualTo(payload.length);
        assertThat(EvidencePackets.read(folder, payload))
                .extracting(EvidencePacket::comment)
                .containsExactly(EvidencePackets.COMMENT);
        String log = new String(
                Base64.getDecoder().decode(scan.at("/evidence/0/payload").asText()), StandardCharsets.UTF_8);
        assertThat(log.lines())
                .containsExactly(
                        "2026-03-01 01:00:00 to 2026-03-01 01:59:59: port_scan, up to 812 at a time, at 198.18.0.1 port 22, TCP",
                        "2026-03-01 01:00:00 to 2026-03-01 02:00:00: winnow scan by sqlmap, 60 packets, at 198.18.0.1 port 80, TCP",
                        "2010-02-15 10:11:12 packet TCP 198.18.7.2 4711 > 198.18.0.1 80 (" + EvidencePackets.COMMENT
                                + "): GET /?id=1 HTTP/1.1..User-Agent: <b>....");
    }

    @Test
    void shouldBeAMailThatNamesNoReceiver() throws IOException {
        samples.scan("198.18.7.2", 1, true);
        String mail = new String(
                reports(packets("198.18.7.2"), NOBODY).getFirst().files().get(AbuseReport.MAIL),
                StandardCharsets.US_ASCII);
        assertThat(mail)
                .startsWith("From: security@example.net\r\nSubject: Abuse from 198.18.7.0/24: port_scan\r\n")
                .contains(
                        "Hosts of the network 198.18.7.0/24 have attacked www.",
                        "filename=\"198.18.7.2-port_scan.xarf.json\"",
                        "filename=\"198.18.7.2.pcapng\"")
                .doesNotContain("\r\nTo:");
    }

    /// The fields that the schemas of XARF 4.2 require, the values that they allow, and no port where none is known.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            port_scan     | TCP       | yes | port_scan          | tcp
            host_scan     | UDP       | yes | port_scan          | udp
            syn_flood     | TCP       | yes | ddos               | tcp
            slow_headers  | TCP       | yes | ddos               | tcp
            port_scan     | TCP       | no  | vulnerability_scan | tcp
            request_flood | TCP       | no  | vulnerability_scan | tcp
            fragment_flood| IPv6-ICMP | no  | vulnerability_scan | icmp
            malformed_flood| GRE      | yes | vulnerability_scan | mixed
            """)
    void shouldBeWhatTheSchemaWants(String detector, String protocol, String port, String type, String told)
            throws IOException {
        samples.attacks.add(new AttackRow(
                1,
                detector,
                "198.18.7.2",
                true,
                Samples.SERVER,
                0,
                protocol,
                Samples.BEGIN_MS,
                Samples.BEGIN_MS + 1,
                true,
                0,
                1,
                1,
                List.of(),
                "note",
                true));
        AbuseReport report = reports(port.equals("yes") ? packets("198.18.7.2") : Map.of(), NOBODY)
                .getFirst();
        JsonNode xarf = json(report, "198.18.7.2-" + type + ".xarf.json");
        assertThat(xarf.path("xarf_version").asText()).matches("4\\.\\d+\\.\\d+");
        assertThat(UUID.fromString(xarf.path("report_id").asText())).isNotNull();
        for (String time : List.of("timestamp", "first_seen", "last_seen")) {
            assertThat(xarf.path(time).asText()).matches("2026-03-01T00:00:00(\\.\\d+)?Z");
        }
        for (String party : List.of("reporter", "sender")) {
            assertThat(names(xarf.path(party))).isEqualTo(Set.of("org", "contact", "domain"));
            assertThat(xarf.path(party).path("domain").asText()).isEqualTo("example.net");
        }
        assertThat(xarf.path("source_identifier").asText()).isEqualTo("198.18.7.2");
        assertThat(xarf.path("category").asText()).isEqualTo("connection");
        assertThat(xarf.path("type").asText()).isEqualTo(type);
        assertThat(xarf.path("protocol").asText()).isEqualTo(told);
        assertThat(xarf.has("source_port")).isEqualTo(port.equals("yes"));
        assertThat(xarf.has("scan_type")).isEqualTo(type.equals("vulnerability_scan"));
        assertThat(xarf.has("destination_port")).isFalse();
        for (JsonNode item : xarf.path("evidence")) {
            assertThat(names(item)).isEqualTo(Set.of("content_type", "description", "payload", "hash", "size"));
            assertThat(item.path("hash").asText()).matches("sha256:[0-9a-f]{64}");
        }
    }

    private static Set<String> names(JsonNode object) {
        return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false)
                .collect(Collectors.toSet());
    }
}
