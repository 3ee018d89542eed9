package dev.winnow.lane;

import dev.winnow.event.EveWriter;
import dev.winnow.event.EventRing;
import dev.winnow.metric.LaneCounters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// One ring and its writer on one and the same thread: when the ring is full it is written out, so no event is lost.
///
/// Threading: the judging thread. Ownership: owns the event file.
final class EventLog implements AutoCloseable {
    private static final int CAPACITY = 1_024;

    private final EventRing ring;
    private final EveWriter writer;

    private EventLog(Optional<Path> file, int alertMax, LaneCounters counters) throws IOException {
        ring = new EventRing(CAPACITY, alertMax, this::makeRoom);
        // Without a file, events are made and thrown away: there is one way through the judge, not two.
        writer = new EveWriter(file.orElse(Path.of("/dev/null")), List.of(ring), counters, ZoneId.systemDefault());
    }

    /// @param file empty: events go nowhere
    static EventLog open(Optional<Path> file, int alertMax, LaneCounters counters) throws LaneException {
        try {
            return new EventLog(file, alertMax, counters);
        } catch (IOException e) {
            throw new LaneException("cannot write events: " + e.getMessage(), e);
        }
    }

    EventRing ring() {
        return ring;
    }

    private boolean makeRoom() {
        return writer.doWork() > 0;
    }

    /// Writes out everything so far.
    void flush() {
        while (makeRoom()) {
            // until the ring and the buffer are empty
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
