package dev.winnow.ban;

import static dev.winnow.ban.Bans.DAY;
import static dev.winnow.ban.Bans.HOUR;
import static dev.winnow.ban.Bans.MINUTE;
import static dev.winnow.ban.Bans.NOW;
import static dev.winnow.ban.Bans.SCAN;
import static dev.winnow.ban.Bans.SECOND;
import static dev.winnow.ban.Bans.prefix;
import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ban.Ban.Cause;
import dev.winnow.ban.BanListener.Change;
import dev.winnow.ban.BanOutcome.Begun;
import dev.winnow.ban.BanOutcome.Extended;
import dev.winnow.ban.BanOutcome.Refused;
import dev.winnow.ban.allow.AllowList;
import dev.winnow.ban.allow.AllowedPrefix;
import dev.winnow.ban.allow.AllowedSources;
import dev.winnow.ban.allow.GoodBook;
import dev.winnow.ban.ledger.Ledger;
import dev.winnow.ban.ledger.LedgerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BanKeeperTest {
    private static final Prefix BOT = prefix("198.18.0.1");
    private static final Prefix NETWORK = prefix("198.18.0.0/27");
    private static final Cause OPERATOR = Cause.ofOperator("looked suspicious", "root");

    @TempDir
    private Path folder;

    private final StrictSets kernel = new StrictSets();
    private final List<AllowedPrefix> host = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final TimedPrefixes sources = new TimedPrefixes();
    private BanKeeper keeper;

    @BeforeEach
    void open() throws LedgerException {
        kernel.now(NOW);
        keeper = newKeeper(Ledger.open(folder.resolve("bans.db"), told::add), 5);
    }

    private BanKeeper newKeeper(Ledger ledger, int maxActive) {
        host.add(new AllowedPrefix(prefix("198.18.7.1"), "an address of this host"));
        Escalation escalation = new Escalation(List.of(10 * MINUTE, HOUR, DAY), DAY);
        BanSettings settings = new BanSettings(escalation, maxActive, 90 * DAY, false);
        AllowList allowList =
                new AllowList(new AllowedSources(List.of()), () -> host, new GoodBook(new TimedPrefixes()));
        return new BanKeeper(settings, ledger, kernel, allowList, sources, new BanListener() {
            @Override
            public void changed(Change change, Ban ban, long nowNs) {
                told.add(change + " " + ban.prefix() + " level " + ban.level() + " for "
                        + (ban.endNs() - nowNs) / MINUTE + " minutes");
            }

            @Override
            public void refused(Refused refused, long nowNs) {
                told.add("REFUSED " + refused.prefix());
            }

            @Override
            public void trouble(String message) {
                told.add(message);
            }
        });
    }

    @AfterEach
    void close() {
        keeper.close();
    }

    private void at(long nowNs) {
        kernel.now(nowNs);
        keeper.tick(nowNs);
        keeper.flush(nowNs);
    }

    @Test
    void shouldBanLongerEachTimeAndForgetAfterQuietDays() {
        assertThat(keeper.offend(BOT, SCAN, NOW)).isInstanceOf(Begun.class);
        at(NOW);
        assertThat(kernel.endsNs()).isEqualTo(Map.of(BOT, NOW + 10 * MINUTE));

        at(NOW + 10 * MINUTE);
        assertThat(kernel.endsNs()).isEmpty();
        keeper.offend(BOT, SCAN, NOW + HOUR);
        at(NOW + 2 * HOUR);
        keeper.offend(BOT, SCAN, NOW + 3 * HOUR);
        at(NOW + 2 * DAY);
        // A day and some hours of quiet: back to the level before.
        keeper.offend(BOT, SCAN, NOW + 2 * DAY + 6 * HOUR);
        at(NOW + 20 * DAY);
        keeper.offend(BOT, SCAN, NOW + 20 * DAY);

        assertThat(told)
                .containsExactly(
                        "BEGIN 198.18.0.1 level 1 for 10 minutes",
                        "END 198.18.0.1 level 1 for 0 minutes",
                        "BEGIN 198.18.0.1 level 2 for 60 minutes",
                        "END 198.18.0.1 level 2 for 0 minutes",
                        "BEGIN 198.18.0.1 level 3 for 1440 minutes",
                        "END 198.18.0.1 level 3 for -1260 minutes",
                        "BEGIN 198.18.0.1 level 3 for 1440 minutes",
                        "END 198.18.0.1 level 3 for -24120 minutes",
                        "BEGIN 198.18.0.1 level 1 for 10 minutes");
    }

    @Test
    void shouldExtendInsteadOfDoubling() {
        keeper.offend(BOT, SCAN, NOW);
        at(NOW);
        assertThat(keeper.offend(BOT, SCAN, NOW + SECOND)).isInstanceOf(Extended.class);
        BanOutcome later = keeper.offend(BOT, SCAN, NOW + 5 * MINUTE);
        at(NOW + 5 * MINUTE);

        assertThat(later).isInstanceOfSatisfying(Extended.class, extended -> {
            assertThat(extended.ban().endNs()).isEqualTo(NOW + 15 * MINUTE);
            assertThat(extended.ban().hits()).isEqualTo(2);
        });
        assertThat(kernel.endsNs()).isEqualTo(Map.of(BOT, NOW + 15 * MINUTE));
        assertThat(keeper.list()).hasSize(1);
        assertThat(told)
                .containsExactly("BEGIN 198.18.0.1 level 1 for 10 minutes", "EXTEND 198.18.0.1 level 1 for 10 minutes");
    }

    @Test
    void shouldNeverBanWhoIsOnTheAllowListNorANetworkAroundHim() {
        assertThat(keeper.offend(prefix("198.18.7.1"), SCAN, NOW)).isInstanceOf(Refused.class);
        assertThat(keeper.add(prefix("198.18.0.0/16"), OPERATOR, HOUR, false, NOW))
                .isEqualTo(new Refused(prefix("198.18.0.0/16"), "198.18.7.1 is an address of this host"));
        at(NOW);
        assertThat(kernel.endsNs()).isEmpty();
        assertThat(keeper.status().refused()).isEqualTo(2);
        assertThat(told).containsExactly("REFUSED 198.18.7.1", "REFUSED 198.18.0.0/16");
    }

    @Test
    void shouldForgiveWhoHasAGoodHistoryOnceAndThenNoMore() {
        for (int hour = 0; hour < 3; hour++) {
            keeper.visited(BOT.address(), NOW + hour * HOUR);
        }
        long later = NOW + 3 * HOUR;

        assertThat(keeper.offend(BOT, SCAN, later))
                .isEqualTo(new Refused(BOT, "198.18.0.1 is a source with a good history"));
        assertThat(keeper.offend(BOT, SCAN, later + 10 * SECOND))
                .isInstanceOfSatisfying(
                        Begun.class,
                        begun -> assertThat(begun.ban().endNs()).isEqualTo(later + 10 * SECOND + 10 * MINUTE));
    }

    @Test
    void shouldBanWhoHasAGoodHistoryOnlyIfAnOperatorInsists() {
        for (int hour = 0; hour < 3; hour++) {
            keeper.visited(BOT.address(), NOW - hour * HOUR);
        }

        assertThat(keeper.add(NETWORK, OPERATOR, HOUR, false, NOW)).isInstanceOf(Refused.class);
        assertThat(keeper.explain(BOT, NOW).protection()).contains("198.18.0.1 is a source with a good history");
        assertThat(keeper.add(NETWORK, OPERATOR, HOUR, true, NOW)).isInstanceOf(Begun.class);
        assertThat(keeper.add(prefix("198.18.7.1"), OPERATOR, HOUR, true, NOW)).isInstanceOf(Refused.class);
    }

    @Test
    void shouldKnowWhoHasBehavedAfterARestart() throws LedgerException {
        for (int hour = 0; hour < 3; hour++) {
            keeper.visited(BOT.address(), NOW + hour * HOUR);
        }
        keeper.close();
        host.clear();
        keeper = newKeeper(Ledger.open(folder.resolve("bans.db"), told::add), 5);
        keeper.restore(NOW + 3 * HOUR);

        assertThat(keeper.visitorsIn(NETWORK, NOW + 3 * HOUR)).hasSize(1);
        assertThat(keeper.offend(BOT, SCAN, NOW + 3 * HOUR)).isInstanceOf(Refused.class);
    }

    @Test
    void shouldLiftABanOfWhoComesToTheAllowListLater() {
        keeper.add(NETWORK, OPERATOR, HOUR, false, NOW);
        at(NOW);
        host.add(new AllowedPrefix(BOT, "at the other end of an open ssh session"));
        at(NOW + 10 * SECOND);

        assertThat(kernel.endsNs()).isEmpty();
        assertThat(keeper.list()).isEmpty();
        assertThat(keeper.explain(NETWORK, NOW + 10 * SECOND).history())
                .singleElement()
                .satisfies(ban -> assertThat(ban.liftedBy()).isEqualTo("allow-list"));
    }

    @Test
    void shouldTakeUpWhatIsLeftOfEachBanAfterARestart() throws LedgerException {
        keeper.add(BOT, OPERATOR, DAY, false, NOW);
        keeper.add(NETWORK, OPERATOR, HOUR, false, NOW);
        keeper.add(prefix("fd00:7::/64"), OPERATOR, MINUTE, false, NOW);
        at(NOW);
        keeper.close();
        kernel.flush();

        kernel.now(NOW + 30 * MINUTE);
        host.clear();
        keeper = newKeeper(Ledger.open(folder.resolve("bans.db"), told::add), 5);
        keeper.restore(NOW + 30 * MINUTE);

        assertThat(kernel.endsNs()).isEqualTo(Map.of(NETWORK, NOW + HOUR));
        assertThat(sources.contains(4, 0, BOT.address().low(), NOW + 30 * MINUTE))
                .isTrue();
        at(NOW + HOUR);
        assertThat(kernel.endsNs()).isEqualTo(Map.of(BOT, NOW + DAY));
    }

    @Test
    void shouldNotTakeUpABanOfWhoIsNotToBeBannedAnyMore() throws LedgerException {
        keeper.add(BOT, OPERATOR, DAY, false, NOW);
        at(NOW);
        keeper.close();
        host.add(new AllowedPrefix(BOT, "a gateway of this host"));
        keeper = newKeeper(Ledger.open(folder.resolve("bans.db"), told::add), 5);
        keeper.restore(NOW + MINUTE);

        assertThat(keeper.list()).isEmpty();
        assertThat(kernel.endsNs()).isEmpty();
    }

    @Test
    void shouldForgiveWhomAnOperatorLetsIn() {
        keeper.offend(BOT, SCAN, NOW);
        assertThat(keeper.remove(BOT, "root", NOW + MINUTE)).isPresent();
        at(NOW + MINUTE);

        assertThat(kernel.endsNs()).isEmpty();
        assertThat(keeper.remove(BOT, "root", NOW + MINUTE)).isEmpty();
        assertThat(keeper.offend(BOT, SCAN, NOW + HOUR))
                .isInstanceOfSatisfying(
                        Begun.class, begun -> assertThat(begun.ban().level()).isEqualTo(1));
    }

    @Test
    void shouldLetInEverybodyAFewAtATime() {
        keeper.add(BOT, OPERATOR, DAY, false, NOW);
        keeper.add(Prefix.parse("198.18.77.0/24").orElseThrow(), OPERATOR, DAY, false, NOW);

        assertThat(keeper.removeAny("root", 1, NOW)).isEqualTo(1);
        assertThat(keeper.list()).hasSize(1);
        assertThat(keeper.removeAny("root", 2, NOW)).isEqualTo(1);
        assertThat(keeper.list()).isEmpty();
    }

    @Test
    void shouldPutRightWhatOthersHaveTakenAway() {
        keeper.add(BOT, OPERATOR, DAY, false, NOW);
        at(NOW);
        kernel.flush();
        at(NOW + MINUTE);

        assertThat(kernel.endsNs()).isEqualTo(Map.of(BOT, NOW + DAY));
    }

    @Test
    void shouldTellWhatAForeignHandHasPutIn() {
        kernel.put(prefix("198.18.99.0/24"), NOW + DAY);
        keeper.add(BOT, OPERATOR, DAY, false, NOW);
        at(NOW);

        assertThat(keeper.status().strangers()).isEqualTo(1);
        assertThat(kernel.endsNs()).containsKey(prefix("198.18.99.0/24"));
        assertThat(keeper.explain(prefix("198.18.99.9"), NOW).finding())
                .contains("198.18.99.0-198.18.99.255", "somebody else");
    }

    @Test
    void shouldSayOnceThatTheKernelRefuses() {
        kernel.put(prefix("198.18.0.0/30"), NOW + DAY);
        keeper.add(BOT, OPERATOR, DAY, false, NOW);
        for (int second = 0; second < 60; second++) {
            at(NOW + second * SECOND);
        }

        assertThat(told).hasSize(2).last().asString().contains("the kernel does not keep out 198.18.0.1: overlaps");
        assertThat(keeper.status().trouble()).contains("198.18.0.1");
        kernel.flush();
        at(NOW + 2 * MINUTE);
        assertThat(keeper.status().trouble()).isEmpty();
        assertThat(kernel.endsNs()).containsKey(BOT);
    }

    @Test
    void shouldBoundTheBansThatHold() {
        for (int i = 0; i < 7; i++) {
            keeper.add(prefix("198.18.1." + i), OPERATOR, HOUR, false, NOW);
        }

        assertThat(keeper.list()).hasSize(5);
        assertThat(told).contains("REFUSED 198.18.1.6");
        at(NOW + HOUR);
        assertThat(keeper.add(prefix("198.18.1.6"), OPERATOR, HOUR, false, NOW + HOUR))
                .isInstanceOf(Begun.class);
    }

    @Test
    void shouldExplainBansAndTheirAbsence() {
        keeper.offend(BOT, SCAN, NOW);
        keeper.add(NETWORK, OPERATOR, HOUR, false, NOW);
        at(NOW);
        Explanation banned = keeper.explain(BOT, NOW);
        Explanation around = keeper.explain(prefix("198.18.0.0/24"), NOW);
        Explanation own = keeper.explain(prefix("198.18.7.1"), NOW);

        assertThat(banned.finding()).isEqualTo("198.18.0.1 is kept out with 198.18.0.0/27: looked suspicious");
        assertThat(banned.covering()).hasSize(2);
        assertThat(banned.guilt()).isEqualTo(1);
        assertThat(banned.nextNs()).isEqualTo(HOUR);
        assertThat(banned.held()).hasSize(1);
        assertThat(around.finding()).isEqualTo("parts of 198.18.0.0/24 are kept out");
        assertThat(around.within()).isEqualTo(2);
        assertThat(own.finding()).isEqualTo("198.18.7.1 is not banned");
        assertThat(own.protection()).contains("198.18.7.1 is an address of this host");
    }

    @Test
    void shouldBanWithoutALedgerThatCanBeWritten() throws LedgerException {
        Ledger closed = Ledger.inMemory();
        closed.close();
        BanKeeper without = newKeeper(closed, 5);
        without.offend(BOT, SCAN, NOW);
        without.flush(NOW);

        assertThat(kernel.endsNs()).containsKey(BOT);
        assertThat(without.status().trouble()).contains("ledger");
        assertThat(told.stream().filter(line -> line.contains("ledger"))).isNotEmpty();
    }
}
