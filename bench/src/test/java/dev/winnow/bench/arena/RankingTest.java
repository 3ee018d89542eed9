package dev.winnow.bench.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final Story STORY = new SubnetStory();
    private static final Timing.Phases PHASES = new Timing(1, 10, 1, 1).from(0);

    /// Of a contender who answered so many of a thousand requests.
    private static Outcome outcome(String contender, int answered, Set<String> banned) {
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            visits.add(new Visit(2_000, "198.18.190.5", 400, i < answered));
        }
        return new Outcome(STORY, contender, PHASES, visits, List.of(), banned, Map.of(), 1, null, null);
    }

    @Test
    void shouldNameWhoIsBetterAndInWhat() {
        List<Outcome> outcomes = List.of(
                outcome("own", 990, Set.of("198.18.190.0/24")), outcome("other", 995, Set.of("198.18.190.230")));
        assertThat(Ranking.shortcomings("own", outcomes))
                .containsExactly(
                        "own is not the best in visitors served: other is better.",
                        "own is not the best in visitors banned: other is better.");
    }

    @Test
    void shouldSayNothingOfTheBestNorOfADifferenceThatIsNone() {
        List<Outcome> outcomes = List.of(outcome("own", 999, Set.of()), outcome("other", 1_000, Set.of()));
        assertThat(Ranking.shortcomings("own", outcomes)).isEmpty();
        assertThat(Ranking.shortcomings("absent", outcomes)).isEmpty();
    }
}
