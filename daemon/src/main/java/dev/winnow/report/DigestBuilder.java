package dev.winnow.report;

import dev.winnow.ban.Ban;
import dev.winnow.ban.Ban.Cause;
import dev.winnow.history.AttackRow;
import dev.winnow.history.CountBucket;
import dev.winnow.history.CountNames;
import dev.winnow.report.Digest.BanLine;
import dev.winnow.report.Digest.Done;
import dev.winnow.report.Digest.Gap;
import dev.winnow.report.Digest.Offender;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Makes a digest of facts.
public final class DigestBuilder {
    private static final long NS_PER_MS = 1_000_000;
    private static final int BANS_LISTED = 1_000;

    private final Facts facts;
    private final CountBucket totals;

    private DigestBuilder(Facts facts) {
        this.facts = facts;
        totals = totals(facts);
    }

    /// What the facts come to.
    public static Digest build(Facts facts) {
        return new DigestBuilder(facts).digest();
    }

    private Digest digest() {
        List<Offender> sources = Offenders.of(facts);
        List<Gap> gaps = Presence.gaps(facts.period(), facts.runs(), facts.running());
        return new Digest(
                facts.period(),
                facts.host(),
                facts.counts(),
                facts.stepMs(),
                totals,
                Attempts.of(facts.attacks(), facts.offences()),
                sources,
                Offenders.networks(sources),
                facts.attacks(),
                done(),
                facts.lockdowns(),
                facts.evidence(),
                gaps,
                Findings.of(facts, totals, gaps));
    }

    private static CountBucket totals(Facts facts) {
        Map<String, Long> sums = new TreeMap<>();
        facts.counts().forEach(bucket -> bucket.counts().forEach((name, value) -> sums.merge(name, value, Long::sum)));
        return new CountBucket(facts.period().sinceMs(), sums);
    }

    private Done done() {
        List<Ban> begun = facts.bans().stream()
                .filter(ban -> facts.period().contains(ban.beginNs() / NS_PER_MS))
                .sorted(Comparator.comparingLong((Ban ban) -> -ban.beginNs()).thenComparingLong(ban -> -ban.id()))
                .toList();
        Map<String, Long> dropped = new TreeMap<>();
        totals.counts().forEach((name, value) -> {
            if (name.startsWith(CountNames.DROPPED)) {
                dropped.put(name.substring(CountNames.DROPPED.length()), value);
            }
        });
        Map<String, Long> reactions = new TreeMap<>();
        facts.attacks().stream().map(AttackRow::reaction).forEach(reaction -> reactions.merge(reaction, 1L, Long::sum));
        return new Done(
                begun.size(),
                facts.bans().stream()
                        .filter(ban -> ban.isActive(facts.period().untilMs() * NS_PER_MS))
                        .count(),
                facts.bans().stream().filter(ban -> !ban.liftedBy().isEmpty()).count(),
                begun.stream()
                        .filter(ban -> !ban.cause().by().equals(Cause.DAEMON))
                        .count(),
                begun.stream().limit(BANS_LISTED).map(DigestBuilder::line).toList(),
                reactions,
                dropped,
                totals.count(CountNames.REJECTS));
    }

    private static BanLine line(Ban ban) {
        return new BanLine(
                ban.prefix().toString(),
                ban.cause().reason(),
                ban.cause().by(),
                ban.beginNs() / NS_PER_MS,
                ban.endNs() / NS_PER_MS,
                ban.level(),
                ban.hits());
    }
}
