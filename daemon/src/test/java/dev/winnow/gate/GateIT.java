package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is asked for first of all: bytes that a rule names never reach the server, everything else does.
final class GateIT {
    private static final String RULES = """
            drop tcp any any -> any 80 (msg:"marker"; content:"EXTENDEDPROTOCOL"; sid:1; rev:1;)
            alert http any any -> any any (msg:"needle"; flow:established,to_server; http.uri; content:"needle"; \
            sid:2; rev:1;)
            alert http any any -> any any (msg:"answer"; flow:established,to_client; http.stat_code; content:"404"; \
            sid:3; rev:1;)
            """;
    private static final int ORDINARY_REQUESTS = 1_000;

    @RegisterExtension
    private static final WebGate GATE = new WebGate(RULES);

    @ParameterizedTest
    @ValueSource(strings = {TwoHosts.SERVER_IPV4, "[" + TwoHosts.SERVER_IPV6 + "]"})
    void shouldKeepOnlyTheMarkedRequestFromTheServer(String address) throws IOException, InterruptedException {
        String tag = address.startsWith("[") ? "six" : "four";
        try (Filter filter = GATE.filter()) {
            assertThat(GATE.fetch("http://" + address + "/" + tag + "[1-" + ORDINARY_REQUESTS + "]")
                            .exitStatus())
                    .isZero();
            assertThat(GATE.fetch("http://" + address + "/" + tag + "-EXTENDEDPROTOCOL")
                            .exitStatus())
                    .isNotZero();
            assertThat(GATE.fetch("http://" + address + "/" + tag + "-after").exitStatus())
                    .isZero();
            // Before the filter stops: the client's kernel goes on sending what was dropped, and nobody drops it then.
            assertThat(GATE.web().requestsOf("/" + tag + "-EXTENDEDPROTOCOL")).isZero();
            assertThat(GATE.web().requestsOf("/" + tag)).isEqualTo(ORDINARY_REQUESTS + 1);
            assertThat(filter.stop()).isZero();
            assertThat(Filter.events(filter.eventFile()))
                    .anySatisfy(event ->
                            assertThat(event.path("event_type").asText()).isEqualTo("drop"))
                    .anySatisfy(event -> assertThat(
                                    event.path("alert").path("action").asText())
                            .isEqualTo("blocked"));
            assertThat(Files.readString(filter.evidence(), StandardCharsets.ISO_8859_1))
                    .contains("/" + tag + "-EXTENDEDPROTOCOL", "marker (sid 1), dropped");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "split", "split:2"})
    void shouldLetALargeDownloadThroughIntact(String threads) throws IOException, InterruptedException {
        Path received = GATE.folder().resolve("received-" + threads.replace(':', '-'));
        try (Filter filter = GATE.filter("--threads", threads)) {
            Shell.run(GATE.hosts()
                            .onClient(
                                    "curl",
                                    "-sf",
                                    "--max-time",
                                    "60",
                                    "-o",
                                    received.toString(),
                                    "http://" + TwoHosts.SERVER_IPV4 + "/download"))
                    .orFail();
            // and the other way: an upload is what passes the queue with large packets
            Shell.Result upload = Shell.run(GATE.hosts()
                    .onClient(
                            "curl",
                            "-s",
                            "--max-time",
                            "60",
                            "-o",
                            "/dev/null",
                            "-w",
                            "%{size_upload}",
                            "--data-binary",
                            "@" + GATE.web().download(),
                            "http://" + TwoHosts.SERVER_IPV4 + "/index.html"));
            assertThat(upload.exitStatus()).as(upload.output()).isZero();
            assertThat(filter.stop()).isZero();
        }
        assertThat(received).hasSameBinaryContentAs(GATE.web().download());
    }

    @Test
    void shouldLeaveNoRuleAndLoseNoConnectionWhenStopped() throws IOException, InterruptedException {
        Path received = GATE.folder().resolve("received-while-stopping");
        Process download;
        try (Filter filter = GATE.filter()) {
            download = Shell.start(
                    GATE.hosts()
                            .onClient(
                                    "curl",
                                    "-sf",
                                    "--limit-rate",
                                    "8M",
                                    "--max-time",
                                    "60",
                                    "-o",
                                    received.toString(),
                                    "http://" + TwoHosts.SERVER_IPV4 + "/download"),
                    GATE.folder().resolve("curl.out"));
            Shell.await("the download has begun", () -> Files.exists(received) && Files.size(received) > 0);
            assertThat(filter.stop()).isZero();
        }
        assertThat(Filter.rulesOn(GATE.hosts())).isEmpty();
        assertThat(download.waitFor()).isZero();
        assertThat(received).hasSameBinaryContentAs(GATE.web().download());
    }

    @Test
    void shouldGiveTheSameVerdictsInAReplayOfTheCapture() throws IOException, InterruptedException {
        Path capture = GATE.folder().resolve("wire.pcap");
        Process tcpdump = Shell.start(
                GATE.hosts()
                        .onServer(
                                "tcpdump",
                                "-i",
                                "eth0",
                                "-U",
                                "-s",
                                "0",
                                "-w",
                                capture.toString(),
                                "tcp",
                                "port",
                                "80"),
                GATE.folder().resolve("tcpdump.out"));
        Shell.await("tcpdump listens", () -> Files.exists(capture) && Files.size(capture) > 0);
        Path live;
        try (Filter filter = GATE.filter()) {
            GATE.fetch("http://" + TwoHosts.SERVER_IPV4 + "/replay[1-50]");
            GATE.fetch("http://" + TwoHosts.SERVER_IPV4 + "/needle-[1-5]");
            GATE.fetch("http://[" + TwoHosts.SERVER_IPV6 + "]/needle-6");
            GATE.fetch("http://" + TwoHosts.SERVER_IPV4 + "/replay-EXTENDEDPROTOCOL");
            live = filter.eventFile();
        } finally {
            Shell.terminate(tcpdump);
        }
        Path replayed = GATE.folder().resolve("replayed.json");
        Shell.run(
                        Filter.WINNOW,
                        "replay",
                        "--ips",
                        "--checksums=ignore",
                        "--rules",
                        GATE.rules().toString(),
                        "--eve",
                        replayed.toString(),
                        capture.toString())
                .orFail();
        assertThat(verdicts(live)).isNotEmpty().containsExactlyInAnyOrderElementsOf(verdicts(replayed));
    }

    @Test
    void shouldSayWhoHoldsAQueueThatIsTakenAndLeaveItsRuleAlone() throws IOException, InterruptedException {
        try (Filter _ = GATE.filter()) {
            Shell.Result second = Shell.run(GATE.hosts()
                    .onServer(Filter.WINNOW, "run", "--rules", GATE.rules().toString()));
            assertThat(second.exitStatus()).isEqualTo(1);
            assertThat(second.output().strip().lines()).hasSize(1);
            assertThat(second.output()).contains("another program holds queue 0");
            assertThat(Filter.rulesOn(GATE.hosts())).hasSize(Filter.RULES);
        }
    }

    @Test
    void shouldLeaveNoRuleWhenItCannotStart() {
        Shell.Result failed = Shell.run(GATE.hosts()
                .onServer(
                        Filter.WINNOW,
                        "run",
                        "--rules",
                        GATE.folder().resolve("absent.rules").toString(),
                        "--install-rule"));
        assertThat(failed.exitStatus()).isIn(1, 2);
        assertThat(failed.output().strip().lines()).hasSize(1);
        assertThat(Filter.rulesOn(GATE.hosts())).isEmpty();
    }

    /// Who was judged how, without what differs between the wire and the queue.
    private static List<String> verdicts(Path events) throws IOException {
        return Filter.events(events).stream().map(GateIT::verdict).toList();
    }

    private static String verdict(JsonNode event) {
        return String.join(
                " ",
                event.path("event_type").asText(),
                event.path("src_ip").asText(),
                event.path("src_port").asText(),
                event.path("alert").path("signature_id").asText(),
                event.path("alert").path("action").asText(),
                event.path("drop").path("reason").asText());
    }
}
