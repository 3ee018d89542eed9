package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.control.ControlClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rules are exchanged while traffic flows: none of it is lost, and what cannot be used changes nothing.
final class ReloadIT {
    private static final int RELOADS = 20;
    private static final int DEGRADED = 3;
    private static final String SITE = "http://" + TwoHosts.SERVER_IPV4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Path rules;
    private Filter filter;

    @RegisterExtension
    private static final WebGate GATE = new WebGate();

    @BeforeEach
    void writeRules() throws IOException {
        rules = GATE.folder().resolve("reload-" + System.nanoTime() + ".rules");
        write("FIRST");
    }

    @AfterEach
    void stop() {
        if (filter != null) {
            filter.close();
        }
    }

    /// Rules that differ in what they drop, in their number, in their variables, and in what they ask of parsers.
    private void write(String marker) throws IOException {
        StringBuilder text = new StringBuilder("drop http any any -> any any (msg:\"marker\"; http.uri; content:\"")
                .append(marker)
                .append("\"; sid:1; rev:1;)\n");
        for (int i = 0; i < marker.length(); i++) {
            text.append("alert http any any -> any any (flowbits:set,")
                    .append(marker)
                    .append(i);
            text.append("; noalert; http.user_agent; content:\"nobody\"; sid:")
                    .append(100 + i)
                    .append(";)\n");
        }
        Files.writeString(rules, text);
    }

    private void start(String... options) throws IOException, InterruptedException {
        filter = new Filter(GATE.hosts(), GATE.folder(), rules, options);
        Shell.await("it answers", () -> Files.exists(filter.control()));
    }

    private JsonNode ask(String command) throws Exception {
        try (ControlClient client = ControlClient.connect(filter.control())) {
            return client.ask(command, JsonNodeFactory.instance.objectNode(), PATIENCE);
        }
    }

    private boolean isDropped(String marker) {
        return GATE.fetch(SITE + "/" + marker, "--max-time", "2").exitStatus() != 0;
    }

    @ParameterizedTest
    @ValueSource(strings = {"single", "split:2"})
    void shouldLoseNothingWhileRulesAreExchanged(String threads) throws Exception {
        start("--threads", threads);
        Path received = GATE.folder().resolve("received-" + threads.replace(':', '-'));
        Process download = Shell.start(
                GATE.hosts()
                        .onClient(
                                "curl",
                                "-sf",
                                "--limit-rate",
                                "2M",
                                "--max-time",
                                "110",
                                "-o",
                                received.toString(),
                                SITE + "/download"),
                GATE.folder().resolve("download.out"));
        Shell.await("the download has begun", () -> Files.exists(received) && Files.size(received) > 0);
        for (int i = 0; i < RELOADS; i++) {
            write("ROUND" + "x".repeat(i) + i + "y");
            Process requests = requests(i);
            ask("reload");
            assertThat(requests.waitFor())
                    .as("ordinary requests of round %d", i)
                    .isZero();
        }
        assertThat(isDropped("FIRST")).isFalse();
        assertThat(isDropped("ROUND" + "x".repeat(RELOADS - 1) + (RELOADS - 1) + "y"))
                .isTrue();
        assertThat(download.waitFor()).isZero();
        assertThat(received).hasSameBinaryContentAs(GATE.web().download());
        JsonNode status = ask("status");
        assertThat(status.path("state").asText()).isEqualTo("healthy");
        assertThat(status.at("/rules/reloads").asInt()).isEqualTo(RELOADS);
        assertThat(status.at("/packets/faults").asInt(-1)).isZero();
        assertThat(status.path("queues")).isNotEmpty().allSatisfy(queue -> {
            assertThat(queue.path("queue_dropped").asInt(-1)).isZero();
            assertThat(queue.path("user_dropped").asInt(-1)).isZero();
        });
    }

    /// Many requests on connections of their own and on shared ones, while the caller does something else.
    private static Process requests(int round) throws IOException {
        return Shell.start(
                GATE.hosts()
                        .onClient(
                                "curl",
                                "-sf",
                                "--max-time",
                                "20",
                                "--parallel",
                                "--parallel-max",
                                "8",
                                "-o",
                                "/dev/null",
                                SITE + "/ordinary" + round + "-[1-200]"),
                GATE.folder().resolve("requests.out"));
    }

    @Test
    void shouldLeaveTheRulesInForceWhereTheNewOnesAreOfNoUse() throws Exception {
        start();
        Files.writeString(rules, "drop http any any -> any any (http.uri; content:\"SECOND; sid:1;)\n");
        Shell.Result failed = filter.tell("reload");
        assertThat(failed.exitStatus()).isEqualTo(1);
        assertThat(failed.output())
                .contains(rules + ":1:", "^")
                .contains("no rule is usable (0 of 1 rules usable): the rules before are in force");
        assertThat(isDropped("FIRST")).isTrue();
        Shell.Result degraded = filter.tell("status");
        assertThat(degraded.exitStatus()).isEqualTo(DEGRADED);
        assertThat(degraded.output()).contains("is degraded: the last reload failed", "no rule is usable");

        Files.delete(rules);
        assertThat(filter.tell("reload").output()).contains(rules.getFileName() + "", "the rules before are in force");
        assertThat(isDropped("FIRST")).isTrue();

        write("SECOND");
        Shell.Result done = filter.tell("reload");
        assertThat(done.exitStatus()).as(done.output()).isZero();
        assertThat(done.output()).contains("7 of 7 rules usable, in force after ");
        assertThat(filter.tell("status").exitStatus()).isZero();
        assertThat(isDropped("SECOND")).isTrue();
        assertThat(isDropped("FIRST")).isFalse();
    }

    @Test
    void shouldTakeWhatIsUsableUnlessAllMustBe() throws Exception {
        start();
        Files.writeString(rules, """
                drop http any any -> any any (http.uri; content:"THIRD"; sid:1;)
                drop http any any -> any any (http.nonsense; content:"x"; sid:2;)
                """);
        assertThat(filter.tell("reload", "--strict").output())
                .contains(":2:", "only 1 of 2 rules usable: the rules before are in force");
        assertThat(isDropped("FIRST")).isTrue();
        Shell.Result done = filter.tell("reload");
        assertThat(done.exitStatus()).isZero();
        assertThat(done.output()).contains(":2:", "1 of 2 rules usable, in force after ");
        assertThat(isDropped("THIRD")).isTrue();
    }

    @Test
    void shouldReloadOnHangUp() throws Exception {
        assumeFalse(ignoresHangUps(), "SIGHUP is ignored here, as behind nohup, and the JVM leaves it so");
        start();
        write("FOURTH");
        Shell.run("kill", "-HUP", Long.toString(filter.pid())).orFail();
        Shell.await("it has reloaded", () -> filter.output().contains("winnow: reloaded: 7 of 7 rules usable"));
        assertThat(isDropped("FOURTH")).isTrue();
        Files.writeString(rules, "nonsense\n");
        Shell.run("kill", "-HUP", Long.toString(filter.pid())).orFail();
        Shell.await("it says why not", () -> filter.output().contains("winnow: reload failed: "));
        assertThat(isDropped("FOURTH")).isTrue();
        assertThat(new ObjectMapper()
                        .readTree(filter.tell("status", "--json").output())
                        .at("/rules/last_failure")
                        .asText())
                .contains("holds no rules");
        assertThat(filter.stop()).isZero();
    }

    /// Source: proc_pid_status(5), SigIgn; a process inherits what is ignored.
    private static boolean ignoresHangUps() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 1) != 0);
    }
}
