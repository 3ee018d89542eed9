package dev.winnow.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.winnow.history.CountNames;
import dev.winnow.history.OffenceRow;
import dev.winnow.history.Run;
import dev.winnow.history.Trouble;
import dev.winnow.report.Digest.Gap;
import dev.winnow.report.Digest.Network;
import dev.winnow.report.Digest.Offender;
import dev.winnow.report.Digest.Tried;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Facts in, digest out.
final class DigestBuilderTest {
    private static final long MINUTE_MS = Samples.MINUTE_MS;
    private static final long BEGIN_MS = Samples.BEGIN_MS;
    private static final long UNTIL_MS = Samples.DAY.untilMs();

    private final Samples samples = new Samples();

    @Test
    void shouldNotAccuseWhoseFirstPacketsWereDroppedInAFlood() {
        samples.offences.add(
                new OffenceRow(false, "attack", 0, "198.18.7.9", 4_711, Samples.SERVER, 80, "TCP", 0, 0, 2, 2, false));
        Digest digest = samples.offence("a scan", 7, "198.18.7.2", 1, 1).digest();
        assertThat(digest.sources()).extracting(Digest.Offender::address).containsExactly("198.18.7.2");
        assertThat(digest.networks()).extracting(Digest.Network::sources).containsExactly(1L);
    }

    @Test
    void shouldBeDoneWhenAllIsWell() {
        Digest digest = samples.digest();
        assertThat(digest.lastLine()).isEqualTo("done!");
        assertThat(digest.tried()).isEmpty();
        assertThat(digest.gaps()).isEmpty();
    }

    @Test
    void shouldBeDoneAfterAttacksThatAreOverAndWereAnswered() {
        Digest digest = samples.scan("198.18.7.2", 3, true)
                .flood(5, true, BEGIN_MS + 6 * Samples.HOUR_MS)
                .offence("an exploit", 9, "198.18.7.2", 5, 5)
                .ban("198.18.7.2", 4, "port_scan", "winnow")
                .count(3, CountNames.DROPPED + "rule", 5)
                .digest();
        assertThat(digest.lastLine()).isEqualTo("done!");
    }

    static Stream<Arguments> counted() {
        return Stream.of(
                Arguments.of(
                        CountNames.KERNEL_DROPPED, "the kernel dropped 1,234 packets because winnow did not take them"),
                Arguments.of(
                        CountNames.DROPPED + "overload",
                        "1,234 packets were dropped because there was no memory or time to judge them"),
                Arguments.of(
                        CountNames.DROPPED + "stream_memory",
                        "1,234 packets were dropped because there was no memory or time to judge them"),
                Arguments.of(CountNames.EVENTS_LOST, "1,234 events or packets of evidence were not kept"),
                Arguments.of(
                        CountNames.SUSPICIONS_LOST,
                        "1,234 suspicions of attacks were not followed: there were too many"),
                Arguments.of(CountNames.ERRORS, "1,234 faults of winnow's own"));
    }

    @ParameterizedTest
    @MethodSource("counted")
    void shouldSayWhatWasLost(String name, String words) {
        assertThat(samples.count(3, name, 1_000).count(4, name, 234).digest().problems())
                .containsExactly(words);
    }

    /// When filters ran, in minutes of the day, and whether they were stopped.
    static Stream<Arguments> presences() {
        return Stream.of(
                Arguments.of(List.of(run(0, 1_440, true)), false, "done!", List.of()),
                Arguments.of(List.of(run(600, 1_440, true)), false, "done!", List.of()),
                Arguments.of(
                        List.of(run(-60, 100, true), run(112, 1_440, false)),
                        true,
                        "not well: winnow was not running for 12 min",
                        List.of(gap(100, 112, true))),
                Arguments.of(
                        List.of(run(-60, 100, false), run(112, 1_440, false)),
                        true,
                        "not well: winnow was not running for 12 min, and not because somebody stopped it",
                        List.of(gap(100, 112, false))),
                Arguments.of(List.of(run(-60, 100, false), run(101, 1_440, false)), true, "done!", List.of()),
                Arguments.of(
                        List.of(run(-60, 100, true), run(200, 300, true), run(400, 1_440, true)),
                        false,
                        "not well: winnow was not running for 3 h 20 min, in 2 pieces",
                        List.of(gap(100, 200, true), gap(300, 400, true))),
                Arguments.of(
                        List.of(run(-60, 1_000, true)),
                        false,
                        "not well: winnow was not running for 7 h 20 min, to the end",
                        List.of(gap(1_000, 1_440, true))),
                Arguments.of(
                        List.of(run(-600, -60, true), run(10, 1_440, true)),
                        false,
                        "not well: winnow was not running for 10 min",
                        List.of(gap(0, 10, true))),
                // Two at the same time, as for two queues, and one that began before its clock was set back.
                Arguments.of(List.of(run(0, 1_000, true), run(10, 1_440, true)), false, "done!", List.of()),
                Arguments.of(List.of(run(-60, 1_440, true), run(20, 30, false)), false, "done!", List.of()),
                Arguments.of(List.of(), false, "not well: winnow has not run in this time", List.of()),
                Arguments.of(
                        List.of(run(-600, -60, true)),
                        false,
                        "not well: winnow has not run in this time",
                        List.of(gap(0, 1_440, true))));
    }

    private static Run run(long beginMinute, long lastMinute, boolean stopped) {
        return new Run(
                beginMinute + 1_000,
                BEGIN_MS + beginMinute * MINUTE_MS,
                BEGIN_MS + lastMinute * MINUTE_MS,
                stopped,
                false);
    }

    private static Gap gap(long beginMinute, long endMinute, boolean stopped) {
        return new Gap(BEGIN_MS + beginMinute * MINUTE_MS, BEGIN_MS + endMinute * MINUTE_MS, stopped);
    }

    @ParameterizedTest
    @MethodSource("presences")
    void shouldSayWhenNoFilterWasThere(List<Run> runs, boolean running, String lastLine, List<Gap> gaps) {
        samples.runs = runs;
        samples.running = running;
        assertThat(samples.digest().lastLine()).isEqualTo(lastLine);
        assertThat(samples.digest().gaps()).isEqualTo(gaps);
    }

    @Test
    void shouldSayThatAnAttackStillGoesOn() {
        assertThat(samples.flood(23, false, UNTIL_MS - 5_000).digest().lastLine())
                .isEqualTo("not well: still going on: syn_flood of 198.18.0.1 port 80");
    }

    @Test
    void shouldTakeAnAttackForOverThatEndedWithItsFilter() {
        samples.runs = List.of(run(0, 1_000, false), new Run(2, BEGIN_MS, UNTIL_MS, false, false));
        assertThat(samples.flood(16, false, BEGIN_MS + 1_000 * MINUTE_MS)
                        .digest()
                        .lastLine())
                .isEqualTo("done!");
    }

    @Test
    void shouldNameThreeOfManyAttacksThatGoOn() {
        for (int i = 2; i < 9; i++) {
            samples.scan("198.18.7." + i, 23, false);
        }
        assertThat(samples.digest().problems())
                .containsExactly(
                        "still going on: port_scan by 198.18.7.2",
                        "still going on: port_scan by 198.18.7.3",
                        "still going on: port_scan by 198.18.7.4",
                        "still going on: 4 more attacks");
    }

    @Test
    void shouldSayWhatDidNotWorkOnce() {
        samples.remarks.add("the disk is full");
        samples.troubles.add(new Trouble("the disk is full", BEGIN_MS, BEGIN_MS));
        samples.troubles.add(new Trouble("dead threads", BEGIN_MS, BEGIN_MS));
        assertThat(samples.digest().lastLine()).isEqualTo("not well: the disk is full; dead threads");
    }

    @Test
    void shouldSayThatATrialDropsNothing() {
        samples.runs = List.of(new Run(1, BEGIN_MS, UNTIL_MS, true, true));
        assertThat(samples.digest().lastLine()).isEqualTo("not well: nothing is dropped: winnow runs with --dry-run");
    }

    @Test
    void shouldRankWhatWasTried() {
        samples.offence("a scan", 7, "198.18.7.2", 10, 10)
                .offence("a scan", 7, "198.18.9.9", 3, 3)
                .offence("a scan", 7, "", 500, 0)
                .offence("an exploit", 8, "198.18.7.2", 99, 99)
                .scan("198.18.7.2", 3, true)
                .scan("198.18.7.3", 4, true)
                .flood(5, true, BEGIN_MS + 6 * Samples.HOUR_MS);
        assertThat(samples.digest().tried())
                .containsExactly(
                        new Tried("port_scan", 0, 2, 2, "198.18.7.2", List.of("syn", "xmas"), 812),
                        new Tried("syn_flood", 0, 1, 37_623, "", List.of(), 37_841),
                        new Tried("a scan", 7, 513, 2, "198.18.7.2", List.of(), 0),
                        new Tried("an exploit", 8, 99, 1, "198.18.7.2", List.of(), 0));
    }

    @Test
    void shouldPutTogetherWhatEachSourceDid() {
        samples.offence("a scan", 7, "198.18.7.2", 10, 4)
                .offence("an exploit", 8, "198.18.7.2", 1, 1)
                .offence("a scan", 7, "fd00::7", 1, 0)
                .offence("a scan", 7, "", 500, 500)
                .scan("198.18.7.3", 3, true)
                .ban("198.18.7.3", 4, "port_scan", "winnow")
                .ban("198.18.0.0/16", 4, "cover", "winnow");
        List<Offender> sources = samples.digest().sources();
        assertThat(sources)
                .extracting(Offender::address, Offender::events, Offender::dropped, Offender::did)
                .containsExactly(
                        tuple("198.18.7.3", 0L, 0L, List.of("port_scan")),
                        tuple("198.18.7.2", 11L, 5L, List.of("a scan", "an exploit")),
                        tuple("fd00::7", 1L, 0L, List.of("a scan")));
        assertThat(sources.getFirst().bannedTill()).isEqualTo(BEGIN_MS + 5 * Samples.HOUR_MS);
        assertThat(samples.digest().networks())
                .containsExactly(new Network("198.18.7.0/24", 2, 11, 5), new Network("fd00:0:0:0:0:0:0:0/48", 1, 1, 0));
    }

    @Test
    void shouldSayWhatWasDone() {
        samples.count(1, CountNames.DROPPED + "rule", 5)
                .count(2, CountNames.DROPPED + "rule", 5)
                .count(2, CountNames.DROPPED + "ban", 1)
                .count(2, CountNames.REJECTS, 3)
                .ban("198.18.7.3", 4, "port_scan", "winnow")
                .ban("198.18.7.4", 23, "ticket", "alice")
                .ban("198.18.7.5", -1, "port_scan", "winnow")
                .scan("198.18.7.3", 3, true)
                .flood(5, true, BEGIN_MS + 6 * Samples.HOUR_MS);
        Digest.Done done = samples.digest().done();
        assertThat(done.bansBegun()).isEqualTo(2);
        assertThat(done.byOperator()).isOne();
        assertThat(done.bans()).extracting(Digest.BanLine::prefix).containsExactly("198.18.7.4", "198.18.7.3");
        assertThat(done.dropped()).isEqualTo(Map.of("rule", 10L, "ban", 1L));
        assertThat(done.droppedInAll()).isEqualTo(11);
        assertThat(done.reactions()).isEqualTo(Map.of("ban_source", 1L, "challenge", 1L));
        assertThat(done.rejects()).isEqualTo(3);
    }
}
