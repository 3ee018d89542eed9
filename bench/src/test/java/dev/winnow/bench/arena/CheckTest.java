package dev.winnow.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckTest {
    @Test
    void shouldHoldAtItsLimit() {
        assertThat(Check.atMost("sockets", 50, 50, "").holds()).isTrue();
        assertThat(Check.atLeast("answered", 99, 99, "%").holds()).isTrue();
    }

    @Test
    void shouldFailBeyondItAndSayByHowMuch() {
        assertThat(Check.atMost("sockets", 1_051, 50, "sockets").line())
                .isEqualTo("FAILS: sockets: 1,051 sockets (at most 50 sockets)");
        assertThat(Check.atLeast("answered", 98.5, 99, "%").line())
                .isEqualTo("FAILS: answered: 98.50 % (at least 99 %)");
    }

    @Test
    void shouldFailWhereThereIsNoNumber() {
        assertThat(Check.atMost("latency", Double.NaN, 2, "times").holds()).isFalse();
        assertThat(Check.atMost("mitigated", Double.POSITIVE_INFINITY, 3, "s").line())
                .isEqualTo("FAILS: mitigated: never (at most 3 s)");
    }
}
