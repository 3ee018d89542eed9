package dev.winnow.ban;

import static dev.winnow.ban.Bans.DAY;
import static dev.winnow.ban.Bans.HOUR;
import static dev.winnow.ban.Bans.MINUTE;
import static dev.winnow.ban.Bans.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EscalationTest {
    private static final Escalation ESCALATION = new Escalation(List.of(10 * MINUTE, HOUR, DAY), DAY);

    @Test
    void shouldFindNobodyGuiltyWhoWasNeverBanned() {
        assertThat(ESCALATION.guilt(Optional.empty(), NOW)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1,  0, 1",
        "1, 23, 1",
        "1, 24, 0",
        "1, 99, 0", //
        "3,  0, 3",
        "3, 24, 2",
        "3, 47, 2",
        "3, 48, 1",
        "3, 72, 0",
        // A ladder that was longer once.
        "9,  0, 3",
        "9, 24, 2"
    })
    void shouldForgetALevelAfterEachQuietDay(int level, long quietHours, int guilt) {
        Ban last = Ban.begin(Bans.prefix("198.18.0.1"), Bans.SCAN, NOW, NOW + HOUR, level);

        assertThat(ESCALATION.guilt(Optional.of(last), NOW + HOUR + quietHours * HOUR))
                .isEqualTo(guilt);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 10", "1, 2, 60", "2, 3, 1440", "3, 3, 1440"})
    void shouldBanLongerWhoeverIsGuilty(int guilt, int level, long minutes) {
        assertThat(ESCALATION.levelAfter(guilt)).isEqualTo(level);
        assertThat(ESCALATION.durationNs(level)).isEqualTo(minutes * MINUTE);
    }
}
