package dev.winnow.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.event.AttackNotice;
import dev.winnow.event.Offence;
import dev.winnow.event.Offence.Kind;
import dev.winnow.rule.address.IpAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is told and counted is read again, over restarts, crashes and clocks that are set.
final class HistoryAgentTest {
    private static final long START_MS = 1_700_000_040_000L;
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final Duration KEEP = Duration.ofDays(90);
    private static final IpAddress SERVER = address("198.18.0.1");

    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();
    private final Map<String, Long> totals = new HashMap<>();
    private List<String> troubles = List.of();
    private long dayMs = START_MS;
    private long steadyNs;

    private static IpAddress address(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    private Path file() {
        return folder.resolve("history.db");
    }

    private HistoryAgent start() {
        totals.clear();
        HistoryAgent agent = new HistoryAgent(
                file(), KEEP, false, new HistoryAgent.Clocks(() -> dayMs, () -> steadyNs), messages::add);
        agent.onStart();
        agent.observe(new HistoryAgent.Observed() {
            @Override
            public Map<String, Long> totals() {
                return Map.copyOf(totals);
            }

            @Override
            public List<String> troubles() {
                return troubles;
            }
        });
        return agent;
    }

    private void pass(long ms) {
        dayMs += ms;
        steadyNs += TimeUnit.MILLISECONDS.toNanos(ms);
    }

    /// Lets so much time go by that the agent writes.
    private void write(HistoryAgent agent) {
        pass(10_000);
        assertThat(agent.doWork()).isOne();
    }

    private Offence offence(String name, String source, boolean dropped) {
        return new Offence(
                TimeUnit.MILLISECONDS.toNanos(dayMs),
                Kind.RULE,
                name,
                7,
                address(source),
                4_711,
                SERVER,
                80,
                "TCP",
                dropped,
                true);
    }

    private AttackNotice attack(long beginMs, boolean over, long peak) {
        return new AttackNotice(
                "port_scan",
                over,
                address("198.18.7.2"),
                32,
                true,
                SERVER,
                22,
                "TCP",
                TimeUnit.MILLISECONDS.toNanos(beginMs),
                TimeUnit.MILLISECONDS.toNanos(dayMs),
                peak,
                25,
                1,
                List.of("syn", "fin"),
                "ban_source",
                true);
    }

    private List<CountBucket> counts(long stepMs) throws HistoryException {
        try (HistoryReader reader = HistoryReader.open(file())) {
            return reader.counts(START_MS, START_MS + 24 * HOUR_MS, stepMs);
        }
    }

    private long sum(String name) throws HistoryException {
        return counts(HOUR_MS).stream().mapToLong(bucket -> bucket.count(name)).sum();
    }

    private List<OffenceRow> offences() throws HistoryException {
        try (HistoryReader reader = HistoryReader.open(file())) {
            return reader.offences(START_MS - HOUR_MS, START_MS + 24 * HOUR_MS);
        }
    }

    private List<Run> runs() throws HistoryException {
        try (HistoryReader reader = HistoryReader.open(file())) {
            return reader.runs();
        }
    }

    private LockdownNotice lockdown(long forMs, String ports, String by) {
        return new LockdownNotice(
                dayMs, ports.isEmpty() ? List.of() : List.of(ports), List.of("ssh:198.18.7.7"), dayMs + forMs, by);
    }

    private List<LockdownRow> lockdowns() throws HistoryException {
        try (HistoryReader reader = HistoryReader.open(file())) {
            return reader.lockdowns(START_MS, START_MS + 24 * HOUR_MS);
        }
    }

    @Test
    void shouldKnowWhenPortsWereShut() throws HistoryException {
        HistoryAgent agent = start();
        agent.lockdown(lockdown(HOUR_MS, "22", "root"));
        pass(MINUTE_MS);
        agent.lockdown(lockdown(HOUR_MS, "80", "root"));
        write(agent);
        pass(2 * MINUTE_MS);
        agent.lockdown(lockdown(0, "", "anna"));
        pass(HOUR_MS);
        agent.lockdown(lockdown(MINUTE_MS, "443", "root"));
        pass(HOUR_MS);
        agent.lockdown(lockdown(0, "", "anna"));
        agent.onClose();
        assertThat(lockdowns())
                .extracting(row -> row.lastMs() - row.beginMs(), LockdownRow::ports, LockdownRow::openedBy)
                .containsExactly(
                        tuple(MINUTE_MS, List.of("22"), "root"),
                        tuple(2 * MINUTE_MS + 10_000, List.of("80"), "anna"),
                        tuple(MINUTE_MS, List.of("443"), ""));
        assertThat(lockdowns().getFirst().kept()).containsExactly("ssh:198.18.7.7");
    }

    @Test
    void shouldCountByTheMinute() throws HistoryException {
        HistoryAgent agent = start();
        totals.put(CountNames.RECEIVED, 5L);
        write(agent);
        totals.put(CountNames.RECEIVED, 8L);
        write(agent);
        pass(MINUTE_MS);
        totals.put(CountNames.RECEIVED, 108L);
        write(agent);
        assertThat(counts(MINUTE_MS))
                .containsExactly(
                        new CountBucket(START_MS, Map.of(CountNames.RECEIVED, 8L)),
                        new CountBucket(START_MS + MINUTE_MS, Map.of(CountNames.RECEIVED, 100L)));
        agent.onClose();
    }

    @Test
    void shouldPutMinutesTogetherSoThatTheLastOnesEndWithThePeriod() throws HistoryException {
        HistoryAgent agent = start();
        for (long minute = 1; minute <= 7; minute++) {
            totals.put(CountNames.RECEIVED, minute);
            write(agent);
            pass(MINUTE_MS - 10_000);
        }
        agent.onClose();
        try (HistoryReader reader = HistoryReader.open(file())) {
            assertThat(reader.counts(START_MS + 100, START_MS + 7 * MINUTE_MS - 100, 3 * MINUTE_MS))
                    .extracting(CountBucket::beginMs, bucket -> bucket.count(CountNames.RECEIVED))
                    .containsExactly(
                            tuple(START_MS - 2 * MINUTE_MS, 1L),
                            tuple(START_MS + MINUTE_MS, 3L),
                            tuple(START_MS + 4 * MINUTE_MS, 3L));
        }
    }

    @Test
    void shouldAddUpWhatRunsOfOneMinuteHaveCounted() throws HistoryException {
        for (int run = 0; run < 3; run++) {
            HistoryAgent agent = start();
            totals.put(CountNames.ALERTS, 10L);
            agent.onClose();
        }
        assertThat(counts(MINUTE_MS)).containsExactly(new CountBucket(START_MS, Map.of(CountNames.ALERTS, 30L)));
        assertThat(runs()).extracting(Run::stopped).containsExactly(true, true, true);
    }

    @Test
    void shouldKnowWhatWasWrittenBeforeACrash() throws HistoryException {
        HistoryAgent killed = start();
        totals.put(CountNames.ALERTS, 4L);
        killed.offence(offence("a scan", "198.18.7.2", true));
        write(killed);
        assertThat(sum(CountNames.ALERTS)).isEqualTo(4);
        assertThat(offences())
                .singleElement()
                .satisfies(row -> assertThat(row.dropped()).isOne());
        assertThat(runs()).containsExactly(new Run(1, START_MS, START_MS + 10_000, false, false));
    }

    @Test
    void shouldLoseNothingWhenTheClockIsSet() throws HistoryException {
        HistoryAgent agent = start();
        long all = 0;
        for (long stepMs : new long[] {0, 5 * HOUR_MS, -3 * HOUR_MS, 0}) {
            dayMs += stepMs;
            all += 10;
            totals.put(CountNames.RECEIVED, all);
            write(agent);
        }
        agent.onClose();
        assertThat(sum(CountNames.RECEIVED)).isEqualTo(all);
        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.beginMs()).isEqualTo(START_MS);
            assertThat(run.lastMs()).isGreaterThanOrEqualTo(START_MS + 5 * HOUR_MS);
        });
        try (HistoryReader reader = HistoryReader.open(file())) {
            assertThat(reader.troubles(START_MS, START_MS + 24 * HOUR_MS))
                    .extracting(Trouble::text)
                    .containsExactlyInAnyOrder(
                            "the clock was set forward by 18000 s", "the clock was set back by 10800 s");
        }
    }

    @Test
    void shouldFollowAnAttackFromItsStartToItsEnd() throws HistoryException {
        HistoryAgent agent = start();
        long beginMs = dayMs;
        agent.attack(attack(beginMs, false, 30));
        write(agent);
        agent.attack(attack(beginMs, false, 99));
        agent.attack(attack(beginMs, true, 99));
        write(agent);
        agent.attack(attack(dayMs, false, 26));
        agent.onClose();
        try (HistoryReader reader = HistoryReader.open(file())) {
            assertThat(reader.attacks(START_MS, START_MS + HOUR_MS))
                    .extracting(AttackRow::subject, AttackRow::peak, AttackRow::over, AttackRow::techniques)
                    .containsExactly(
                            tuple("198.18.7.2", 99L, true, List.of("syn", "fin")),
                            tuple("198.18.7.2", 26L, false, List.of("syn", "fin")));
        }
    }

    @Test
    void shouldAddUpOffencesByWhatAndWho() throws HistoryException {
        HistoryAgent agent = start();
        for (int i = 0; i < 3; i++) {
            agent.offence(offence("a scan", "198.18.7.2", true));
            agent.offence(offence("a scan", "198.18.7.3", false));
            agent.offence(offence("an exploit", "198.18.7.2", i == 0));
            write(agent);
        }
        agent.onClose();
        assertThat(offences())
                .extracting(OffenceRow::name, OffenceRow::source, OffenceRow::count, OffenceRow::dropped)
                .containsExactly(
                        tuple("a scan", "198.18.7.2", 3L, 3L),
                        tuple("a scan", "198.18.7.3", 3L, 0L),
                        tuple("an exploit", "198.18.7.2", 3L, 1L));
    }

    @Test
    void shouldKeepThoseWhoStandOutOfVeryManyAndCountTheRest() throws HistoryException {
        HistoryAgent agent = start();
        long told = 0;
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 5_000; i++) {
                agent.offence(offence("a flood", "198.18.%d.%d".formatted(100 + i / 250, i % 250), false));
            }
            told += 5_001;
            agent.offence(offence("a flood", "198.18.100.7", false));
            write(agent);
        }
        agent.onClose();
        List<OffenceRow> rows = offences();
        assertThat(rows).hasSizeLessThanOrEqualTo(History.HOUR_ROWS + 1);
        assertThat(rows.stream().mapToLong(OffenceRow::count).sum()).isEqualTo(told);
        assertThat(rows)
                .filteredOn(row -> !row.isRest())
                .first()
                .satisfies(row -> assertThat(row.source()).isEqualTo("198.18.100.7"));
    }

    @Test
    void shouldRememberWhatDidNotWork() throws HistoryException {
        HistoryAgent agent = start();
        troubles = List.of("dead threads");
        write(agent);
        write(agent);
        troubles = List.of();
        write(agent);
        agent.onClose();
        try (HistoryReader reader = HistoryReader.open(file())) {
            assertThat(reader.troubles(START_MS, START_MS + HOUR_MS))
                    .containsExactly(new Trouble("dead threads", START_MS + 10_000, START_MS + 20_000));
        }
    }

    @Test
    void shouldForgetWhatIsTooOld() throws HistoryException {
        HistoryAgent agent = start();
        totals.put(CountNames.ALERTS, 1L);
        agent.offence(offence("a scan", "198.18.7.2", true));
        agent.attack(attack(dayMs, true, 30));
        write(agent);
        pass(KEEP.plusDays(1).toMillis());
        write(agent);
        agent.onClose();
        assertThat(sum(CountNames.ALERTS)).isZero();
        assertThat(offences()).isEmpty();
    }

    @Test
    void shouldGoOnWhereNothingCanBeWritten() throws IOException, HistoryException {
        Files.createDirectory(file());
        HistoryAgent agent = start();
        write(agent);
        assertThat(messages).singleElement().asString().contains("cannot", "reports will not know of this time");
        totals.put(CountNames.ALERTS, 9L);
        Files.delete(file());
        write(agent);
        assertThat(sum(CountNames.ALERTS)).isEqualTo(9);
        agent.onClose();
    }

    @Test
    void shouldSetASideWhatIsNoHistory() throws IOException, HistoryException {
        Files.writeString(file(), "this is no database at all, and was never meant to be one".repeat(100));
        start().onClose();
        assertThat(messages)
                .singleElement()
                .asString()
                .contains("history.db.damaged", "begins without what was before");
        assertThat(runs()).hasSize(1);
    }
}
