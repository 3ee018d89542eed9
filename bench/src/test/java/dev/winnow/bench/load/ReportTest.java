package dev.winnow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void shouldShowTheMedianAndTheRatioWithinEachRound() {
        Results results = new Results();
        for (double slowness : new double[] {1, 3, 2}) {
            results.add("steady", Lineup.BASELINE, measurement(100_000, 100_000, 0.4 * slowness));
            results.add("steady", "winnow single", measurement(100_000, 90_000, 0.45 * slowness));
        }
        String text = new Report("one machine", "one method", results, List.of("Suricata: not installed")).render();
        assertThat(text)
                .contains("| C, recvmmsg and one send |   100,000 |     100,000 |     99,000 |  0.0 % | 1.0 % |"
                        + "             3 |            0 |   8.00 | 1.00 |")
                .contains("| winnow single            |   100,000 |      90,000 |     99,000 | 10.0 % | 1.0 % |"
                        + "             3 |            0 |  10.00 | 1.25 |")
                .contains("## Not measured\n\n- Suricata: not installed\n");
    }

    @Test
    void shouldShowNoRatioWhereTheBaselineLacksARound() {
        Results results = new Results();
        results.add("flood", "winnow single", measurement(10, 10, 0.1));
        assertThat(results.ratio("flood", "winnow single", Lineup.BASELINE)).isNaN();
        assertThat(new Report("", "", results, List.of()).render()).contains("10000.00 | - |");
    }

    private static Measurement measurement(long sent, long inspected, double cpuSeconds) {
        return new Measurement(new LoadResult(sent, 0, sent - sent / 100, 0, 0, 1.0, 0), inspected, 3, 0, cpuSeconds);
    }
}
