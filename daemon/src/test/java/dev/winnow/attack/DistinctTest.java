package dev.winnow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Hashing;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctTest {
    private static final int TRIALS = 200;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 25, 60, 120})
    void shouldEstimateSomeFromBits(int things) {
        double sum = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            long bits = 0;
            for (int i = 0; i < 3 * things; i++) {
                bits |= Distinct.bit(Hashing.mix(trial * 1_000_000L + i % Math.max(1, things)));
            }
            sum += Distinct.count(bits);
        }
        assertThat(sum / TRIALS).isCloseTo(things, Percentage.withPercentage(8));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20, 100, 1_000, 37_623, 300_000})
    void shouldEstimateManyFromRegisters(int things) {
        double sum = 0;
        int trials = things > 10_000 ? 10 : TRIALS;
        for (int trial = 0; trial < trials; trial++) {
            long[] words = new long[Distinct.REGISTER_WORDS];
            for (int i = 0; i < things; i++) {
                long hash = Hashing.mix(trial * 1_000_000_007L + i);
                words[Distinct.word(hash)] = Distinct.raise(words[Distinct.word(hash)], hash);
            }
            sum += Distinct.count(words[0], words[1], words[2], words[3]);
        }
        assertThat(sum / trials).isCloseTo(things, Percentage.withPercentage(15));
    }
}
