package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QueuedTrafficTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            INPUT                                         | OUTPUT ! -o lo
            OUTPUT                                        | INPUT ! -i lo
            INPUT -p tcp                                  | OUTPUT -p tcp ! -o lo
            INPUT -p tcp --dport 80                       | OUTPUT -p tcp --sport 80
            INPUT -i eth0                                 | OUTPUT -o eth0
            INPUT ! -s 198.18.0.0/24 -p udp               | OUTPUT ! -d 198.18.0.0/24 -p udp
            OUTPUT -d fd00::1                             | INPUT -s fd00::1
            FORWARD -i eth0 -o eth1                       | FORWARD -o eth0 -i eth1
            INPUT -p tcp -m multiport --dports 80,443     | OUTPUT -p tcp -m multiport --sports 80,443
            INPUT -m iprange --src-range 198.18.0.1-198.18.0.9 | OUTPUT -m iprange --dst-range 198.18.0.1-198.18.0.9
            """)
    void shouldTakeTheAnswersToo(String spec, String answers) {
        QueuedTraffic traffic = QueuedTraffic.of(words(spec));
        assertThat(traffic.specs()).containsExactly(words(spec), words(answers));
        assertThat(traffic.bothSides()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FORWARD", "FORWARD -p tcp", "FORWARD -p tcp -m multiport --ports 80"})
    void shouldAddNothingWhereTheAnswersAreTakenAlready(String spec) {
        QueuedTraffic traffic = QueuedTraffic.of(words(spec));
        assertThat(traffic.specs()).containsExactly(words(spec));
        assertThat(traffic.bothSides()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MYCHAIN -p tcp",
                "PREROUTING -t mangle",
                "INPUT -m conntrack --ctstate NEW",
                "INPUT -m set --match-set visitors src",
                "INPUT -p tcp --syn"
            })
    void shouldNotGuessWhatTheAnswersAre(String spec) {
        QueuedTraffic traffic = QueuedTraffic.of(words(spec));
        assertThat(traffic.specs()).containsExactly(words(spec));
        assertThat(traffic.bothSides()).isFalse();
    }

    private static List<String> words(String spec) {
        return List.of(spec.split(" "));
    }
}
