package dev.winnow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcTextTest {
    @Test
    void shouldReadTicksOfAProcessAndItsEndedChildrenPastANameWithBlanksAndParentheses() {
        String stat = "42 (a) b (c)) S 1 42 42 0 -1 4194304 100 0 0 0 123 77 9 9 20 0 1 0 5 0 0";
        assertThat(ProcessCpu.ticks(stat)).isEqualTo(218);
    }

    @Test
    void shouldNameTheProcessorWhereTheKernelDoes() {
        assertThat(MachineFacts.processorName("processor\t: 0\nmodel name\t: Some CPU @ 2 GHz\n"))
                .isEqualTo("Some CPU @ 2 GHz");
        assertThat(MachineFacts.processorName("processor\t: 0\n")).isEqualTo("model unknown");
    }

    @Test
    void shouldReadTheLoadAverageOfTheLastMinute() {
        assertThat(MachineFacts.oneMinuteAverage("5.36 5.70 5.62 3/200 1234\n")).isEqualTo("5.36");
    }
}
