package dev.winnow.report;

import dev.winnow.history.AttackRow;
import dev.winnow.history.OffenceRow;
import dev.winnow.report.Digest.Tried;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What was tried: by what detectors found, then by what rules said.
final class Attempts {
    private Attempts() {}

    static List<Tried> of(List<AttackRow> attacks, List<OffenceRow> offences) {
        List<Tried> tried = new ArrayList<>(byDetector(attacks));
        tried.addAll(byRule(offences));
        return tried;
    }

    private static List<Tried> byDetector(List<AttackRow> attacks) {
        Map<String, List<AttackRow>> groups = new LinkedHashMap<>();
        attacks.forEach(attack -> groups.computeIfAbsent(attack.detector(), _ -> new ArrayList<>())
                .add(attack));
        return groups.entrySet().stream()
                .map(group -> ofDetector(group.getKey(), group.getValue()))
                .sorted(Comparator.comparingLong((Tried one) -> -one.times()).thenComparing(Tried::name))
                .toList();
    }

    private static Tried ofDetector(String detector, List<AttackRow> attacks) {
        AttackRow gravest =
                attacks.stream().max(Comparator.comparingLong(AttackRow::peak)).orElseThrow();
        TreeSet<String> techniques = new TreeSet<>();
        attacks.forEach(attack -> techniques.addAll(attack.techniques()));
        return new Tried(
                detector,
                0,
                attacks.size(),
                sources(attacks),
                gravest.sender() ? gravest.subject() : "",
                List.copyOf(techniques),
                gravest.peak());
    }

    /// Addresses by themselves are counted; of networks and services the one with most sources counts, because the same
    /// sources take part in several.
    private static long sources(List<AttackRow> attacks) {
        long alone = attacks.stream()
                .filter(attack -> attack.sender() && attack.subject().indexOf('/') < 0)
                .map(AttackRow::subject)
                .distinct()
                .count();
        long together = attacks.stream().mapToLong(AttackRow::sources).max().orElse(0);
        return Math.max(alone, together);
    }

    private static List<Tried> byRule(List<OffenceRow> offences) {
        record Rule(String name, long sid) {}
        Map<Rule, List<OffenceRow>> groups = new LinkedHashMap<>();
        offences.stream()
                .filter(OffenceRow::rule)
                .forEach(offence -> groups.computeIfAbsent(
                                new Rule(offence.name(), offence.sid()), _ -> new ArrayList<>())
                        .add(offence));
        return groups.entrySet().stream()
                .map(group -> ofRule(group.getKey().name(), group.getKey().sid(), group.getValue()))
                .sorted(Comparator.comparingLong((Tried one) -> -one.times())
                        .thenComparing(Tried::name)
                        .thenComparingLong(Tried::sid))
                .toList();
    }

    private static Tried ofRule(String name, long sid, List<OffenceRow> offences) {
        List<OffenceRow> known =
                offences.stream().filter(offence -> !offence.isRest()).toList();
        String most = known.stream()
                .max(Comparator.comparingLong(OffenceRow::count))
                .map(OffenceRow::source)
                .orElse("");
        long times = offences.stream().mapToLong(OffenceRow::count).sum();
        return new Tried(name, sid, times, known.size(), most, List.of(), 0);
    }
}
