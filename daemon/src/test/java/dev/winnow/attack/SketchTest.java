package dev.winnow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.flow.Hashing;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SketchTest {
    private static long hash(int who) {
        return Hashing.mix(who + 1L);
    }

    @Property(tries = 50)
    void shouldNeverCountTooFew(@ForAll Random random, @ForAll @IntRange(min = 1, max = 100_000) int crowd) {
        try (Arena arena = Arena.ofConfined()) {
            Sketch sketch = new Sketch(arena);
            Map<Integer, Integer> exact = new HashMap<>();
            for (int i = 0; i < 20_000; i++) {
                int who = random.nextInt(crowd);
                int count = sketch.add(hash(who));

                assertThat(count).isGreaterThanOrEqualTo(exact.merge(who, 1, Integer::sum));
            }
        }
    }

    @Test
    void shouldTellWhoStandsOutOfACrowd() {
        try (Arena arena = Arena.ofConfined()) {
            Sketch sketch = new Sketch(arena);
            int outstanding = 0;
            int loud = 0;
            for (int i = 0; i < 1_000_000; i++) {
                outstanding += sketch.add(hash(i)) >= sketch.outstanding() && i > 50_000 ? 1 : 0;
                loud = i % 1_000 == 0 ? sketch.add(hash(-7)) : loud;
            }

            assertThat(outstanding).isLessThan(1_000);
            assertThat(loud).isBetween(1_000, 1_100).isGreaterThan(sketch.outstanding());
        }
    }

    @Test
    void shouldForgetInTime() {
        try (Arena arena = Arena.ofConfined()) {
            Sketch sketch = new Sketch(arena);
            sketch.age(1_000);
            for (int i = 0; i < 1_000; i++) {
                sketch.add(hash(1));
            }
            for (int ms = 0; ms <= Sketch.HALF_LIFE_MS; ms += 100) {
                sketch.age(1_000 + ms);
            }
            assertThat(sketch.add(hash(1))).isBetween(490, 510);

            sketch.age(10 * Sketch.HALF_LIFE_MS);
            assertThat(sketch.add(hash(1))).isEqualTo(1);
        }
    }

    @Test
    void shouldStopCountingRatherThanBeginAnew() {
        try (Arena arena = Arena.ofConfined()) {
            Sketch sketch = new Sketch(arena);
            for (int i = 0; i < 70_000; i++) {
                sketch.add(hash(1));
            }
            assertThat(sketch.add(hash(1))).isEqualTo(0xFFFF);
        }
    }
}
