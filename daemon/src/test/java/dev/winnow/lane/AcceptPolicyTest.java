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

    /// @param code of the verdict for a packet that comes with mark 0x100 and that rules have marked 0x130
    @ParameterizedTest
    @CsvSource({"nfq.mode=accept, 1, 0x130", "nfq.mode=route, 0xFFFF8003, 0x130", "nfq.mode=repeat, 4, 0x134"})
    void shouldSetTheMarkOfRulesBesideItsOwn(String mode, String code, String mark) throws ConfigException {
        WinnowConfig.Queue queue = queue(mode, "nfq.route-queue=65535", "nfq.repeat-mark=4", "nfq.repeat-mask=6");
        long marked = VerdictWord.withMark(VerdictWord.ACCEPT, 0x130);
        long word = AcceptPolicy.of(queue, false).apply(marked, 0x100);

        assertThat(VerdictWord.kernelCode(word)).isEqualTo(Long.decode(code).intValue());
        assertThat(VerdictWord.hasMark(word)).isTrue();
        assertThat(VerdictWord.mark(word)).isEqualTo(Integer.decode(mark));
        assertThat(AcceptPolicy.of(queue, true).apply(marked, 0x100))
                .isEqualTo(AcceptPolicy.of(queue, true).apply(VerdictWord.ACCEPT, 0x100));
    }

    @Test
    void shouldLetAMarkedPacketThatComesBackKeepItsMark() throws ConfigException {
        AcceptPolicy policy = AcceptPolicy.of(queue(REPEAT, "nfq.repeat-mark=4", "nfq.repeat-mask=6"), false);
        long word = policy.apply(VerdictWord.withMark(VerdictWord.ACCEPT, 0x14), 4);
        assertThat(word).isEqualTo(VerdictWord.withMark(VerdictWord.ACCEPT, 0x14));
    }

    @Test
    void shouldLetARoutedPacketPassWhereNobodyReadsItsQueue() throws ConfigException {
        AcceptPolicy policy = AcceptPolicy.of(queue("nfq.mode=route", "nfq.route-queue=65535"), false);

        // linux/netfilter.h: NF_QUEUE_NR(65535) | NF_VERDICT_FLAG_QUEUE_BYPASS
        assertThat(VerdictWord.kernelCode(policy.apply(VerdictWord.ACCEPT, 7))).isEqualTo(0xFFFF8003);
    }
}
