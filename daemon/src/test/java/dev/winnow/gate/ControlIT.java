package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A running filter says how it is, and does what it is told, by its socket.
final class ControlIT {
    private static final String RULES = """
            alert tcp any any -> any 80 (msg:"needle"; content:"needle"; sid:1;)
            alert tcp any any -> any 80 (msg:"unusable"; nonsense; sid:2;)
            """;
    private static final int NOT_RUNNING = 1;
    private static final int REQUESTS = 20;
    private static final String SITE = "http://" + TwoHosts.SERVER_IPV4;

    @RegisterExtension
    private static final WebGate GATE = new WebGate(RULES);

    @Test
    void shouldSayHowItIs() throws IOException, InterruptedException {
        try (Filter filter = GATE.filter("--dry-run")) {
            Shell.await("it answers", () -> filter.tell("status").exitStatus() == 0);
            GATE.fetch(SITE + "/needle[1-" + REQUESTS + "]").orFail();
            Shell.await(
                    "it has counted", () -> status(filter).at("/packets/alerts").asInt() >= REQUESTS);
            JsonNode status = status(filter);
            assertThat(status.path("state").asText()).isEqualTo("healthy");
            assertThat(status.path("dry_run").asBoolean()).isTrue();
            assertThat(status.at("/queues/0/queue_dropped").asInt(-1)).isZero();
            assertThat(status.at("/packets/received").asInt())
                    .isEqualTo(status.at("/packets/accepted").asInt());
            assertThat(status.at("/rules/usable").asInt()).isEqualTo(1);
            assertThat(status.at("/rules/total").asInt()).isEqualTo(2);
            assertThat(status.at("/rules/files/0").asText())
                    .isEqualTo(GATE.rules().toString());
            assertThat(filter.tell("status").output())
                    .contains(" is healthy, dropping nothing", "1 of 2 usable, loaded ", "queue 0 ");
            assertThat(filter.tell("top").output()).contains(" is healthy, dropping nothing");
        }
    }

    @Test
    void shouldBeGoneWhenStopReturns() throws IOException, InterruptedException {
        try (Filter filter = GATE.filter()) {
            Shell.await("it answers", () -> filter.tell("status").exitStatus() == 0);
            Shell.Result stopped = filter.tell("stop");
            assertThat(stopped.exitStatus()).as(stopped.output()).isZero();
            assertThat(stopped.output()).contains("winnow has stopped");
            assertThat(Filter.rulesOn(GATE.hosts())).isEmpty();
            assertThat(filter.control()).doesNotExist();
            assertThat(filter.awaitEnd()).isZero();
            Shell.Result after = filter.tell("status");
            assertThat(after.exitStatus()).isEqualTo(NOT_RUNNING);
            assertThat(after.output()).contains("not running: there is no ", "start a filter with 'winnow run'");
        }
    }

    @Test
    void shouldTakeTheSocketOfTheDeadAndLeaveThatOfTheLiving() throws IOException, InterruptedException {
        try (Filter killed = GATE.filter()) {
            Shell.await("it answers", () -> killed.tell("status").exitStatus() == 0);
            killed.kill();
            assertThat(killed.tell("status").output()).contains("was left by a filter that has ended");
        }
        for (String tool : new String[] {"iptables", "ip6tables"}) {
            Shell.run(GATE.hosts().onServer(tool, "-F")).orFail();
        }
        try (Filter living = GATE.filter()) {
            Shell.await("it answers", () -> living.tell("status").exitStatus() == 0);
            try (Background second = new Background(
                    GATE.hosts()
                            .onServer(
                                    Filter.WINNOW,
                                    "run",
                                    "--queue=5",
                                    "--eve=/dev/null",
                                    "--rules=" + GATE.rules(),
                                    "--control=" + living.control()),
                    GATE.folder().resolve("second.out"),
                    "filtering queue 5")) {
                assertThat(second.output()).contains("another winnow answers at " + living.control());
            }
            assertThat(status(living).at("/queues/0/queue").asInt(-1)).isZero();
        }
    }

    private static JsonNode status(Filter filter) throws IOException {
        Shell.Result result = filter.tell("status", "--json");
        assertThat(result.exitStatus()).as(result.output()).isZero();
        return new ObjectMapper().readTree(result.output());
    }
}
