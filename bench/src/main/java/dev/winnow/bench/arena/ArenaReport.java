package dev.winnow.bench.arena;

import dev.winnow.bench.Table;
import dev.winnow.bench.arena.contender.Winnow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The results as text that is Markdown as well.
///
/// @param machine one line about the machine
/// @param timing of each story
/// @param results in the order in which they were played
/// @param absent who did not take part, and why
/// @param failures what went wrong, other than a check
record ArenaReport(
        String machine, Timing timing, List<Play.Result> results, List<String> absent, List<String> failures) {
    private static final String WINNOW = new Winnow().name();

    String render() {
        StringBuilder text = new StringBuilder("# The arena\n\n")
                .append(machine)
                .append("\n\n")
                .append("""
                        Each story: %d s calm, %d s under attack, %d s after. 100 visitors, 12 of them with 20 requests a \
                        second, against nginx with 128 connections, no SYN cookies, a backlog of 128.
                        """.formatted(timing.calm(), timing.attack(), timing.after()));
        results.stream().map(result -> result.outcome().story()).distinct().forEach(story -> append(story, text));
        append("Absent", absent, text);
        append("Failed", failures, text);
        return text.append("""

                served: of the visitors' requests during the attack, those that were answered; the worst: of the visitor \
                who fared worst · median: latency, calm and under attack; p99: under attack · banned: visitors who were \
                shut out at some time · let through: requests of attackers that the server heard · mitigated: when the \
                server had no more to bear than the limit, in seconds since the attack began, and how much it had to bear \
                at most · CPU: of the contender's own programs during the attack, in percent of a processor; what the \
                kernel does for its rules is not in it.
                """).toString();
    }

    /// The same as a picture.
    String plot() {
        Plot plot = new Plot();
        for (Play.Result result : results) {
            Outcome outcome = result.outcome();
            plot.add(
                    outcome.story().name(),
                    outcome.contender(),
                    outcome.underAttack().answeredShare(),
                    outcome.visitorsBanned(),
                    outcome.contender().equals(WINNOW));
        }
        return plot.render();
    }

    private static void append(String title, List<String> lines, StringBuilder text) {
        if (!lines.isEmpty()) {
            text.append("\n## ").append(title).append("\n\n");
            lines.forEach(line -> text.append("- ").append(line).append('\n'));
        }
    }

    private void append(Story story, StringBuilder text) {
        List<Play.Result> played = results.stream()
                .filter(result -> result.outcome().story() == story)
                .toList();
        text.append("\n## ")
                .append(story.name())
                .append("\n\n")
                .append(story.about())
                .append("\n\n");
        text.append(table(story, played).render());
        Ranking.shortcomings(WINNOW, played.stream().map(Play.Result::outcome).toList())
                .forEach(line -> text.append('\n').append(line).append('\n'));
        for (Play.Result result : played) {
            if (!result.checks().isEmpty()) {
                text.append('\n');
                result.checks()
                        .forEach(check -> text.append("- ").append(check.line()).append('\n'));
            }
        }
    }

    private Table table(Story story, List<Play.Result> played) {
        Table table = new Table(
                "contender",
                "served",
                "the worst",
                "median ms",
                "p99 ms",
                "banned",
                "let through",
                "mitigated",
                "most " + story.burden(),
                "CPU");
        for (Play.Result result : played) {
            table.add(row(story, result.outcome()).toArray(String[]::new));
        }
        return table;
    }

    private static List<String> row(Story story, Outcome outcome) {
        VisitorFigures attack = outcome.underAttack();
        Burden burden = outcome.burden();
        double mitigated = burden.mitigatedAfter(story.burdenLimit());
        List<String> row = new ArrayList<>();
        row.add(outcome.contender());
        row.add(number("%.2f %%", 100 * attack.answeredShare()));
        row.add(number("%.1f %%", 100 * attack.worstShare()));
        row.add(number("%.1f", outcome.calm().medianMs()) + " → " + number("%.1f", attack.medianMs()));
        row.add(number("%.0f", attack.p99Ms()));
        row.add(Long.toString(outcome.visitorsBanned()));
        row.add("%,d".formatted(outcome.attackRequests()));
        row.add(Double.isInfinite(mitigated) ? "never" : number("%.1f s", mitigated));
        row.add(number("%,.0f", burden.peak()));
        row.add(number("%.0f %%", 100 * outcome.cpuSeconds() / outcome.phases().attackSeconds()));
        return row;
    }

    private static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
