package dev.winnow.detect;

import dev.winnow.detect.dataset.Datasets;
import dev.winnow.detect.reputation.Countries;
import dev.winnow.detect.reputation.Reputations;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.DataReputation;
import dev.winnow.rule.option.Dataset;
import dev.winnow.rule.option.RuleOption;
import java.nio.file.Path;
import java.util.Optional;

/// What rules ask about that is in no packet. The program that is compiled with it owns it.
public record RuleData(Datasets datasets, Reputations reputations, Countries countries) implements AutoCloseable {
    /// Refuses the rules that ask.
    public static final RuleData NONE = new RuleData(Datasets.NONE, Reputations.NONE, Countries.NONE);

    /// Makes the sets that the rule names: of several rules the first one says what its set is. What is wrong
    /// with a set is told when the rule is compiled. One thread.
    void prepare(ResolvedRule rule) {
        for (RuleOption option : rule.options()) {
            try {
                if (option instanceof Dataset dataset) {
                    datasets.get(dataset, directory(rule));
                } else if (option instanceof DataReputation reputation) {
                    datasets.get(reputation, directory(rule));
                }
            } catch (IllegalArgumentException _) {
                // The compiler asks again, and has somebody to tell.
            }
        }
    }

    /// The folder of the rule's file.
    static Path directory(ResolvedRule rule) {
        return Optional.ofNullable(Path.of(rule.place().file()).getParent()).orElse(Path.of(""));
    }

    /// Writes what is to be kept, and frees the native memory.
    @Override
    public void close() {
        datasets.close();
    }
}
