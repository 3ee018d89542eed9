package dev.winnow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CountsTest {
    @Test
    void shouldReadTheCountsOfTheLastLine() {
        Counts counts = Counts.ofLastLine("ready\nreceived=12 marked=3 seconds=1.5 done\n");
        assertThat(counts.number("received")).isEqualTo(12);
        assertThat(counts.fraction("seconds")).isEqualTo(1.5);
        assertThatThrownBy(() -> counts.number("sent"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("no count 'sent'");
    }
}
