package dev.winnow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/// The census against the slow and obvious one.
class CensusTest {
    private static final long IPV4 = 0xFFFF_0000_0000L;
    private static final long SEED = 11;
    private static final int CAPACITY = 4_000;

    private static long address(long number) {
        return IPV4 | (number & 0xFFFF_FFFFL);
    }

    @Property(tries = 30)
    void shouldCountAsIfItHadAllMemoryWhileFewAreAbout(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 500) int sources) {
        try (Arena arena = Arena.ofConfined()) {
            Census census = new Census(arena, CAPACITY, SEED);
            ExactCensus exact = new ExactCensus();
            Tally tally = census.newTally(Subject.SOURCE);
            int nowMs = 5;
            for (int i = 0; i < 5_000; i++) {
                nowMs += random.nextInt(40);
                long source = address(random.nextInt(sources) * 7_919L);
                census.age(nowMs);
                exact.attempt(source, nowMs);

                boolean there = census.attempt(tally, Subject.SOURCE, 0, source, nowMs);
                double count = exact.count(source, nowMs);
                boolean close = there && Math.abs(tally.count(Tally.ATTEMPTS) - count) < 0.02 + count / 50;
                assertThat(close).as("attempt %s: %s", i, count).isTrue();
            }
        }
    }

    @Property(tries = 10)
    void shouldCountWhoStandsOutOfAFloodOfMadeUpSources(@ForAll Random random) {
        try (Arena arena = Arena.ofConfined()) {
            Census census = new Census(arena, CAPACITY, SEED);
            ExactCensus exact = new ExactCensus();
            Tally tally = census.newTally(Subject.SOURCE);
            int nowMs = 0;
            for (int i = 0; i < 300_000; i++) {
                nowMs = i / 30;
                census.age(nowMs);
                boolean loud = i % 500 == 0;
                long source = loud ? address(i / 500 % 5) : address(random.nextLong());
                exact.attempt(source, nowMs);
                census.attempt(tally, Subject.SOURCE, 0, source, nowMs);
            }
            for (int i = 0; i < 5; i++) {
                assertThat(census.find(tally, Subject.SOURCE, 0, address(i), nowMs))
                        .isTrue();
                double count = exact.count(address(i), nowMs);
                assertThat((double) tally.count(Tally.ATTEMPTS)).isBetween(0.5 * count, 1.5 * count);
            }
        }
    }

    @Test
    void shouldKeepARealSourceThroughAFlood() {
        try (Arena arena = Arena.ofConfined()) {
            Census census = new Census(arena, CAPACITY, SEED);
            Tally tally = census.newTally(Subject.SOURCE);
            Random random = new Random(3);
            long visitor = address(1);
            assertThat(census.claim(tally, Subject.SOURCE, 0, visitor, 0)).isTrue();
            tally.add(Tally.COMPLETED, 1);
            tally.addGood();
            for (int i = 0; i < 1_000_000; i++) {
                census.age(i / 100);
                census.attempt(tally, Subject.SOURCE, 0, address(random.nextLong()), i / 100);
            }

            assertThat(census.find(tally, Subject.SOURCE, 0, visitor, 10_000)).isTrue();
            assertThat(tally.good()).isGreaterThan(0.9f);
        }
    }

    @Test
    void shouldLetAMillionSourcesFitInto128Megabytes() {
        assertThat(Census.bytes(1_000_000)).isLessThan(128L << 20);
        AttackSettings tight = new AttackSettings(1_000_000, 32L << 20, Thresholds.DEFAULT, null, SEED);
        assertThat(Census.bytes(tight.sourcesThatFit())).isBetween(31L << 20, 32L << 20);
    }

    @Test
    void shouldCountNetworksBesideTheirSources() {
        try (Arena arena = Arena.ofConfined()) {
            Census census = new Census(arena, CAPACITY, SEED);
            long high = 0xFD00_0000_0000_0000L;
            for (int kind = 0; kind < Subject.SENDERS; kind++) {
                Tally tally = census.newTally(kind);
                for (int host = 0; host < 10; host++) {
                    census.attempt(tally, kind, 0, address(0xC613_BE00L + host), 0);
                    census.attempt(tally, kind, high, host, 0);
                }
                assertThat(census.find(tally, kind, 0, address(0xC613_BE07L), 0))
                        .isTrue();
                assertThat(tally.count(Tally.ATTEMPTS)).isEqualTo(kind == Subject.SOURCE ? 1 : 10);
                assertThat(Subject.prefixLength(tally.high(), tally.low(), tally.key()))
                        .isEqualTo(32 - 8 * kind);
                assertThat(census.find(tally, kind, high, 7, 0)).isTrue();
                assertThat(tally.count(Tally.ATTEMPTS)).isEqualTo(kind == Subject.SOURCE ? 1 : 10);
            }
        }
    }

    @Test
    void shouldForgetEverybodyOnRequest() {
        try (Arena arena = Arena.ofConfined()) {
            Census census = new Census(arena, CAPACITY, SEED);
            Tally tally = census.newTally(Subject.SOURCE);
            census.attempt(tally, Subject.SOURCE, 0, address(1), 0);
            census.clear();

            assertThat(census.find(tally, Subject.SOURCE, 0, address(1), 0)).isFalse();
            census.attempt(tally, Subject.SOURCE, 0, address(1), 0);
            assertThat(tally.count(Tally.ATTEMPTS)).isEqualTo(1);
        }
    }
}
