package dev.winnow.ban.lockdown;

import static dev.winnow.ban.Bans.HOUR;
import static dev.winnow.ban.Bans.NOW;
import static dev.winnow.ban.Bans.prefix;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.ban.allow.AllowedPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LockdownTest {
    private static final PortRange SSH = new PortRange(22, 22);

    private final List<String> told = new ArrayList<>();
    private final Lockdown lockdown = new Lockdown(
            () -> List.of(new AllowedPrefix(prefix("198.18.7.1"), "a gateway of this host")),
            () -> List.of(SSH),
            (change, state, by, nowNs) -> told.add(change + " " + state.ports()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            22              | 22
            22,80           | 22, 80
            22, 8000-8080   | 22, 8000-8080
            1-65535         | 1-65535
            0               | -
            65536           | -
            90-80           | -
            22,20-30        | -
            22,             | -
            ssh             | -
            -5              | -
            99999999999     | -
            """)
    void shouldReadPorts(String text, String ports) {
        assertThat(PortRange.parse(text).map(ranges -> ranges.toString().replaceAll("[\\[\\]]", "")))
                .isEqualTo(Optional.ofNullable(ports));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ssh:198.51.100.7     | ssh:198.51.100.7
            ssh:198.51.100.0/24  | ssh:198.51.100.0/24
            198.51.100.7         | 198.51.100.7
            ssh:fd00:7::2        | ssh:fd00:7:0:0:0:0:0:2
            fd00:7::/64          | fd00:7:0:0:0:0:0:0/64
            ssh:                 | -
            http:198.51.100.7    | -
            example.org          | -
            """)
    void shouldReadWhoGetsInAllTheSame(String text, String kept) {
        assertThat(Kept.parse(text).map(Kept::toString)).isEqualTo(Optional.ofNullable(kept));
    }

    @ParameterizedTest
    @CsvSource({"'',", "22,", "1-65535,", "20-30,"})
    void shouldShutNothingWhereNobodyWouldGetInBySsh(String ports) {
        List<PortRange> shut =
                ports.isEmpty() ? List.of() : PortRange.parse(ports).orElseThrow();
        LockdownOrder order = new LockdownOrder(shut, List.of(), Optional.empty(), HOUR, "root");

        assertThatThrownBy(() -> lockdown.on(order, NOW))
                .isInstanceOf(LockdownException.class)
                .hasMessageContaining("--keep ssh:ADDRESS");
        assertThat(lockdown.state().isShut()).isFalse();
        assertThat(told).isEmpty();
    }
}
