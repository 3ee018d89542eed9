package dev.winnow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BansReportTest {
    @Test
    void shouldCompareWithinEachRoundAndKeepToTheLimit() {
        BansReport report = new BansReport("one machine", 100_000, 60_000, 6);
        for (double slowness : new double[] {1, 3, 2}) {
            report.add(cost(3 * slowness, 6 * slowness), cost(3 * slowness, 6.45 * slowness));
        }
        assertThat(report.isWithinLimit()).isTrue();
        assertThat(report.render())
                .contains(
                        "one machine", "at 60,000 packets/s from 1,024 addresses", "median of 3 rounds, windows of 6 s")
                .contains("| 0       |      6.00 |                      12.00 |       18.00 | 1.00 |")
                .contains("| 100,000 |      6.00 |                      12.90 |       18.90 | 1.05 |")
                .contains(
                        "With 100,000 bans a packet costs 1.050 times what it costs without; the limit is 1.10: held.");
    }

    @Test
    void shouldSayThatTheLimitIsMissed() {
        BansReport report = new BansReport("", 1, 1, 1);
        report.add(cost(3, 6), cost(3, 7));
        assertThat(report.isWithinLimit()).isFalse();
        assertThat(report.render()).contains("a packet costs 1.111 times", ": missed.");
    }

    private static PacketCost cost(double filterMicros, double pathMicros) {
        return new PacketCost(1_000_000, filterMicros, pathMicros);
    }
}
