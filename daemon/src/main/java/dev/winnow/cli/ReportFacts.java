package dev.winnow.cli;

import dev.winnow.ban.Ban;
import dev.winnow.ban.ledger.Ledger;
import dev.winnow.ban.ledger.LedgerException;
import dev.winnow.config.WinnowConfig;
import dev.winnow.history.AttackRow;
import dev.winnow.history.CountBucket;
import dev.winnow.history.HistoryException;
import dev.winnow.history.HistoryReader;
import dev.winnow.history.LockdownRow;
import dev.winnow.history.OffenceRow;
import dev.winnow.history.Run;
import dev.winnow.history.Trouble;
import dev.winnow.report.Facts;
import dev.winnow.report.Period;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Gathers what a digest is made of, from the files that a filter writes, whether it runs or not. What
/// cannot be read is said in the digest.
final class ReportFacts {
    private static final int MOST_BANS = 100_000;
    private static final int MOST_BUCKETS = 144;
    private static final long MINUTE_MS = TimeUnit.MINUTES.toMillis(1);
    private static final int[] STEPS_MINUTES = {1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1_440, 10_080};

    private final WinnowConfig config;
    private final Period period;
    private final List<String> remarks = new ArrayList<>();
    private List<Run> runs = List.of();
    private List<CountBucket> counts = List.of();
    private List<AttackRow> attacks = List.of();
    private List<OffenceRow> offences = List.of();
    private List<Trouble> troubles = List.of();
    private List<LockdownRow> lockdowns = List.of();

    private ReportFacts(WinnowConfig config, Period period) {
        this.config = config;
        this.period = period;
    }

    static Facts gather(WinnowConfig config, Period period, String host, LiveFilter live, ReportEvidence evidence) {
        ReportFacts facts = new ReportFacts(config, period);
        facts.readHistory();
        List<Ban> bans = facts.bans();
        facts.remarks.addAll(live.reasons());
        evidence.read(period, facts.attacks, facts.offences).ifPresent(facts.remarks::add);
        return new Facts(
                period,
                host,
                live.running(),
                facts.runs,
                facts.counts,
                step(period),
                facts.attacks,
                facts.offences,
                facts.troubles,
                bans,
                facts.lockdowns,
                evidence.files(),
                facts.remarks);
    }

    /// How long a bucket is, so that a plot has room for them.
    private static long step(Period period) {
        for (int minutes : STEPS_MINUTES) {
            if (period.lengthMs() / (minutes * MINUTE_MS) < MOST_BUCKETS) {
                return minutes * MINUTE_MS;
            }
        }
        return Math.ceilDiv(period.lengthMs(), MOST_BUCKETS * MINUTE_MS) * MINUTE_MS;
    }

    private void readHistory() {
        Path file = config.history().file();
        if (!config.history().enabled()) {
            remarks.add("nothing but bans is remembered: history.enabled says no");
            return;
        }
        if (Files.notExists(file)) {
            remarks.add("there is no history " + file + ": has winnow run here?");
            return;
        }
        try (HistoryReader history = HistoryReader.open(file)) {
            runs = history.runs();
            counts = history.counts(period.sinceMs(), period.untilMs(), step(period));
            attacks = history.attacks(period.sinceMs(), period.untilMs());
            offences = history.offences(period.sinceMs(), period.untilMs());
            troubles = history.troubles(period.sinceMs(), period.untilMs());
            lockdowns = history.lockdowns(period.sinceMs(), period.untilMs());
        } catch (HistoryException e) {
            remarks.add(e.getMessage());
        }
    }

    private List<Ban> bans() {
        Path file = config.ban().ledger();
        if (!config.ban().enabled() || Files.notExists(file)) {
            return List.of();
        }
        try (Ledger ledger = Ledger.read(file)) {
            long untilNs = TimeUnit.MILLISECONDS.toNanos(period.untilMs());
            return ledger.since(TimeUnit.MILLISECONDS.toNanos(period.sinceMs()), MOST_BANS).stream()
                    .filter(ban -> ban.beginNs() < untilNs)
                    .toList();
        } catch (LedgerException e) {
            remarks.add(e.getMessage());
            return List.of();
        }
    }
}
