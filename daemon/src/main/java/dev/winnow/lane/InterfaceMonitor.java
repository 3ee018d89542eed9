package dev.winnow.lane;

import dev.winnow.agent.Agent;
import dev.winnow.agent.AgentRunner;
import dev.winnow.agent.IdleStrategy;
import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.bindings.libc.PollSet;
import dev.winnow.bindings.pcap.PcapLive;
import dev.winnow.bindings.pcap.PcapSource.Status;
import dev.winnow.event.EventOrigin;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.LinkType;
import dev.winnow.reaction.CaptureBans;
import dev.winnow.verdict.Enforcement;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Judges what passes an interface, on one thread, and reports; it cannot drop anything.
///
/// Threading: opened, asked and closed by one thread; the packets are the monitor's own thread's.
/// Ownership: owns the capture and the event file; borrows the engine, which must outlive it.
public final class InterfaceMonitor implements AutoCloseable, Agent, IdleStrategy {
    private static final int BATCH = 64;
    private static final int MAX_WAIT_MS = 50;
    private static final int BUFFER_LENGTH = 16 << 20;
    private static final PcapLive.Options OPTIONS = new PcapLive.Options(65_535 + 64, true, BUFFER_LENGTH);

    private final Arena arena = Arena.ofShared();
    private final PcapLive capture;
    private final LinkType link;
    private final ChecksumMode checksumMode;
    private final LaneCounters counters = new LaneCounters();
    private final EventLog events;
    private final PacketJudge judge;
    private final Optional<CaptureBans> bans;
    private final PollSet readable = new PollSet(arena, 1);
    private final AgentRunner runner;
    private volatile boolean running = true;

    private InterfaceMonitor(
            Engine engine, PcapLive capture, String name, Optional<Path> eve, Consumer<Throwable> onError)
            throws LaneException {
        this.capture = capture;
        link = LinkTypes.of(name, capture);
        // What this host sends itself is seen before the network card completes it.
        checksumMode = engine.checksumMode().validates() ? ChecksumMode.VALIDATE_COMPLETE : ChecksumMode.IGNORE;
        events = EventLog.open(eve, Optional.empty(), engine, counters);
        EventPublisher publisher = new EventPublisher(events.ring(), engine.program(), counters, Enforcement.WATCHING);
        publisher.origin(new EventOrigin.Live(_ -> name));
        judge = engine.newJudge(counters, publisher, publisher, Enforcement.WATCHING, true);
        bans = engine.config().ban().enabled()
                ? Optional.of(new CaptureBans(
                        engine.config().ban(),
                        engine.bans(),
                        false,
                        Optional.empty(),
                        events.bans(Optional::empty, true)))
                : Optional.empty();
        readable.addReadable(capture.fd());
        runner = new AgentRunner(this, this, () -> {}, onError);
    }

    /// Opens the interface. Nothing is judged until [#start].
    ///
    /// @param filter  a BPF expression (pcap-filter(7))
    /// @param eve     where events go; empty: nowhere
    /// @param onError told of every exception, on the monitor's thread
    /// @throws IOException   if the interface cannot be watched or the filter not be read, with words for a person
    /// @throws LaneException if the link type is unknown or the event file not to be had
    public static InterfaceMonitor open(
            Engine engine, String name, Optional<String> filter, Optional<Path> eve, Consumer<Throwable> onError)
            throws IOException, LaneException {
        PcapLive capture = PcapLive.open(name, OPTIONS);
        try {
            if (filter.isPresent()) {
                capture.setFilter(filter.get());
            }
            return new InterfaceMonitor(engine, capture, name, eve, onError);
        } catch (IOException | LaneException | RuntimeException e) {
            capture.close();
            throw e;
        }
    }

    public void start() {
        runner.start();
    }

    /// False once the interface is gone.
    public boolean isRunning() {
        return running;
    }

    @Override
    public String roleName() {
        return "monitor";
    }

    @Override
    public int doWork() {
        int judged = 0;
        while (running && judged < BATCH && step()) {
            judged++;
        }
        return judged;
    }

    private boolean step() {
        Status status = capture.next();
        if (status != Status.PACKET) {
            running = status == Status.NONE;
            return false;
        }
        counters.increment(LaneCounter.RECEIVED);
        judge.judgeFrame(
                NativeMemory.everything(),
                capture.dataAddress(),
                capture.capturedLength(),
                link,
                capture.timestampNs(),
                checksumMode);
        if (bans.isPresent()) {
            bans.get().follow(capture.timestampNs());
        }
        return true;
    }

    /// Writes the events of a burst as soon as it is over, then waits for the next.
    @Override
    public void idle(int workCount) {
        if (workCount == 0) {
            judge.publishCounters();
            events.flush();
            readable.poll(MAX_WAIT_MS);
        }
    }

    /// What was counted so far.
    public CounterSnapshot counters() {
        return CounterSnapshot.of(List.of(counters));
    }

    /// Packets that the kernel could not keep for us; -1 if it does not say.
    public long droppedByKernel() {
        try {
            return capture.statistics().dropped();
        } catch (IOException _) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        runner.close();
        judge.close();
        bans.ifPresent(CaptureBans::close);
        events.close();
        capture.close();
        arena.close();
    }
}
