package dev.winnow.bindings.nfqueue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueStatisticsTest {
    @Test
    void shouldReadALineAsTheKernelPrintsIt() {
        assertThat(QueueStatistics.parse("    3 4294963201    17 2 65531    12     5 4294967295  1"))
                .contains(new QueueStatistics(3, 4_294_963_201L, 17, 2, 65_531, 12, 5, 4_294_967_295L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 2 3", "a b c d e f g h i", "99999999999 1 1 1 1 1 1 1 1"})
    void shouldPassOverWhatIsNoLineOfTheKernel(String line) {
        assertThat(QueueStatistics.parse(line)).isEmpty();
    }
}
