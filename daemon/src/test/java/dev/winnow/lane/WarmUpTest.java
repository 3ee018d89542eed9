package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.metric.LaneCounter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What is judged before the first packet is the same as what comes after it: whole, and met by every rule that is
/// meant to find something.
final class WarmUpTest {
    private static final Set<Long> FINDING = Set.of(2L, 3L, 6L, 8L, 9L, 12L);

    @Test
    void shouldLeadPacketsThroughEveryStage() {
        try (Arena arena = Arena.ofConfined();
                JudgedTraffic traffic = new JudgedTraffic(WarmUp.rules().text(), false)) {
            List<MemorySegment> packets = WarmUpTraffic.packets(arena);

            packets.forEach(packet -> traffic.send(packet.toArray(ValueLayout.JAVA_BYTE)));

            assertThat(traffic.verdicts()).hasSize(packets.size()).containsOnlyOnce("a".repeat(packets.size()));
            assertThat(traffic.counted(LaneCounter.WRONG_CHECKSUM)).isZero();
            assertThat(traffic.alerts()).containsAll(FINDING);
        }
    }

    @Test
    void shouldEndWhenClosed() throws ConfigException {
        var config = ConfigLoader.load(Optional.empty(), ConfigLoader.Origin.OWN, List.of())
                .config();

        WarmUp.start(config).close();

        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain(WarmUp.THREAD_NAME);
    }
}
