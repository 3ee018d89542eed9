package dev.winnow.rule.threshold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.option.RateLimit.Threshold;
import dev.winnow.rule.option.RateLimit.Track;
import dev.winnow.rule.resolve.AddressResolver;
import dev.winnow.rule.source.Diagnostic;
import dev.winnow.rule.source.Diagnostics;
import dev.winnow.rule.source.SourceText;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.threshold.ThresholdEntry.EventFilter;
import dev.winnow.rule.threshold.ThresholdEntry.RateFilter;
import dev.winnow.rule.threshold.ThresholdEntry.Suppress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdFileTest {
    private Diagnostics diagnostics;

    private List<ThresholdEntry> read(String text) {
        diagnostics = new Diagnostics(new SourceText("threshold.config", text));
        return ThresholdFile.read(diagnostics, new AddressResolver(Map.of("MINE", "[198.18.0.0/16,!198.18.0.9]")));
    }

    @Test
    void shouldReadEveryKindOfLine() {
        List<ThresholdEntry> entries = read("""
                # a comment
                suppress gen_id 1, sig_id 7

                threshold gen_id 1, sig_id 8, type limit, track by_rule, count 2, seconds 3
                event_filter gen_id 0, sig_id 0, type both, track by_dst, count 4, seconds 5
                rate_filter gen_id 1, sig_id 9, track by_both, \\
                    count 5, seconds 60, new_action reject, timeout 10
                """);

        assertThat(diagnostics.all()).isEmpty();
        assertThat(entries)
                .containsExactly(
                        new Suppress(1, 7, Suppress.Side.EITHER, AddressSet.ANY),
                        new EventFilter(1, 8, new Threshold(Threshold.Type.LIMIT, Track.BY_RULE, 2, 3)),
                        new EventFilter(0, 0, new Threshold(Threshold.Type.BOTH, Track.BY_DESTINATION, 4, 5)),
                        new RateFilter(1, 9, Track.BY_BOTH, 5, 60, Action.REJECT, 10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            by_src    | 198.18.0.1              | SOURCE
            by_dst    | 198.18.0.0/24           | DESTINATION
            by_either | [10.0.0.1,198.18.0.0/24] | EITHER
            by_src    | $MINE                   | SOURCE
            """)
    void shouldReadWhoseAlertsAreSuppressed(String track, String addresses, Suppress.Side side) {
        List<ThresholdEntry> entries = read("suppress gen_id 1, sig_id 7, track " + track + ", ip " + addresses);

        assertThat(entries).singleElement().isInstanceOfSatisfying(Suppress.class, suppress -> {
            assertThat(suppress.side()).isEqualTo(side);
            assertThat(suppress.addresses().contains(0, 0xC612_0001L, 4)).isTrue();
            assertThat(suppress.addresses().contains(0, 0xC612_FF01L, 4)).isEqualTo(addresses.equals("$MINE"));
            assertThat(suppress.addresses().contains(0, 0xC612_0009L, 4)).isEqualTo(addresses.contains("/24"));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            forget gen_id 1, sig_id 7                                                      | found `forget`
            suppress sig_id 7                                                              | `gen_id` is missing
            suppress gen_id 1, sig_id x                                                    | must be a number
            suppress gen_id 1, sig_id 7, track by_src                                      | go together
            suppress gen_id 1, sig_id 7, track by_both, ip 10.0.0.1                        | by_dst, by_either, by_src
            suppress gen_id 1, sig_id 7, track by_src, ip $YOURS                           | not defined
            suppress gen_id 1, sig_id 7, track by_src, ip 10.0.0.300                       | 10.0.0.300
            threshold gen_id 1, sig_id 7, type most, track by_src, count 1, seconds 1      | both, limit, threshold
            threshold gen_id 1, sig_id 7, type limit, track by_src, count 0, seconds 1     | at least 1
            threshold gen_id 1, sig_id 7, type limit, track by_src, count 1                | `seconds` is missing
            threshold gen_id 1, sig_id 7, type limit, track by_src, count 1, seconds 1, x y | `x` means nothing here
            """)
    void shouldReportALineThatIsNotUnderstoodAndKeepTheOthers(String line, String problem) {
        List<ThresholdEntry> entries = read("suppress gen_id 1, sig_id 1\n" + line + "\nsuppress gen_id 1, sig_id 2");

        assertThat(entries).extracting(ThresholdEntry::sid).containsExactly(1L, 2L);
        assertThat(diagnostics.all())
                .singleElement()
                .extracting(Diagnostic::message)
                .asString()
                .contains(problem);
    }

    @ParameterizedTest
    @CsvSource({"1, 7, true", "1, 0, true", "0, 0, true", "1, 8, false", "2, 7, false", "2, 0, false"})
    void shouldTakeZeroForAllRules(long gid, long sid, boolean covers) {
        assertThat(new Suppress(gid, sid, Suppress.Side.EITHER, AddressSet.ANY).covers(1, 7))
                .isEqualTo(covers);
    }
}
