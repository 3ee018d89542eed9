package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.config.ConfigLoader.Origin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueueRuleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0   | accept | INPUT -p udp -m comment --comment winnow -j NFQUEUE --queue-num 0 --queue-bypass
            2:5 | accept | INPUT -p udp -m comment --comment winnow -j NFQUEUE --queue-balance 2:5 --queue-bypass
            0   | route  | INPUT -p udp -m comment --comment winnow -j NFQUEUE --queue-num 0 --queue-bypass
            0   | repeat | INPUT -p udp -m mark ! --mark 0x4/0x6 -m comment --comment winnow -j NFQUEUE --queue-num 0 \
            --queue-bypass
            """)
    void shouldTakeWhatTheModeLeavesForIt(String queues, String mode, String rule) throws ConfigException {
        List<String> settings = List.of("nfq.mode=" + mode, "nfq.repeat-mark=5", "nfq.repeat-mask=6");
        assertThat(QueueRule.of(
                        List.of("INPUT", "-p", "udp"),
                        QueueRange.parse(queues),
                        ConfigLoader.load(Optional.empty(), Origin.OWN, settings)
                                .config()
                                .nfq()))
                .hasToString(rule);
    }
}
