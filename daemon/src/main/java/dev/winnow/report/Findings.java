package dev.winnow.report;

import dev.winnow.history.AttackRow;
import dev.winnow.history.CountBucket;
import dev.winnow.history.CountNames;
import dev.winnow.history.Run;
import dev.winnow.report.Digest.Gap;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// What is not well, each in some words that a person can act on.
final class Findings {
    /// Scans are told to be over after five quiet minutes; what was not told of for longer has ended with its filter.
    private static final long QUIET_MS = TimeUnit.MINUTES.toMillis(6);

    private static final int NAMED = 3;
    private static final List<String> UNJUDGED =
            List.of("overload", "stream_memory", "flow_memory", "fragment_memory", "error");

    private final Facts facts;
    private final CountBucket totals;
    private final List<String> problems = new ArrayList<>();

    private Findings(Facts facts, CountBucket totals) {
        this.facts = facts;
        this.totals = totals;
    }

    static List<String> of(Facts facts, CountBucket totals, List<Gap> gaps) {
        Findings findings = new Findings(facts, totals);
        findings.presence(gaps);
        findings.counts();
        findings.attacks();
        Set<String> words = new LinkedHashSet<>(findings.problems);
        words.addAll(facts.remarks());
        facts.troubles().forEach(trouble -> words.add(trouble.text()));
        return List.copyOf(words);
    }

    private void presence(List<Gap> gaps) {
        Period period = facts.period();
        boolean wasThere = facts.running()
                || facts.runs().stream()
                        .anyMatch(run -> run.beginMs() < period.untilMs() && run.lastMs() >= period.sinceMs());
        if (!wasThere) {
            problems.add("winnow has not run in this time");
            return;
        }
        if (!gaps.isEmpty()) {
            long seconds = gaps.stream()
                    .mapToLong(gap -> (gap.endMs() - gap.beginMs()) / 1_000)
                    .sum();
            boolean still = gaps.getLast().endMs() == period.untilMs();
            boolean crashed = gaps.stream().anyMatch(gap -> !gap.stopped());
            problems.add("winnow was not running for " + Words.duration(seconds)
                    + (gaps.size() > 1 ? ", in " + gaps.size() + " pieces" : "")
                    + (crashed ? ", and not because somebody stopped it" : "")
                    + (still ? ", to the end" : ""));
        }
        facts.runs().stream()
                .filter(run -> run.beginMs() < period.untilMs())
                .reduce((_, last) -> last)
                .filter(Run::dryRun)
                .ifPresent(_ -> problems.add("nothing is dropped: winnow runs with --dry-run"));
    }

    private void counts() {
        say(totals.count(CountNames.KERNEL_DROPPED), "the kernel dropped %s packets because winnow did not take them");
        long unjudged = UNJUDGED.stream()
                .mapToLong(reason -> totals.count(CountNames.DROPPED + reason))
                .sum();
        say(unjudged, "%s packets were dropped because there was no memory or time to judge them");
        say(totals.count(CountNames.EVENTS_LOST), "%s events or packets of evidence were not kept");
        say(
                totals.count(CountNames.SUSPICIONS_LOST),
                "%s suspicions of attacks were not followed: there were too many");
        say(totals.count(CountNames.ERRORS), "%s faults of winnow's own");
    }

    private void say(long number, String words) {
        if (number > 0) {
            problems.add(words.formatted(Words.number(number)));
        }
    }

    private void attacks() {
        List<AttackRow> ongoing = facts.attacks().stream().filter(this::goesOn).toList();
        for (AttackRow attack : ongoing.subList(0, Math.min(NAMED, ongoing.size()))) {
            problems.add("still going on: " + name(attack));
        }
        if (ongoing.size() > NAMED) {
            problems.add("still going on: " + Words.count(ongoing.size() - NAMED, "more attack", "more attacks"));
        }
    }

    private boolean goesOn(AttackRow attack) {
        boolean ranOn = facts.running()
                || facts.runs().stream()
                        .anyMatch(run -> run.id() == attack.run()
                                && run.lastMs() >= facts.period().untilMs() - Presence.RESTART_MS);
        return ranOn && !attack.over() && attack.lastMs() > facts.period().untilMs() - QUIET_MS;
    }

    static String name(AttackRow attack) {
        return attack.sender()
                ? attack.detector() + " by " + attack.subject()
                : attack.detector() + " of " + attack.subject() + (attack.port() == 0 ? "" : " port " + attack.port());
    }
}
