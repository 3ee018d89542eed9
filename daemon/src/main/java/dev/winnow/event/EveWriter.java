package dev.winnow.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.winnow.agent.Agent;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes the events of all workers to one file, a JSON object a line. When there is nothing to write, what was written
/// is flushed, so that whoever follows the file sees it.
///
/// Threading: an agent; [#requestReopen] from any thread.
public final class EveWriter implements Agent, AutoCloseable {
    private static final int BATCH = 64;
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().rootValueSeparator((String) null).build();

    private final EventRing[] rings;
    private final Consumer<EventRecord> write = this::write;
    private final EventLines lines = new EventLines();
    private final Consumer<byte[]> append = this::append;
    private final LaneCounters counters;
    private final EveFormatter formatter;
    private final LineFile file;
    private final EvidenceWriter evidence;
    private final Line line = new Line();
    private OffenceTeller offences;
    private JsonGenerator json;
    private volatile boolean reopenRequested;

    /// @param rings    one for each worker
    /// @param counters of the thread that runs this agent: lost events and errors
    /// @param zone     the zone that timestamps are told in
    /// @param forwarded how alerts tell whom a proxy forwards for, if they do
    /// @param evidence where the packets of events are kept, if they are; closed with this
    /// @throws IOException where the file cannot be made or opened; the message names it
    public EveWriter(
            Path path,
            List<EventRing> rings,
            LaneCounters counters,
            ZoneId zone,
            Optional<ForwardedAddress> forwarded,
            Optional<EvidenceWriter> evidence)
            throws IOException {
        this.rings = rings.toArray(EventRing[]::new);
        this.counters = counters;
        this.evidence = evidence.orElse(null);
        formatter = new EveFormatter(zone, forwarded);
        json = generator(line);
        file = new LineFile(path, lines -> counters.add(LaneCounter.EVENTS_LOST, lines));
    }

    private static JsonGenerator generator(Line line) {
        try {
            return FACTORY.createGenerator(line);
        } catch (IOException e) {
            throw new UncheckedIOException("a generator into memory", e);
        }
    }

    @Override
    public String roleName() {
        return "event-writer";
    }

    /// Writes a bounded number of events from each ring. Allocates only for events, because a lane on one thread
    /// runs this between packets.
    @Override
    public int doWork() {
        if (reopenRequested) {
            reopenRequested = false;
            reopen();
        }
        int workCount = 0;
        for (EventRing ring : rings) {
            workCount += ring.drain(write, BATCH);
        }
        workCount += drainLines();
        return workCount == 0 && file.flush() ? 1 : workCount;
    }

    /// Has somebody told what the events are about. Before the agent runs.
    public void tell(OffenceListener listener) {
        offences = new OffenceTeller(listener);
    }

    /// Where others than the workers put what they have to tell.
    public EventLines lines() {
        return lines;
    }

    /// Asks for the file to be opened anew, after log rotation has moved it.
    public void requestReopen() {
        reopenRequested = true;
    }

    /// Writes all that is left in the rings, then closes the file. By the thread that ran the agent, or after it ended.
    ///
    /// @throws IOException where the file cannot be closed
    @Override
    public void close() throws IOException {
        for (EventRing ring : rings) {
            while (ring.drain(write, BATCH) > 0) {
                // Until the ring is empty.
            }
        }
        while (drainLines() > 0) {
            // Until there are no more.
        }
        try {
            file.close();
        } finally {
            if (evidence != null) {
                evidence.close();
            }
        }
    }

    private int drainLines() {
        long lost = lines.takeLost();
        if (lost > 0) {
            counters.add(LaneCounter.EVENTS_LOST, lost);
        }
        return lines.drain(append, BATCH);
    }

    private void append(byte[] finished) {
        file.append(finished, finished.length);
    }

    private void reopen() {
        try {
            file.reopen();
        } catch (IOException _) {
            counters.increment(LaneCounter.ERRORS);
        }
    }

    private void write(EventRecord event) {
        try {
            if (event.attack().isKnown()) {
                formatter.writeAttack(event, json);
                endLine();
            }
            for (int i = 0; i < event.alerts().count(); i++) {
                formatter.writeAlert(event, i, json);
                endLine();
            }
            if (event.frame().length() > 0) {
                formatter.writePacket(event, json);
                endLine();
            }
            if (event.isDropped()) {
                formatter.writeDrop(event, json);
                endLine();
            }
            if (evidence != null && !event.isFrameAlone()) {
                evidence.keep(event);
            }
            if (offences != null) {
                offences.tell(event);
            }
        } catch (IOException | RuntimeException _) {
            // A fault of winnow's own costs one event. It leaves the generator in the middle of an object.
            counters.increment(LaneCounter.ERRORS);
            counters.increment(LaneCounter.EVENTS_LOST);
            line.reset();
            json = generator(line);
        }
    }

    private void endLine() throws IOException {
        json.flush();
        line.write('\n');
        file.append(line.bytes(), line.size());
        line.reset();
    }

    /// The line being made, readable without a copy.
    private static final class Line extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }
}
