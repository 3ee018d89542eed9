package dev.winnow.bench.arena.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourcesTest {
    @Test
    void shouldHaveAHundredVisitorsOfWhomADozenAreQuick() {
        assertThat(Sources.visitors()).hasSize(100).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, 100).filter(Sources::isQuick)).hasSize(Sources.QUICK_VISITORS);
    }

    @Test
    void shouldHaveVisitorsNextDoorToTheNeighbours() {
        assertThat(Sources.visitors())
                .filteredOn(address -> address.startsWith("198.18.190."))
                .hasSize(10)
                .doesNotContainAnyElementsOf(Sources.neighbours());
        assertThat(Sources.visitors())
                .filteredOn(address -> address.startsWith("198.18."))
                .hasSize(30);
    }

    @Test
    void shouldHaveAsManyAttackersAsTheStoriesTell() {
        assertThat(Sources.neighbours()).hasSize(31).doesNotHaveDuplicates().endsWith("198.18.190.254");
        assertThat(Sources.bots()).hasSize(500).doesNotHaveDuplicates();
        assertThat(Sources.storm()).hasSize(5_000).doesNotHaveDuplicates();
    }
}
