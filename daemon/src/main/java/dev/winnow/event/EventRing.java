package dev.winnow.event;

import java.util.function.Consumer;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;

/// Carries event records from one worker to the event writer and back: all are made at start-up and go round.
///
/// ```
///  worker: claim ◀── free ◀── release :writer
///  worker: publish ──▶ filled ──▶ drain :writer
/// ```
///
/// Threading: [#claim] and [#publish] by the one worker, [#drain] by the one writer.
public final class EventRing {

    /// What the worker does about an event that there is no record for.
    @FunctionalInterface
    public interface Overflow {
        /// Called on the worker's thread while the ring is full.
        ///
        /// @return true to try again, as a replay does after it let the writer catch up; false to give the
        /// event up, as a lane does after it has counted it
        boolean tryAgain();
    }

    private final SpscVarHandleArrayQueue<EventRecord> free;
    private final SpscVarHandleArrayQueue<EventRecord> filled;
    private final Overflow overflow;

    /// @param capacity records, rounded up to a power of two
    /// @param alertMax most alerts of one packet
    public EventRing(int capacity, int alertMax, Overflow overflow) {
        this(capacity, alertMax, 0, overflow);
    }

    /// @param packetLength bytes of each event's packet that go along, as evidence
    public EventRing(int capacity, int alertMax, int packetLength, Overflow overflow) {
        this.overflow = overflow;
        free = new SpscVarHandleArrayQueue<>(capacity);
        filled = new SpscVarHandleArrayQueue<>(capacity);
        for (int i = 0; i < free.capacity(); i++) {
            free.add(new EventRecord(alertMax, packetLength));
        }
    }

    /// A record to fill and [#publish]; null where there is none and [Overflow] gave the event up.
    public EventRecord claim() {
        EventRecord record = free.poll();
        while (record == null && overflow.tryAgain()) {
            record = free.poll();
        }
        return record;
    }

    /// Passes a claimed record on to the writer.
    public void publish(EventRecord record) {
        if (!filled.offer(record)) {
            throw new IllegalStateException("more records than the ring has were published");
        }
    }

    /// Hands at most `limit` records to `writer`, oldest first, and takes each back when it returns.
    ///
    /// @return how many there were
    int drain(Consumer<EventRecord> writer, int limit) {
        int count = 0;
        EventRecord record = filled.poll();
        while (record != null) {
            try {
                writer.accept(record);
            } finally {
                free.add(record);
            }
            count++;
            record = count < limit ? filled.poll() : null;
        }
        return count;
    }
}
