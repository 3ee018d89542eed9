package dev.winnow.report;

import dev.winnow.ban.Ban;
import dev.winnow.ban.Ban.Cause;
import dev.winnow.ban.Prefix;
import dev.winnow.history.AttackRow;
import dev.winnow.history.CountBucket;
import dev.winnow.history.LockdownRow;
import dev.winnow.history.OffenceRow;
import dev.winnow.history.Run;
import dev.winnow.history.Trouble;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Facts for the tests of reports: a day, in which all is well until somebody adds something.
final class Samples {
    /// 2026-03-01T00:00:00Z.
    static final long BEGIN_MS = 1_772_323_200_000L;

    static final long MINUTE_MS = 60_000;
    static final long HOUR_MS = 60 * MINUTE_MS;
    static final Period DAY = new Period(BEGIN_MS, BEGIN_MS + 24 * HOUR_MS);
    static final Words UTC = new Words(ZoneOffset.UTC);
    static final String SERVER = "198.18.0.1";

    boolean running = true;
    List<Run> runs = new ArrayList<>(List.of(new Run(1, BEGIN_MS - HOUR_MS, DAY.untilMs() - 2_000, false, false)));
    List<CountBucket> counts = new ArrayList<>();
    List<AttackRow> attacks = new ArrayList<>();
    List<OffenceRow> offences = new ArrayList<>();
    List<Trouble> troubles = new ArrayList<>();
    List<Ban> bans = new ArrayList<>();
    List<LockdownRow> lockdowns = new ArrayList<>();
    List<EvidenceFile> evidence = new ArrayList<>();
    List<String> remarks = new ArrayList<>();

    Facts facts() {
        return new Facts(
                DAY, "www", running, runs, counts, HOUR_MS, attacks, offences, troubles, bans, lockdowns, evidence,
                remarks);
    }

    Digest digest() {
        return DigestBuilder.build(facts());
    }

    Samples count(long hour, String name, long value) {
        counts.add(new CountBucket(BEGIN_MS + hour * HOUR_MS, Map.of(name, value)));
        return this;
    }

    /// A scan by one source, an hour long.
    Samples scan(String source, long hour, boolean over) {
        attacks.add(new AttackRow(
                1,
                "port_scan",
                source,
                true,
                SERVER,
                22,
                "TCP",
                BEGIN_MS + hour * HOUR_MS,
                BEGIN_MS + (hour + 1) * HOUR_MS - 1,
                over,
                812,
                25,
                1,
                List.of("syn", "xmas"),
                "ban_source",
                true));
        return this;
    }

    /// A flood of one service.
    Samples flood(long hour, boolean over, long lastMs) {
        attacks.add(new AttackRow(
                1,
                "syn_flood",
                SERVER,
                false,
                SERVER,
                80,
                "TCP",
                BEGIN_MS + hour * HOUR_MS,
                lastMs,
                over,
                37_841,
                200,
                37_623,
                List.of(),
                "challenge",
                false));
        return this;
    }

    Samples offence(String name, long sid, String source, long count, long dropped) {
        offences.add(new OffenceRow(
                true,
                name,
                sid,
                source,
                source.isEmpty() ? 0 : 4_711,
                SERVER,
                80,
                "TCP",
                BEGIN_MS + HOUR_MS,
                BEGIN_MS + 2 * HOUR_MS,
                count,
                dropped,
                !source.isEmpty()));
        return this;
    }

    /// A ban of an hour.
    Samples ban(String prefix, long hour, String reason, String by) {
        long beginNs = TimeUnit.MILLISECONDS.toNanos(BEGIN_MS + hour * HOUR_MS);
        bans.add(new Ban(
                bans.size() + 1,
                Prefix.parse(prefix).orElseThrow(),
                new Cause(reason, reason, 0, "", by),
                beginNs,
                beginNs + TimeUnit.HOURS.toNanos(1),
                1,
                1,
                ""));
        return this;
    }
}
