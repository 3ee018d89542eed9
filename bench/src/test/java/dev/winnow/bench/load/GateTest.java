package dev.winnow.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "all arrive, and all should       | false | 100 | 50 | 100 | 50 | ''",
                "the marked are dropped           | true  | 100 | 50 |  50 |  0 | ''",
                "an ordinary packet is missing    | false | 100 | 50 |  99 | 50 | 49 of 50 ordinary packets arrived",
                "a marked packet is missing       | false | 100 | 50 |  99 | 49 | 49 marked packets arrived instead of 50",
                "a marked packet slips through    | true  | 100 | 50 |  51 |  1 | 1 marked packets arrived instead of 0",
                "one slips through, one is missing| true  | 100 | 50 |  50 |  1 | 49 of 50 ordinary packets arrived",
                "nothing was sent                 | true  |   0 |  0 |   0 |  0 | the load was not sent",
            })
    void shouldNameWhatIsWrong(
            String situation,
            boolean dropsMark,
            long sent,
            long sentMarked,
            long received,
            long receivedMarked,
            String fault) {
        LoadResult result = new LoadResult(sent, sentMarked, received, receivedMarked, 0, 1, 0);
        assertThat(Gate.fault(dropsMark, result)).as(situation).isEqualTo(fault);
    }
}
