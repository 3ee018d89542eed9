package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SightingsTest {
    private static final Object SEARCHER = new Object();

    private final Sightings sightings = new Sightings();

    @Test
    void shouldKeepWhatWasFoundUntilTheWindowHasPassedIt() {
        assertThat(sightings.cover(SEARCHER, 0, 0)).isFalse();
        sightings.searched(100);
        sightings.add(7);
        assertThat(sightings.cover(SEARCHER, 40, 100)).isTrue();
        assertThat(found()).containsExactly(7);
        sightings.searched(160);
        sightings.add(3);
        assertThat(sightings.cover(SEARCHER, 100, 160)).isTrue();
        assertThat(found()).containsExactly(3);
    }

    @Test
    void shouldKeepAPatternThatIsFoundAgainOnce() {
        sightings.cover(SEARCHER, 0, 0);
        sightings.searched(100);
        sightings.add(7);
        sightings.cover(SEARCHER, 0, 100);
        sightings.searched(200);
        sightings.add(7);
        sightings.cover(SEARCHER, 150, 200);
        assertThat(found()).containsExactly(7);
    }

    @Test
    void shouldHaveAllSearchedAgainWhereBytesWentByUnsearched() {
        sightings.cover(SEARCHER, 0, 0);
        sightings.searched(100);
        sightings.add(7);
        assertThat(sightings.cover(SEARCHER, 90, 120)).isFalse();
        assertThat(found()).isEmpty();
    }

    @Test
    void shouldHaveAllSearchedAgainByAnotherSearcher() {
        sightings.cover(SEARCHER, 0, 0);
        sightings.searched(100);
        sightings.add(7);
        assertThat(sightings.cover(new Object(), 50, 100)).isFalse();
        assertThat(found()).isEmpty();
    }

    @Test
    void shouldHaveAllSearchedAgainWhereMoreWasFoundThanFits() {
        sightings.cover(SEARCHER, 0, 0);
        sightings.searched(100);
        IntStream.range(0, 9).forEach(sightings::add);
        assertThat(sightings.cover(SEARCHER, 99, 100)).isFalse();
        sightings.searched(180);
        assertThat(sightings.cover(SEARCHER, 100, 180)).isTrue();
    }

    @Test
    void shouldHaveAllSearchedAgainWhereASearchFailed() {
        sightings.cover(SEARCHER, 0, 0);
        sightings.searched(100);
        sightings.lose();
        assertThat(sightings.cover(SEARCHER, 99, 100)).isFalse();
    }

    private int[] found() {
        return Arrays.stream(IntStream.range(0, sightings.count())
                        .map(sightings::pattern)
                        .toArray())
                .sorted()
                .toArray();
    }
}
