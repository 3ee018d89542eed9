package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.bindings.pcap.PcapReader;
import dev.winnow.bindings.pcap.PcapSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What happened is in the report, whether the filter runs, was killed, or was stopped.
@TestMethodOrder(OrderAnnotation.class)
final class ReportIT {
    private static final String ATTACKER = "198.18.7.2";
    private static final String SITE = "http://" + TwoHosts.SERVER_IPV4;
    private static final Path RULES = Path.of("src", "main", "dist", "rules", "web-scanners.rules");

    @RegisterExtension
    private static final WebGate GATE = new WebGate();

    private static Filter filter() throws IOException, InterruptedException {
        return new Filter(
                GATE.hosts(),
                GATE.folder(),
                RULES.toAbsolutePath(),
                "--install-rule=INPUT -p tcp",
                "--set",
                "attack.enabled=yes",
                "--set",
                "ban.backend=none");
    }

    private static Shell.Result report(String... options) {
        List<String> command = new ArrayList<>(List.of(Filter.WINNOW, "report"));
        command.addAll(
                List.of("--control", GATE.folder().resolve("control.sock").toString()));
        command.addAll(List.of("--set", "history.file=" + GATE.folder().resolve("history.db")));
        command.addAll(List.of("--set", "ban.ledger=" + GATE.folder().resolve("bans.db")));
        command.addAll(List.of("--set", "evidence.directory=" + GATE.folder().resolve("evidence")));
        command.addAll(Arrays.asList(options));
        return Shell.run(command).orFail();
    }

    private static JsonNode json(String... options) throws IOException {
        Path file = GATE.folder().resolve("report.json");
        List<String> all = new ArrayList<>(List.of("--format", "json", "--output", file.toString()));
        all.addAll(Arrays.asList(options));
        report(all.toArray(String[]::new));
        return new ObjectMapper().readTree(file.toFile());
    }

    @Test
    @Order(1)
    void shouldTellOfTheScannerWhileItGoesOnAndAfterTheFilterIsKilled() throws IOException, InterruptedException {
        try (Filter filter = filter()) {
            Shell.await("it answers", () -> filter.tell("status").exitStatus() == 0);
            GATE.fetch(SITE + "/page").orFail();
            assertThat(GATE.fetch(SITE + "/?id=1", "-A", "sqlmap/1.7 <b>", "--max-time", "1")
                            .exitStatus())
                    .isNotZero();
            Shell.await("the scanner is banned", () -> {
                GATE.fetch(SITE + ":[2000-2050]/", "--connect-timeout", "1");
                return Shell.run(
                                Filter.WINNOW,
                                "bans",
                                "list",
                                "--control",
                                filter.control().toString())
                        .output()
                        .contains(ATTACKER + " ");
            });
            check(json());
            assertThat(json().path("last_line").asText())
                    .contains("still going on: port_scan by " + ATTACKER)
                    .doesNotContain("not running");
            checkAbuse();
            filter.kill();
        }
        check(json());
    }

    private static void check(JsonNode report) {
        assertThat(report.path("tried"))
                .anySatisfy(tried -> {
                    assertThat(tried.path("name").asText()).isEqualTo("winnow scan by sqlmap");
                    assertThat(tried.path("most_by").asText()).isEqualTo(ATTACKER);
                })
                .anySatisfy(tried -> {
                    assertThat(tried.path("name").asText()).isEqualTo("port_scan");
                    assertThat(tried.path("techniques"))
                            .extracting(JsonNode::asText)
                            .containsExactly("syn");
                });
        assertThat(report.at("/sources/0/src_ip").asText()).isEqualTo(ATTACKER);
        assertThat(report.at("/sources/0/did"))
                .extracting(JsonNode::asText)
                .contains("port_scan", "winnow scan by sqlmap");
        assertThat(report.at("/networks/0/prefix").asText()).isEqualTo("198.18.7.0/24");
        assertThat(report.at("/done/bans/0/prefix").asText()).isEqualTo(ATTACKER);
        assertThat(report.at("/packets/received").asLong())
                .isPositive()
                .isEqualTo(report.at("/packets/accepted").asLong() + dropped(report));
        assertThat(report.at("/done/dropped/rule").asLong()).isPositive();
        assertThat(report.at("/evidence/0/packets").asLong()).isPositive();
        assertThat(GATE.folder().resolve("evidence").resolve("evidence.pcapng"))
                .content(StandardCharsets.ISO_8859_1)
                .contains("winnow scan by sqlmap (sid 9100201), dropped", "port_scan");
    }

    private static long dropped(JsonNode report) {
        long sum = 0;
        for (JsonNode count : report.at("/done/dropped")) {
            sum += count.asLong();
        }
        return sum;
    }

    private static void checkAbuse() throws IOException {
        report("--abuse", GATE.folder().resolve("abuse").toString());
        Path network = GATE.folder().resolve("abuse").resolve("198.18.7.0_24");
        assertThat(network.resolve("report.eml"))
                .content()
                .contains("Content-Type: multipart/mixed", "winnow scan by sqlmap", "sqlmap/1.7 <b>");
        JsonNode scan = new ObjectMapper()
                .readTree(network.resolve(ATTACKER + "-port_scan.xarf.json").toFile());
        assertThat(scan.path("source_identifier").asText()).isEqualTo(ATTACKER);
        assertThat(scan.path("source_port").asInt()).isPositive();
        try (PcapReader packets =
                PcapReader.open(network.resolve(ATTACKER + ".pcapng").toString())) {
            assertThat(packets.next()).isEqualTo(PcapSource.Status.PACKET);
        }
    }

    @Test
    @Order(2)
    void shouldSayThatTheFilterWasKilledAndThatTheNextWasStopped() throws IOException, InterruptedException {
        for (String tool : new String[] {"iptables", "ip6tables"}) {
            Shell.run(GATE.hosts().onServer(tool, "-F")).orFail();
        }
        try (Filter filter = filter()) {
            Shell.await("it answers", () -> filter.tell("status").exitStatus() == 0);
            assertThat(filter.stop()).isZero();
        }
        check(json());
        String text = report("--format", "text").output();
        assertThat(text).contains("What was tried", "From which networks", "198.18.7.0/24");
        String page = report("--format", "html").output();
        assertThat(page).contains("<svg", "winnow scan by sqlmap").doesNotContain("<script", "http://", "https://");
    }

    @Test
    @Order(3)
    void shouldMailIt() throws IOException {
        Path box = GATE.folder().resolve("box");
        Path sendmail = Files.writeString(
                GATE.folder().resolve("sendmail"), "#!/bin/sh\necho \"$@\" > " + box + ".to; cat > " + box + "\n");
        assertThat(sendmail.toFile().setExecutable(true)).isTrue();
        Shell.Result result =
                report("--mail", "--set", "report.mail-to=ops@example.net", "--set", "report.sendmail=" + sendmail);
        assertThat(result.output()).doesNotContain("not");
        assertThat(Path.of(box + ".to")).content().isEqualTo("-i ops@example.net\n");
        assertThat(box).content().contains("To: ops@example.net", "Subject: winnow on ", "What was tried");
    }
}
