package dev.winnow.lane;

import dev.winnow.ban.BanListener;
import dev.winnow.config.EvidenceConfig;
import dev.winnow.event.EveWriter;
import dev.winnow.event.EventRing;
import dev.winnow.event.EventTime;
import dev.winnow.metric.LaneCounters;
import dev.winnow.reaction.BanEvents;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One ring and its writer on one and the same thread: when the ring is full it is written out, so no event is lost.
///
/// Threading: the judging thread. Ownership: owns the event file.
final class EventLog implements AutoCloseable {
    /// Takes events that nobody wants.
    static final Path NOWHERE = Path.of("/dev/null");

    private static final int CAPACITY = 1_024;

    private final EventRing ring;
    private final EveWriter writer;

    private EventLog(Optional<Path> file, Optional<Path> evidence, Engine engine, LaneCounters counters)
            throws IOException, LaneException {
        EvidenceConfig kept = engine.config().evidence();
        int packetLength = EvidenceFolder.packetLength(evidence, kept);
        ring = new EventRing(CAPACITY, engine.alertMax(), packetLength, this::makeRoom);
        // Without a file, events are made and thrown away: there is one way through the judge, not two.
        writer = new EveWriter(
                file.orElse(NOWHERE),
                List.of(ring),
                counters,
                ZoneId.systemDefault(),
                engine.forwarded(),
                EvidenceFolder.open(evidence, kept, counters));
    }

    /// @param file     empty: events go nowhere
    /// @param evidence the folder that the packets of events are kept in; empty: none are
    static EventLog open(Optional<Path> file, Optional<Path> evidence, Engine engine, LaneCounters counters)
            throws LaneException {
        try {
            return new EventLog(file, evidence, engine, counters);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /// Says what to do about an event file that cannot be opened.
    static LaneException unwritable(IOException failure) {
        String why = switch (failure) {
            case NoSuchFileException e -> e.getFile() + ": no such folder; make it, or name another file";
            case AccessDeniedException e -> e.getFile() + ": permission denied; name another file, or be root";
            default -> failure.getMessage() + "; name another file";
        };
        return new LaneException("cannot write events: " + why, failure);
    }

    EventRing ring() {
        return ring;
    }

    /// Tells of bans, in the order of the packets.
    ///
    /// @param capture the file that the packets come from at the moment; empty on a live host
    /// @param dryRun  whether they take no effect
    BanListener bans(Supplier<Optional<String>> capture, boolean dryRun) {
        return new BanEvents(this::write, capture, new EventTime(ZoneId.systemDefault()), dryRun, _ -> {});
    }

    private void write(String json) {
        flush();
        writer.lines().offer(json);
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
