package dev.winnow.cli;

import dev.winnow.detect.PatternCost;
import dev.winnow.detect.ProgramStatistics;
import dev.winnow.detect.RuleProgram;
import dev.winnow.rule.ResolvedRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What `winnow check --stats` prints of a program: for people who tune rules.
final class StatisticsReport {
    private static final int COSTLIEST = 20;
    private static final double KIB = 1 << 10;
    private static final double MIB = 1 << 20;

    private final StringBuilder text = new StringBuilder();

    private StatisticsReport() {}

    static String of(RuleProgram program) {
        StatisticsReport report = new StatisticsReport();
        ProgramStatistics statistics = program.statistics();
        report.keywords(program);
        report.groups(statistics.groups());
        report.memory(statistics);
        report.costliest(program.patternCosts());
        return report.text.toString();
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private void keywords(RuleProgram program) {
        Map<String, Integer> counts = new TreeMap<>();
        IntStream.range(0, program.ruleCount())
                .mapToObj(program::rule)
                .flatMap(rule -> keywords(rule).stream())
                .forEach(keyword -> counts.merge(keyword, 1, Integer::sum));
        line("%-26s %8s".formatted("keyword", "rules"));
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(count -> line("%-26s %,8d".formatted(count.getKey(), count.getValue())));
    }

    /// The keywords of a rule, read off its text: a semicolon ends an option unless a backslash is before it.
    static Set<String> keywords(ResolvedRule rule) {
        String rules = rule.place()
                .source()
                .text()
                .substring(rule.place().start(), rule.place().end());
        Set<String> keywords = new HashSet<>();
        String options = rules.substring(rules.indexOf('(') + 1, rules.lastIndexOf(')'));
        for (String option : options.split("(?<!\\\\);", -1)) {
            String name = option.strip().split("\\s*:", 2)[0];
            if (!name.isEmpty()) {
                keywords.add(name);
            }
        }
        return keywords;
    }

    private void groups(List<ProgramStatistics.Group> groups) {
        line("%n%8s %11s %9s %7s  %s".formatted("rules", "no literal", "patterns", "KiB", "group"));
        groups.stream()
                .sorted(Comparator.comparingInt(ProgramStatistics.Group::rules).reversed())
                .forEach(group -> line("%,8d %,11d %,9d %,7.0f  %s"
                        .formatted(
                                group.rules(),
                                group.unfiltered(),
                                group.patterns(),
                                group.databaseBytes() / KIB,
                                group.name())));
    }

    private void memory(ProgramStatistics statistics) {
        Runtime runtime = Runtime.getRuntime();
        line("%nmemory: %,.1f MiB in %,d pattern databases, %,d regular expressions, %,.1f MiB heap, %s resident"
                .formatted(
                        statistics.databaseBytes() / MIB,
                        statistics.databases(),
                        statistics.regexes(),
                        (runtime.totalMemory() - runtime.freeMemory()) / MIB,
                        resident()));
    }

    private static String resident() {
        try {
            return Files.readString(Path.of("/proc/self/status"))
                    .lines()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.substring("VmRSS:".length()).strip())
                    .findFirst()
                    .orElse("?");
        } catch (IOException _) {
            return "?";
        }
    }

    private void costliest(List<PatternCost> costs) {
        long unfiltered = costs.stream().filter(cost -> cost.length() == 0).count();
        line("%nthe slowest patterns; %,d rules have none, so that everything in their group meets them"
                .formatted(unfiltered));
        costs.stream()
                .filter(cost -> cost.length() > 0)
                .limit(COSTLIEST)
                .forEach(cost -> line(
                        "  sid %-9d %-18s %s".formatted(cost.rule().identity().sid(), cost.buffer(), cost.literal())));
        line("");
        line("rules without a pattern");
        costs.stream()
                .filter(cost -> cost.length() == 0)
                .limit(COSTLIEST)
                .forEach(cost -> line("  sid %-9d %s"
                        .formatted(
                                cost.rule().identity().sid(),
                                cost.rule().identity().msg())));
        line("");
    }
}
