package dev.winnow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void shouldAlignTextLeftAndNumbersRight() {
        Table table = new Table("contender", "µs");
        table.add("C", "3.50");
        table.add("winnow split", "14.00");
        assertThat(table.render()).isEqualTo("""
                | contender    |    µs |
                |--------------|------:|
                | C            |  3.50 |
                | winnow split | 14.00 |
                """);
    }

    @Test
    void shouldRefuseARowThatDoesNotFitTheHeader() {
        Table table = new Table("contender", "µs");
        assertThatThrownBy(() -> table.add("C"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 cells under 2 headers");
    }
}
