package dev.winnow.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.config.ConfigException;
import dev.winnow.config.ConfigLoader;
import dev.winnow.config.WinnowConfig;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptPolicyTest {
    private static final long DROP = VerdictWord.drop(Reason.RULE);
    private static final String REPEAT = "nfq.mode=repeat";

    private static WinnowConfig.Queue queue(String... settings) throws ConfigException {
        return ConfigLoader.load(Optional.empty(), ConfigLoader.Origin.OWN, List.of(settings))
                .config()
                .nfq();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nfq.mode=accept", "nfq.mode=repeat", "nfq.mode=route"})
    void shouldKeepADropUnlessItIsOnlyTried(String mode) throws ConfigException {
        assertThat(AcceptPolicy.of(queue(mode), false).apply(DROP, 0)).isEqualTo(DROP);
        assertThat(VerdictWord.isDrop(AcceptPolicy.of(queue(mode), true).apply(DROP, 0)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // bits of others stay, bits of the mask are those of the mark
        "0x0, 0x4, 0xff, 0x4",
        "0x103, 0x4, 0x6, 0x105",
        "0xffffffff, 0x1, 0x3, 0xfffffffd",
    })
    void shouldMarkARepeatedPacketWithinTheMask(String before, String mark, String mask, String after)
            throws ConfigException {
        AcceptPolicy policy =
                AcceptPolicy.of(queue(REPEAT, "nfq.repeat-mark=" + mark, "nfq.repeat-mask=" + mask), false);
        long word = policy.apply(VerdictWord.ACCEPT, Long.decode(before).intValue());

        assertThat(VerdictWord.kernelCode(word)).isEqualTo(VerdictWord.NF_REPEAT);
        assertThat(VerdictWord.hasMark(word)).isTrue();
        assertThat(VerdictWord.mark(word)).isEqualTo(Long.decode(after).intValue());
    }

    @ParameterizedTest
    @CsvSource({"0x4, true", "0x104, true", "0x0, false", "0x6, false", "0x2, false"})
    void shouldAcceptAPacketThatComesBack(String mark, boolean accepted) throws ConfigException {
        AcceptPolicy policy = AcceptPolicy.of(queue(REPEAT, "nfq.repeat-mark=4", "nfq.repeat-mask=6"), false);

        long word = policy.apply(VerdictWord.ACCEPT, Integer.decode(mark));
        assertThat(word == VerdictWord.ACCEPT).isEqualTo(accepted);
        assertThat(policy.apply(DROP, Integer.decode(mark))).isEqualTo(DROP);
    }

    @Test
    void shouldLetARoutedPacketPassWhereNobodyReadsItsQueue() throws ConfigException {
        AcceptPolicy policy = AcceptPolicy.of(queue("nfq.mode=route", "nfq.route-queue=65535"), false);

        // linux/netfilter.h: NF_QUEUE_NR(65535) | NF_VERDICT_FLAG_QUEUE_BYPASS
        assertThat(VerdictWord.kernelCode(policy.apply(VerdictWord.ACCEPT, 7))).isEqualTo(0xFFFF8003);
    }
}
