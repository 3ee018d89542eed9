package dev.winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.ban.BanStatus;
import dev.winnow.ban.Prefix;
import dev.winnow.ban.allow.AllowedPrefix;
import dev.winnow.ban.lockdown.LockdownState;
import dev.winnow.lane.FilterStatus;
import dev.winnow.lane.QueueState;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.metric.LatencyRecorder.Latencies;
import dev.winnow.verdict.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.ExitCode;

/// A filter is degraded while something is wrong, and for a minute after the kernel dropped or events were lost.
final class StatusReportTest {
    private static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");
    private static final int LOOKS_OF_A_MINUTE = 60;
    private static final List<AllowedPrefix> ALLOWED =
            List.of(new AllowedPrefix(Prefix.parse("198.18.7.1").orElseThrow(), "a gateway of this host"));

    private final LaneCounters counters = new LaneCounters();
    private long kernelDropped = 7;
    private List<String> deadThreads = List.of();
    private RulesInForce rules =
            new RulesInForce(3, 4, List.of(Path.of("/a.rules"), Path.of("/b.rules")), STARTED, 0, Optional.empty());
    private Optional<BanStatus> bans = Optional.empty();
    private FilterWatch watch;

    @BeforeEach
    void watch() throws IOException {
        counters.add(LaneCounter.RECEIVED, 1_000);
        counters.add(LaneCounter.EVENTS_LOST, 5);
        counters.dropped(Reason.RULE);
        counters.dropped(Reason.STREAM_MEMORY);
        watch = new FilterWatch(() -> new FilterStatus(
                CounterSnapshot.of(List.of(counters)),
                List.of(new QueueState(3, 2, kernelDropped, 0)),
                new Latencies(9, 1_000, 45_678, 1, 1),
                deadThreads));
    }

    private JsonNode report() throws IOException {
        watch.look();
        StatusReport.Facts facts =
                new StatusReport.Facts(STARTED, true, Optional.of(Path.of("/eve.json")), List.of("be warned"));
        return new StatusReport(watch, () -> rules, () -> bans, () -> ALLOWED, () -> LockdownState.OPEN, facts)
                .at(STARTED.plusSeconds(3_700));
    }

    @Test
    void shouldBeHealthyWhateverWasWrongLongAgo() throws IOException {
        JsonNode report = report();
        assertThat(report.path("state").asText()).isEqualTo("healthy");
        assertThat(StatusCommand.exitCode(report)).isEqualTo(ExitCode.OK);
        assertThat(StatusText.of(report).lines().map(String::strip))
                .anyMatch(line -> line.matches("winnow .* is healthy, dropping nothing .*, up 1 h 1 min, process \\d+"))
                .contains(
                        "queue 3   2 waiting, dropped by the kernel: 7 queue full, 0 socket buffer full",
                        "packets   1,000 received, 0 accepted, 2 dropped (rule 1, stream memory 1), 0 malformed, 0 alerts",
                        "events    /eve.json, 5 lost",
                        "warning   be warned")
                .anyMatch(line -> line.startsWith("rules     3 of 4 usable, loaded 2026-01-0")
                        && line.endsWith(" from /a.rules and 1 more"));
    }

    @Test
    void shouldBeDegradedForAMinuteAfterTheKernelDropped() throws IOException {
        kernelDropped += 1_234;
        for (int look = 0; look < LOOKS_OF_A_MINUTE; look++) {
            JsonNode report = report();
            assertThat(report.at("/reasons/0").asText()).startsWith("the kernel dropped 1,234 packets");
            assertThat(StatusCommand.exitCode(report)).isEqualTo(StatusCommand.DEGRADED);
        }
        assertThat(report().path("state").asText()).isEqualTo("healthy");
    }

    @Test
    void shouldSayEverythingThatIsWrong() throws IOException {
        counters.add(LaneCounter.EVENTS_LOST, 2);
        deadThreads = List.of("lane-3");
        rules = new RulesInForce(3, 4, List.of(), STARTED, 1, Optional.of("no rule is usable"));
        JsonNode report = report();
        assertThat(report.path("state").asText()).isEqualTo("degraded");
        assertThat(report.path("reasons"))
                .extracting(JsonNode::asText)
                .satisfiesExactly(
                        lost -> assertThat(lost).startsWith("2 events were lost in the last minute"),
                        dead -> assertThat(dead).endsWith("lane-3"),
                        reload -> assertThat(reload).endsWith("no rule is usable"));
        assertThat(StatusText.of(report)).contains(" is degraded: 2 events were lost");
    }

    @Test
    void shouldSayWhoComesFirstAndWhatWasNotDroppedForIt() throws IOException {
        assertThat(StatusText.of(report())).contains("allowed   1 addresses and networks come first");
        counters.add(LaneCounter.SPARED, 12);
        JsonNode report = report();
        assertThat(report.at("/allowed/0/prefix").asText()).isEqualTo("198.18.7.1");
        assertThat(report.at("/packets/spared").asLong()).isEqualTo(12);
        assertThat(StatusText.of(report)).contains("come first, 12 packets of theirs would have been dropped");
    }

    @ParameterizedTest
    @CsvSource({"0, 0 s", "59, 59 s", "60, 1 min", "3599, 59 min 59 s", "3600, 1 h", "90000, 1 d 1 h"})
    void shouldTellATimeInItsTwoLargestUnits(long seconds, String words) {
        assertThat(StatusText.duration(seconds)).isEqualTo(words);
    }
}
