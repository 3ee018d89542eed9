package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OverlapPolicyTest {
    private static final int[] SHIFTS = {-2, 0, 2};

    /// As measured with Suricata 7.0.10: nine later segments that begin before, at and behind an earlier one's start,
    /// and end before, at and behind its end in each case; `N` where the new bytes count.
    @ParameterizedTest
    @CsvSource({
        "first,       ... ... ...",
        "vista,       ... ... ...",
        "last,        NNN NNN NNN",
        "bsd,         NNN ... ...",
        "bsd-right,   NNN ... ...",
        "hpux10,      NNN ... ...",
        "irix,        NNN ... ...",
        "macos,       NNN ... ...",
        "windows,     NNN ... ...",
        "windows2k3,  NNN ... ...",
        "linux,       NNN ..N ...",
        "Linux,       NNN ..N ...",
        "old-linux,   NNN .NN ...",
        "solaris,     .NN .NN ..N",
        "old-solaris, .NN .NN ..N",
        "hpux11,      .NN .NN ..N"
    })
    void shouldPreferWhatTheHostPrefers(String host, String expected) {
        OverlapPolicy policy = OverlapPolicy.named(host).orElseThrow();
        StringBuilder result = new StringBuilder();
        for (int start : SHIFTS) {
            for (int end : SHIFTS) {
                result.append(policy.prefersLater(10, 20, 10 + start, 20 + end) ? 'N' : '.');
            }
        }

        assertThat(result).hasToString(expected.replace(" ", ""));
    }

    @Test
    void shouldNotKnowOtherHosts() {
        assertThat(OverlapPolicy.named("plan9")).isEmpty();
    }
}
