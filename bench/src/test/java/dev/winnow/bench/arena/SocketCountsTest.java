package dev.winnow.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SocketCountsTest {
    private static final Networks ATTACKERS = new Networks(List.of("198.18.190.224/27"));
    private static final String HEADER =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode";

    /// A line for a connection with 198.18.190.`host`.
    private static String line(int host, String state) {
        return "  12: 01FF12C6:0050 %02XBE12C6:C350 %s 00000000:00000000 00:00000000 00000000     0        0 0"
                .formatted(host, state);
    }

    @Test
    void shouldCountTheAttackersSocketsByWhatTheServerWaitsFor() {
        Stream<String> lines = Stream.of(
                HEADER,
                line(230, "04"),
                line(230, "05"),
                line(231, "09"),
                line(231, "0B"),
                line(240, "01"),
                line(240, "08"),
                line(240, "06"),
                line(240, "0A"));
        assertThat(SocketCounts.of(lines, ATTACKERS)).isEqualTo(new SocketCounts(0, 2, 4));
    }

    @Test
    void shouldLeaveVisitorsOutUnlessTheyAreHalfOpen() {
        Stream<String> lines = Stream.of(HEADER, line(5, "01"), line(5, "09"), line(5, "03"));
        assertThat(SocketCounts.of(lines, ATTACKERS)).isEqualTo(new SocketCounts(1, 0, 0));
    }
}
