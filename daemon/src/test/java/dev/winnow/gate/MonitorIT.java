package dev.winnow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An interface is watched without a verdict: whatever the rules say, everything goes on.
final class MonitorIT {
    private static final String SITE = "http://" + TwoHosts.SERVER_IPV4;

    @RegisterExtension
    private static final WebGate GATE =
            new WebGate("drop tcp any any -> any 80 (msg:\"needle\"; content:\"needle\"; sid:1;)\n");

    @ParameterizedTest
    @ValueSource(strings = {"eth0", "any"})
    void shouldTellOfRealPacketsWhileTheyPassAndSumUpWhenStopped(String name) throws IOException, InterruptedException {
        Path events = GATE.folder().resolve("eve-" + name + ".json");
        try (Background monitor = monitor(name, events)) {
            GATE.fetch(SITE + "/" + name + "-needle-[1-5]").orFail();
            GATE.fetch(SITE + "/" + name + "-ordinary").orFail();
            Shell.await("the events are there", () -> Filter.events(events).size() == 5);
            assertThat(Filter.events(events)).allSatisfy(MonitorIT::assertWatched);
            assertThat(monitor.stop()).isZero();
            assertThat(monitor.output().lines().toList().getLast())
                    .matches("winnow: \\d[\\d,]* packets, 0 malformed, 5 alerts, 0 dropped by the kernel");
        }
    }

    private static void assertWatched(JsonNode event) {
        assertThat(event.path("event_type").asText()).isEqualTo("alert");
        assertThat(event.path("alert").path("action").asText()).isEqualTo("allowed");
        assertThat(event.path("dest_ip").asText()).isEqualTo(TwoHosts.SERVER_IPV4);
        assertThat(event.path("dest_port").asInt()).isEqualTo(80);
        assertThat(event.has("dry_run")).isFalse();
    }

    @Test
    void shouldSeeOnlyWhatTheFilterExpressionLetsThrough() throws IOException, InterruptedException {
        Path events = GATE.folder().resolve("eve-filtered.json");
        try (Background monitor = monitor("eth0", events, "--filter", "udp port 9")) {
            GATE.fetch(SITE + "/filtered-needle").orFail();
            assertThat(monitor.stop()).isZero();
            assertThat(monitor.output()).contains("winnow: 0 packets, ");
            assertThat(Filter.events(events)).isEmpty();
        }
    }

    @Test
    void shouldEndWhenTheInterfaceIsGone() throws IOException, InterruptedException {
        Shell.run(GATE.hosts().onServer("ip", "link", "add", "gone0", "type", "veth", "peer", "name", "gone1"))
                .orFail();
        Shell.run(GATE.hosts().onServer("ip", "link", "set", "gone0", "up")).orFail();
        try (Background monitor = monitor("gone0", GATE.folder().resolve("eve-gone.json"))) {
            Shell.run(GATE.hosts().onServer("ip", "link", "del", "gone0")).orFail();
            Shell.await("the monitor ends", () -> monitor.output().contains(" packets, "));
        }
    }

    private static Background monitor(String name, Path events, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Filter.WINNOW, "monitor", name, "--rules", GATE.rules().toString()));
        command.addAll(List.of("--eve", events.toString()));
        command.addAll(Arrays.asList(options));
        return new Background(
                GATE.hosts().onServer(command.toArray(String[]::new)),
                GATE.folder().resolve("monitor.out"),
                "watching " + name);
    }
}
