package dev.winnow.lane;

import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.pcap.PcapReader;
import dev.winnow.bindings.pcap.PcapSource.Status;
import dev.winnow.event.EventOrigin;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.LinkType;
import dev.winnow.reaction.CaptureBans;
import dev.winnow.verdict.Enforcement;
import dev.winnow.verdict.VerdictWord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Judges the packets of capture files as if they came from the queue, one file after the other, each with a clean
/// state, all on the calling thread.
///
/// Packets are judged where libpcap has them; nothing is copied but what goes into a written capture.
///
/// Ownership: borrows the engine; owns its judge, and the event log that it was given.
public final class CaptureReplay implements AutoCloseable {
    private static final int PROGRESS_STEP = 1 << 14;

    private final Engine engine;
    private final ReplaySettings settings;
    private final LaneCounters counters = new LaneCounters();
    private final EventLog events;
    private final EventPublisher publisher;
    private final PacketJudge judge;
    private final Optional<CaptureBans> bans;
    private final ChecksumPolicy checksums;
    private final VerdictFiles files;
    private String name = "";
    private long bytes;

    /// @param eve where events go; empty: nowhere
    /// @throws LaneException if the event file, or a capture to be written, is not to be had
    public CaptureReplay(Engine engine, ReplaySettings settings, Optional<Path> eve) throws LaneException {
        this.engine = engine;
        this.settings = settings;
        files = new VerdictFiles(settings.accepted(), settings.dropped());
        events = EventLog.open(eve, settings.evidence(), engine, counters);
        Enforcement enforcement = settings.ips() ? Enforcement.ENFORCED : Enforcement.WATCHING;
        publisher = new EventPublisher(events.ring(), engine.program(), counters, enforcement);
        judge = engine.newJudge(counters, publisher, publisher, enforcement, true);
        bans = engine.config().ban().enabled()
                ? Optional.of(new CaptureBans(
                        engine.config().ban(),
                        engine.bans(),
                        settings.ips(),
                        settings.evidence(),
                        events.bans(() -> Optional.of(name), !settings.ips())))
                : Optional.empty();
        checksums =
                new ChecksumPolicy(engine.config().checksums(), engine.program().asksForChecksums());
    }

    /// Judges one capture, from its first packet to its end or to the first fault in it.
    ///
    /// @param name     the file, or `-` for standard input
    /// @param progress told the bytes of packets so far, now and then
    /// @throws IOException with words for a person: the packets before the fault have been judged
    /// @throws LaneException if winnow does not read the capture's link type
    public void replay(String name, LongConsumer progress) throws IOException, LaneException {
        this.name = name;
        engine.resetThresholds();
        bans.ifPresent(CaptureBans::begin);
        checksums.reset();
        publisher.origin(new EventOrigin.Capture(name));
        try (PcapReader reader = PcapReader.open(name)) {
            if (settings.filter().isPresent()) {
                reader.setFilter(settings.filter().get());
            }
            LinkType link = LinkTypes.of(name, reader);
            files.open(reader);
            judgeAll(reader, link, progress);
        } finally {
            judge.endAll();
            judge.publishCounters();
            events.flush();
        }
    }

    private void judgeAll(PcapReader reader, LinkType link, LongConsumer progress) throws IOException {
        long number = 0;
        Status status;
        while ((status = reader.next()) == Status.PACKET) {
            number++;
            judge(reader, link, number);
            if (number % PROGRESS_STEP == 0) {
                progress.accept(bytes);
            }
        }
        if (status == Status.ERROR) {
            throw new IOException(reader.errorText());
        }
    }

    /// A method of its own because a loop is compiled later than what it calls.
    private void judge(PcapReader reader, LinkType link, long number) throws IOException {
        publisher.originNumber(number);
        counters.increment(LaneCounter.RECEIVED);
        bytes += reader.capturedLength();
        long word = judge.judgeFrame(
                NativeMemory.everything(),
                reader.dataAddress(),
                reader.capturedLength(),
                link,
                reader.timestampNs(),
                checksums.mode());
        if (bans.isPresent()) {
            bans.get().follow(reader.timestampNs());
        }
        checksums.learn(judge.checksumsGood());
        files.write(reader, settings.ips() && VerdictWord.isDrop(word));
    }

    /// What was counted so far, over all captures.
    public CounterSnapshot counters() {
        return CounterSnapshot.of(List.of(counters));
    }

    /// Captured bytes judged so far, over all captures.
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() throws IOException {
        judge.close();
        bans.ifPresent(CaptureBans::close);
        try {
            files.close();
        } finally {
            events.close();
        }
    }
}
