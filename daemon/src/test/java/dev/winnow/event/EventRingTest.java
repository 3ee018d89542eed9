package dev.winnow.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.winnow.packet.LinkType;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.syntax.Action;
import dev.winnow.verdict.VerdictWord;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventRingTest {
    private static final PacketView PACKET = Events.view(
            LinkType.RAW, PacketBuilder.raw().ipv4("198.18.0.1", "198.18.0.2").tcp(1, 80));
    private static final ResolvedRule RULE = Events.rule(Action.ALERT, 1, "m");

    private static boolean offer(EventRing ring, long number) {
        EventRecord record = ring.claim();
        if (record == null) {
            return false;
        }
        record.capture(PACKET, null, Events.CAPTURE, number, VerdictWord.ACCEPT);
        record.alerts().add(RULE, false);
        ring.publish(record);
        return true;
    }

    private static List<Long> drained(EventRing ring, int limit) {
        List<Long> numbers = new ArrayList<>();
        ring.drain(record -> numbers.add(record.originNumber()), limit);
        return numbers;
    }

    @Test
    void shouldCountWhatItHasNoRoomFor() {
        AtomicInteger lost = new AtomicInteger();
        EventRing ring = new EventRing(4, 15, () -> {
            lost.incrementAndGet();
            return false;
        });
        for (int i = 1; i <= 7; i++) {
            offer(ring, i);
        }

        assertThat(lost).hasValue(3);
        assertThat(drained(ring, 3)).containsExactly(1L, 2L, 3L);
        assertThat(offer(ring, 8)).isTrue();
        assertThat(drained(ring, 100)).containsExactly(4L, 8L);
        assertThat(drained(ring, 100)).isEmpty();
    }

    @Test
    void shouldWaitWhileTheWriterCatchesUp() {
        List<Long> written = new ArrayList<>();
        EventRing[] ring = new EventRing[1];
        ring[0] = new EventRing(4, 15, () -> {
            written.addAll(drained(ring[0], 2));
            return true;
        });
        for (int i = 1; i <= 9; i++) {
            assertThat(offer(ring[0], i)).isTrue();
        }

        written.addAll(drained(ring[0], 100));
        assertThat(written).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void shouldTakeRecordBackFromWriterThatThrows() {
        EventRing ring = new EventRing(4, 15, () -> false);
        for (int i = 0; i < 12; i++) {
            assertThat(offer(ring, i)).isTrue();
            assertThatThrownBy(() -> ring.drain(
                            _ -> {
                                throw new IllegalStateException("fault");
                            },
                            1))
                    .hasMessage("fault");
        }
    }

    @Test
    void shouldForgetAlertsOfThePacketBefore() {
        EventRecord record = new EventRecord(2, 0);
        record.capture(PACKET, null, Events.CAPTURE, 1, VerdictWord.ACCEPT);

        assertThat(record.alerts().add(RULE, false)).isTrue();
        assertThat(record.alerts().add(RULE, false)).isTrue();
        assertThat(record.alerts().add(RULE, false)).isFalse();
        assertThat(record.alerts().count()).isEqualTo(2);

        record.alerts().passed();
        record.alerts().droppedBy(RULE);
        record.capture(PACKET, null, Events.CAPTURE, 2, VerdictWord.ACCEPT);
        assertThat(record.alerts().count()).isZero();
        assertThat(record.alerts().isPassed()).isFalse();
        assertThat(record.alerts().dropRule()).isNull();
    }

    @Test
    void shouldNotAllocateWhenCapturing() {
        EventRing ring = new EventRing(64, 15, () -> false);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        round(ring, 20_000);

        long before = threads.getCurrentThreadAllocatedBytes();
        round(ring, 100_000);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).as("bytes for 100,000 events").isLessThan(100_000);
    }

    private static void round(EventRing ring, int events) {
        for (int i = 0; i < events; i++) {
            offer(ring, i);
            ring.drain(_ -> {}, 1);
        }
    }
}
