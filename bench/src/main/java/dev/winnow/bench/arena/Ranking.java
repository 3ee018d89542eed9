package dev.winnow.bench.arena;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// Whether somebody did better in something.
final class Ranking {
    /// What two runs of the same differ by.
    private static final double SAME_SERVED = 0.001;

    private static final double SAME_SECONDS = 1;

    /// @param lower whether less of it is better
    /// @param same a difference that says nothing
    private record Column(String name, ToDoubleFunction<Outcome> value, boolean lower, double same) {
        boolean isBetter(double one, double other) {
            return lower ? one < other - same : one > other + same;
        }
    }

    private static final List<Column> COLUMNS = List.of(
            new Column("visitors served", outcome -> outcome.underAttack().answeredShare(), false, SAME_SERVED),
            new Column("visitors banned", Outcome::visitorsBanned, true, 0),
            new Column("mitigation", Ranking::mitigation, true, SAME_SECONDS));

    private Ranking() {}

    private static double mitigation(Outcome outcome) {
        return outcome.burden().mitigatedAfter(outcome.story().burdenLimit());
    }

    /// In what `name` was not the best among `outcomes` of one story, in sentences; empty where it was not there.
    static List<String> shortcomings(String name, List<Outcome> outcomes) {
        List<String> sentences = new ArrayList<>();
        outcomes.stream().filter(outcome -> outcome.contender().equals(name)).forEach(own -> {
            for (Column column : COLUMNS) {
                outcomes.stream()
                        .filter(other ->
                                column.isBetter(column.value.applyAsDouble(other), column.value.applyAsDouble(own)))
                        .map(other -> "%s is not the best in %s: %s is better."
                                .formatted(name, column.name, other.contender()))
                        .forEach(sentences::add);
            }
        });
        return sentences;
    }
}
