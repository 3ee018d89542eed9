package dev.winnow.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VisitorFiguresTest {
    private static Visit visit(long atMs, String source, long latencyMs, boolean answered) {
        return new Visit(atMs, source, latencyMs * 1_000, answered);
    }

    @Test
    void shouldReadALineOfTheVisitorsAndTakeOnlyAPageForAnAnswer() {
        assertThat(Visit.parse("1700 198.18.190.5 420 200")).isEqualTo(new Visit(1700, "198.18.190.5", 420, true));
        assertThat(Visit.parse("1700 198.18.190.5 420 503").answered()).isFalse();
        assertThat(Visit.parse("1700 198.18.190.5 420 SocketTimeoutException").answered())
                .isFalse();
    }

    @Test
    void shouldCountOnlyWhatWasBegunInTime() {
        List<Visit> visits = List.of(visit(99, "a", 1, false), visit(100, "a", 1, true), visit(200, "a", 1, false));
        VisitorFigures figures = VisitorFigures.of(visits, 100, 200);
        assertThat(figures.asked()).isEqualTo(1);
        assertThat(figures.answeredShare()).isEqualTo(1);
    }

    @Test
    void shouldTellTheVisitorWhoFaredWorstFromAllOthers() {
        List<Visit> visits = List.of(
                visit(1, "a", 1, true), visit(1, "a", 1, true), visit(1, "b", 1, true), visit(1, "b", 9, false));
        VisitorFigures figures = VisitorFigures.of(visits, 0, 10);
        assertThat(figures.answeredShare()).isCloseTo(0.75, within(1e-9));
        assertThat(figures.worstShare()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void shouldTakeTheLatencyOfWhatWasAnswered() {
        List<Visit> visits = new java.util.ArrayList<>(IntStream.rangeClosed(1, 100)
                .mapToObj(i -> visit(i, "a", i, true))
                .toList());
        visits.add(visit(1, "a", 5_000, false));
        VisitorFigures figures = VisitorFigures.of(visits, 0, 1_000);
        assertThat(figures.medianMs()).isEqualTo(50);
        assertThat(figures.p99Ms()).isEqualTo(99);
    }

    @Test
    void shouldSayNothingOfLatencyWhereNothingWasAnswered() {
        VisitorFigures figures = VisitorFigures.of(List.of(visit(1, "a", 1, false)), 0, 10);
        assertThat(figures.medianMs()).isNaN();
        assertThat(figures.answeredShare()).isZero();
    }
}
