package dev.winnow.ban.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HalfOpenCutterTest {
    @Test
    void shouldTakeThoseThatWereAnsweredAgainAndNobodyElse() {
        assertThat(HalfOpenCutter.late("""
                        0      0      198.18.1.2:80  198.19.12.241:29867 timer:(on,1.364ms,1)
                        0      0      198.18.1.2:80  198.19.121.89:19924 timer:(on,820ms,0)
                        0      0      198.18.1.2:80  198.19.52.245:19108
                        0      0      [fd00::2]:80   [fd00::9]:15569 timer:(on,12sec,12)
                        """)).containsExactly("198.19.12.241:29867", "[fd00::9]:15569");
    }
}
