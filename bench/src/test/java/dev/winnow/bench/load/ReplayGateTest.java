package dev.winnow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.bench.PeakMemory;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ReplayGateTest {
    private static final ReplayContender WITH_RULES =
            new ReplayContender("x", true, List.of(), List.of(), Pattern.compile("(?<seconds>[0-9.]+)s"));
    private static final ReplayContender WITHOUT_RULES =
            new ReplayContender("x", false, List.of(), List.of(), Pattern.compile("(?<mbits>[0-9.]+) Mbit"));

    private static ReplayRun run(long alerts, long markers) {
        return new ReplayRun(1, 2, 3, alerts, markers);
    }

    @Test
    void shouldPassWhoeverFindsEveryMarker() {
        assertThat(new ReplayGate(20).fault(WITH_RULES, run(25, 20))).isEmpty();
        assertThat(new ReplayGate(20).fault(WITHOUT_RULES, run(0, 0))).isEmpty();
    }

    @Test
    void shouldFailWhoeverMissesAMarkerOrAlertsWithoutRules() {
        assertThat(new ReplayGate(20).fault(WITH_RULES, run(25, 19))).isPresent();
        assertThat(new ReplayGate(20).fault(WITH_RULES, run(0, 0))).isPresent();
        assertThat(new ReplayGate(20).fault(WITHOUT_RULES, run(1, 0))).isPresent();
    }

    @Test
    void shouldHoldAnswersOnAnUnknownCaptureAgainstEachOther() {
        ReplayGate gate = new ReplayGate(ReplayGate.UNKNOWN);
        assertThat(gate.fault(WITH_RULES, run(9, 4))).isEmpty();
        assertThat(gate.fault(WITH_RULES, run(7, 4))).isEmpty();
        assertThat(gate.fault(WITH_RULES, run(9, 5))).isPresent();
    }

    @Test
    void shouldReadHowFastAContenderWas() throws Exception {
        assertThat(ReplayRun.seconds(WITH_RULES, "loaded in 9s\ntime elapsed 0.550s\n", 1))
                .isEqualTo(0.55);
        assertThat(ReplayRun.seconds(WITHOUT_RULES, "20 alerts, 1,044.0 Mbit/s", 261_000_000))
                .isEqualTo(2.0);
    }

    @Test
    void shouldReadPeakMemory() {
        assertThat(PeakMemory.bytes("VmPeak:\t 9 kB\nVmHWM:\t  1024 kB\n")).isEqualTo(1 << 20);
        assertThat(PeakMemory.bytes("Name:\tx\n")).isZero();
    }
}
