package dev.winnow.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/// Compared with a map, the slow and obvious version.
class TimedEndpointsTest {
    private static final int CAPACITY = 8;
    private static final int STEPS = 400;
    private static final int ENDPOINTS = 14;
    private static final int LIFE_NS = 20;

    @Property(tries = 300)
    void shouldHoldWhatAMapHoldsAsEndpointsComeAndGo(@ForAll @LongRange(min = 0) long seed) {
        TimedEndpoints endpoints = new TimedEndpoints(CAPACITY, seed);
        Map<Integer, Long> ends = new HashMap<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (long nowNs = 0; nowNs < STEPS; nowNs++) {
            int who = random.nextInt(ENDPOINTS);
            long now = nowNs;
            ends.values().removeIf(end -> now >= end);
            int slot = endpoints.find(who / 3, who % 3, who, nowNs);
            assertThat(slot != TimedEndpoints.NONE).isEqualTo(ends.containsKey(who));
            long endNs = nowNs + 1 + random.nextInt(LIFE_NS);
            if (slot != TimedEndpoints.NONE) {
                endpoints.extend(slot, endNs);
                ends.put(who, endNs);
            } else if (endpoints.add(who / 3, who % 3, who, nowNs, endNs) != TimedEndpoints.NONE) {
                ends.put(who, endNs);
            } else {
                assertThat(ends).hasSize(CAPACITY);
            }
        }
    }

    @Test
    void shouldGiveSlotsOfOthersOnlyWhenTheirTimeIsOver() {
        TimedEndpoints endpoints = new TimedEndpoints(CAPACITY, 1);
        for (int i = 0; i < CAPACITY; i++) {
            assertThat(endpoints.add(0, i, 80, 0, 10)).isEqualTo(i);
        }
        assertThat(endpoints.add(0, CAPACITY, 80, 9, 20)).isEqualTo(TimedEndpoints.NONE);
        assertThat(endpoints.add(0, CAPACITY, 80, 10, 20)).isNotEqualTo(TimedEndpoints.NONE);
        assertThat(endpoints.size()).isEqualTo(1);
    }
}
