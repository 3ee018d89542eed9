package dev.winnow.ban;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BanRequestsTest {
    private static final BanRequests.Handler NOBODY = (_, _, _, _, _, _, _) -> {};

    @Test
    void shouldHandOnWhatWasAskedForInOrder() {
        BanRequests requests = new BanRequests(4);
        requests.offer(6, 1, 2, 64, 3, 4, 5);
        requests.offer(4, 0, 9, 32, 8, 7, 6);
        List<List<Long>> got = new ArrayList<>();

        int count = requests.drain(
                (version, high, low, length, reason, sid, timestampNs) -> got.add(
                        List.of((long) version, high, low, (long) length, (long) reason, (long) sid, timestampNs)),
                10);

        assertThat(count).isEqualTo(2);
        assertThat(got).containsExactly(List.of(6L, 1L, 2L, 64L, 3L, 4L, 5L), List.of(4L, 0L, 9L, 32L, 8L, 7L, 6L));
        assertThat(requests.drain(NOBODY, 10)).isZero();
    }

    @Test
    void shouldCountWhatFindsNoRoomAndGoOnAfterwards() {
        BanRequests requests = new BanRequests(4);
        for (int i = 0; i < 10; i++) {
            assertThat(requests.offer(4, 0, i, 32, 0, 0, 0)).isEqualTo(i < 4);
        }

        assertThat(requests.lost()).isEqualTo(6);
        assertThat(requests.drain(NOBODY, 3)).isEqualTo(3);
        assertThat(requests.drain(NOBODY, 3)).isEqualTo(1);
        assertThat(requests.offer(4, 0, 1, 32, 0, 0, 0)).isTrue();
    }

    @Test
    void shouldLoseNothingBetweenSeveralThreadsWhileThereIsRoom() throws InterruptedException {
        BanRequests requests = new BanRequests(64);
        int each = 50_000;
        List<Thread> askers = new ArrayList<>();
        for (int asker = 0; asker < 3; asker++) {
            int first = asker * each;
            askers.add(Thread.ofPlatform().start(() -> {
                for (int i = first; i < first + each; i++) {
                    while (!requests.offer(4, 0, i, 32, i, 0, i)) {
                        Thread.onSpinWait();
                    }
                }
            }));
        }
        BitSet seen = new BitSet();
        int total = 0;
        while (total < 3 * each) {
            total += requests.drain(
                    (_, _, low, _, reason, _, timestampNs) -> {
                        assertThat(timestampNs == low && reason == low).isTrue();
                        seen.set((int) low);
                    },
                    16);
        }
        for (Thread asker : askers) {
            asker.join();
        }

        assertThat(seen.cardinality()).isEqualTo(3 * each);
    }

    @Test
    void shouldAllocateNothingToAsk() {
        BanRequests requests = new BanRequests(1_024);
        offerMany(requests);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        offerMany(requests);

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    }

    private static void offerMany(BanRequests requests) {
        for (int i = 0; i < 20_000; i++) {
            requests.offer(4, 0, i, 32, 0, 0, 0);
            if (i % 500 == 0) {
                requests.drain(NOBODY, 10_000);
            }
        }
    }
}
