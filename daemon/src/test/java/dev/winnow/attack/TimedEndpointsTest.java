package dev.winnow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/// Compared with a map, the slow and obvious version.
class TimedEndpointsTest {
    private static final int BUCKET = 8;
    private static final int STEPS = 400;
    private static final int ENDPOINTS = 14;
    private static final int LIFE_NS = 20;
    private static final int THREADS = 3;
    private static final int ROUNDS = 200_000;

    @Property(tries = 300)
    void shouldHoldWhatAMapHoldsAsEndpointsComeAndGo(@ForAll @LongRange(min = 0) long seed) {
        TimedEndpoints endpoints = new TimedEndpoints(BUCKET, LIFE_NS, seed);
        Map<Integer, Long> ends = new HashMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (long nowNs = 0; nowNs < STEPS; nowNs++) {
            int who = random.nextInt(ENDPOINTS);
            long now = nowNs;
            ends.values().removeIf(end -> now >= end);
            int found = endpoints.find(who / 3, who % 3, who, nowNs);
            assertThat(found != TimedEndpoints.NONE).isEqualTo(ends.containsKey(who));
            boolean isProlonged = !ends.containsKey(who) || nowNs + LIFE_NS - ends.get(who) >= LIFE_NS / BUCKET;
            int held = endpoints.hold(who / 3, who % 3, who, nowNs);
            if (held == TimedEndpoints.NONE) {
                assertThat(ends).hasSize(BUCKET).doesNotContainKey(who);
            } else if (isProlonged) {
                ends.put(who, nowNs + LIFE_NS);
            }
            assertThat(found == TimedEndpoints.NONE || found == held).isTrue();
        }
    }

    @Test
    void shouldGiveSlotsOfOthersOnlyWhenTheirTimeIsOver() {
        TimedEndpoints endpoints = new TimedEndpoints(BUCKET, 10, 1);
        for (int i = 0; i < BUCKET; i++) {
            assertThat(endpoints.hold(0, i, 80, 0)).isEqualTo(i);
        }
        assertThat(endpoints.hold(0, BUCKET, 80, 9)).isEqualTo(TimedEndpoints.NONE);
        assertThat(endpoints.hold(0, BUCKET, 80, 10)).isNotEqualTo(TimedEndpoints.NONE);
        assertThat(endpoints.find(0, 0, 80, 10)).isEqualTo(TimedEndpoints.NONE);
    }

    @Test
    void shouldHaveRoomForAQuarterOfItsSlots() {
        TimedEndpoints endpoints = new TimedEndpoints(1 << 12, 10, 7);
        int held = 0;
        for (int i = 0; i < 1 << 10; i++) {
            held += endpoints.hold(0, i, 0, 0) == TimedEndpoints.NONE ? 0 : 1;
        }
        assertThat(held).isGreaterThan((1 << 10) - 10);
    }

    /// Everybody asks for somebody of his own in turn, whose slot is another's a moment later.
    @Test
    void shouldNeverTakeOneForAnotherWhoeverComesAndGoes() throws InterruptedException {
        TimedEndpoints endpoints = new TimedEndpoints(BUCKET, 5, 3);
        AtomicInteger wrong = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int own = thread;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int i = 1; i <= ROUNDS; i++) {
                    endpoints.hold(own, i, own, i);
                    wrong.addAndGet(endpoints.find(own, i, own + 1, i) == TimedEndpoints.NONE ? 0 : 1);
                    wrong.addAndGet(endpoints.find(own, -i, own, i) == TimedEndpoints.NONE ? 0 : 1);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(wrong).hasValue(0);
    }
}
