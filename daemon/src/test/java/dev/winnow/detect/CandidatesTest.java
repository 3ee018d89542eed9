package dev.winnow.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class CandidatesTest {
    private static final int RULES = 10_000;

    private static List<Integer> drain(Candidates candidates) {
        List<Integer> taken = new ArrayList<>();
        for (int rule = candidates.takeFirst(); rule >= 0; rule = candidates.takeFirst()) {
            taken.add(rule);
        }
        return taken;
    }

    @Property(tries = 200)
    void shouldHandOutEachRuleOnceAndInOrder(@ForAll Set<@IntRange(max = RULES - 1) Integer> rules) {
        Candidates candidates = new Candidates(RULES);
        rules.forEach(candidates::add);
        rules.forEach(candidates::add);

        assertThat(drain(candidates)).containsExactlyElementsOf(new TreeSet<>(rules));
        assertThat(candidates.takeFirst()).isEqualTo(-1);
    }

    @Test
    void shouldForgetWhatWasNotTaken() {
        Candidates candidates = new Candidates(RULES);
        candidates.addAll(new int[] {0, 63, 64, 4095, 4096, 9999});
        candidates.takeFirst();

        candidates.clear();
        candidates.add(65);

        assertThat(drain(candidates)).containsExactly(65);
    }

    @Test
    void shouldHoldNothingForAProgramWithoutRules() {
        assertThat(new Candidates(0).takeFirst()).isEqualTo(-1);
    }
}
