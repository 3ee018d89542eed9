package dev.winnow.lane;

import dev.winnow.agent.AgentRunner;
import dev.winnow.agent.Backoff;
import dev.winnow.bindings.libc.Libc;
import dev.winnow.bindings.nfqueue.QueueSocket;
import dev.winnow.bindings.nfqueue.QueueStatistics;
import dev.winnow.config.WinnowConfig;
import dev.winnow.detect.RuleProgram;
import dev.winnow.event.EveWriter;
import dev.winnow.event.EventLines;
import dev.winnow.event.EventOrigin;
import dev.winnow.event.EventRing;
import dev.winnow.event.EvidenceWriter;
import dev.winnow.event.OffenceListener;
import dev.winnow.metric.CounterSnapshot;
import dev.winnow.metric.LaneCounters;
import dev.winnow.metric.LatencyRecorder;
import dev.winnow.metric.LatencyRecorder.Latencies;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Filters one or several queues: a lane for each, and one event writer for all.
///
/// Threading: opened, asked and closed by one thread. Ownership: owns sockets, lanes and the event file; borrows the
/// engine, which must outlive it.
public final class QueueFilter implements AutoCloseable {
    private static final int EVENT_CAPACITY = 4_096;
    private static final long DRAIN_TIMEOUT_MS = 1_000;
    private static final long DRAIN_STEP_MS = 5;

    private final Engine engine;
    private final boolean enforcing;
    private final QueueRange queues;
    private final Object replacing = new Object();
    private boolean closed;
    private final List<QueueSocket> sockets = new ArrayList<>();
    private final List<QueueLane> lanes = new ArrayList<>();
    private final List<LaneCounters> counters = new ArrayList<>();
    private final boolean split;
    private final ThreadPins pins;
    private final Consumer<Throwable> onError;
    private Optional<String> evidenceTrouble = Optional.empty();
    private EveWriter eveWriter;
    private AgentRunner eveRunner;

    private QueueFilter(
            Engine engine,
            boolean enforcing,
            QueueRange queues,
            boolean split,
            ThreadPins pins,
            Consumer<Throwable> onError) {
        this.engine = engine;
        this.enforcing = enforcing;
        this.queues = queues;
        this.split = split;
        this.pins = pins;
        this.onError = onError;
    }

    /// Makes ready for the queues, which [#start] binds.
    ///
    /// @param dryRun  accept everything, and report what would have been done
    /// @param eve     where events go; empty: nowhere
    /// @param onError told of every exception of an agent, on that agent's thread
    /// @throws LaneException if a queue, a processor or the event file is not to be had; nothing is left open then
    public static QueueFilter open(
            Engine engine, QueueRange queues, boolean dryRun, Optional<Path> eve, Consumer<Throwable> onError)
            throws LaneException {
        checkRounds(engine.config().nfq(), queues);
        WinnowConfig.Threading threading = engine.config().threading();
        boolean split = threading.mode().split();
        ThreadPins pins = ThreadPins.of(threading.cpus().cpus());
        QueueFilter filter = new QueueFilter(engine, !dryRun, queues, split, pins, onError);
        try {
            filter.openLanes(dryRun, split ? workersOf(threading) : 1);
            if (eve.isPresent()
                    || evidence(engine).isPresent()
                    || engine.config().history().enabled()) {
                filter.openEventFile(eve.orElse(EventLog.NOWHERE), engine);
            }
            return filter;
        } catch (LaneException | RuntimeException e) {
            filter.close();
            throw e;
        }
    }

    /// Refuses what would send each accepted packet round for ever, or let none come here.
    private static void checkRounds(WinnowConfig.Queue nfq, QueueRange queues) throws LaneException {
        switch (nfq.mode()) {
            case ACCEPT -> {
                // it goes on
            }
            case REPEAT -> {
                if ((nfq.repeatMark() & nfq.repeatMask()) == 0) {
                    throw new LaneException(
                            "nfq.repeat-mark has no bit that nfq.repeat-mask lets it set: set both to 1");
                }
            }
            case ROUTE -> {
                if (queues.contains(nfq.routeQueue())) {
                    throw new LaneException("nfq.route-queue " + nfq.routeQueue()
                            + " is a queue that is filtered here: name another, or filter other queues with --queue");
                }
            }
        }
    }

    private static int workersOf(WinnowConfig.Threading threading) {
        int asked = threading.mode().workers();
        return asked > 0 ? asked : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    }

    private void openLanes(boolean dryRun, int workers) throws LaneException {
        LaneSettings settings = new LaneSettings(
                workers,
                dryRun,
                EVENT_CAPACITY,
                EvidenceFolder.packetLength(evidence(engine), engine.config().evidence()),
                new EventOrigin.Live(index -> Libc.ifIndextoname(index).orElse(null)));
        for (int queue = queues.first(); queue <= queues.last(); queue++) {
            QueueSocket socket = QueueOpener.open(queue, engine.config().nfq());
            sockets.add(socket);
            QueueLane lane = new QueueLane(queue, socket, engine, settings);
            lanes.add(lane);
            counters.addAll(lane.counters());
        }
    }

    /// Traffic is filtered all the same where its evidence cannot be kept.
    private Optional<EvidenceWriter> openEvidence(Engine engine, LaneCounters own) {
        try {
            return EvidenceFolder.open(evidence(engine), engine.config().evidence(), own);
        } catch (LaneException e) {
            onError.accept(e);
            evidenceTrouble = Optional.of(e.getMessage());
            return Optional.empty();
        }
    }

    /// Why no evidence is kept though it should be, in words for a person.
    public Optional<String> evidenceTrouble() {
        return evidenceTrouble;
    }

    private static Optional<Path> evidence(Engine engine) {
        return EvidenceFolder.ofRun(engine.config().evidence());
    }

    private void openEventFile(Path file, Engine engine) throws LaneException {
        List<EventRing> rings =
                lanes.stream().flatMap(lane -> lane.eventRings().stream()).toList();
        LaneCounters own = new LaneCounters();
        counters.add(own);
        try {
            eveWriter = new EveWriter(
                    file, rings, own, ZoneId.systemDefault(), engine.forwarded(), openEvidence(engine, own));
        } catch (IOException e) {
            throw EventLog.unwritable(e);
        }
    }

    /// Where others than the lanes put what they have to tell; empty without an event file.
    public Optional<EventLines> eventLines() {
        return Optional.ofNullable(eveWriter).map(EveWriter::lines);
    }

    /// Has somebody told what the events are about; nobody is where there is no event writer. Before [#start].
    public void tell(OffenceListener listener) {
        if (eveWriter != null) {
            eveWriter.tell(listener);
        }
    }

    /// Binds the queues and starts all threads. Whatever else takes the processor is better done before: packets that
    /// come while nobody has time for them are lost.
    ///
    /// @throws LaneException if somebody has taken a queue meanwhile: close the filter then
    public void start() throws LaneException {
        if (eveWriter != null) {
            eveRunner = new AgentRunner(eveWriter, new Backoff(), () -> {}, onError).start();
        }
        for (int i = 0; i < lanes.size(); i++) {
            QueueOpener.bind(
                    sockets.get(i), lanes.get(i).queue(), engine.config().nfq());
            lanes.get(i).start(pins, split, onError);
        }
    }

    /// The threads between queue and verdict, for those who measure them.
    public List<Thread> laneThreads() {
        return lanes.stream().flatMap(lane -> lane.threads().stream()).toList();
    }

    /// How it is going.
    ///
    /// @throws IOException if the kernel's counters cannot be read
    public FilterStatus status() throws IOException {
        List<QueueState> states = statistics().stream()
                .map(queue ->
                        new QueueState(queue.queueNumber(), queue.depth(), queue.queueDropped(), queue.userDropped()))
                .toList();
        Latencies slowest = lanes.stream()
                .flatMap(lane -> lane.latencies().stream())
                .map(LatencyRecorder::sinceLastCall)
                .max(Comparator.comparingLong(Latencies::p99Ns))
                .orElseThrow();
        List<String> dead = laneThreads().stream()
                .filter(thread -> !thread.isAlive())
                .map(Thread::getName)
                .toList();
        return new FilterStatus(CounterSnapshot.of(counters), states, slowest, dead);
    }

    private List<QueueStatistics> statistics() throws IOException {
        return QueueStatistics.readAll().stream()
                .filter(queue -> queues.contains(queue.queueNumber()))
                .toList();
    }

    /// Judges by other rules from now on: each worker takes them between two packets, flows go on, and so does what
    /// rules have learned. Returns when all workers have and the rules before are gone.
    ///
    /// Threading: any one thread but a lane's, while others ask or close.
    ///
    /// @param next made for the place of the engine's program; the engine's whatever happens
    /// @throws LaneException if the filter is closed, the rules have too many variables, or a worker is stuck
    public void replaceRules(RuleProgram next) throws LaneException {
        synchronized (replacing) {
            if (closed) {
                next.close();
                throw new LaneException("winnow is stopping");
            }
            RuleReplacement replacement = replacement(next);
            next.takeOver(engine.program());
            if (!replacement.run()) {
                engine.keep(next);
                throw new LaneException("a thread does not come to take the new rules: look at its log and restart it");
            }
            engine.replaceProgram(next);
        }
    }

    private RuleReplacement replacement(RuleProgram next) throws LaneException {
        List<FilterWorker> workers =
                lanes.stream().flatMap(lane -> lane.workers().stream()).toList();
        try {
            return new RuleReplacement(engine, workers, next, enforcing);
        } catch (IllegalArgumentException e) {
            next.close();
            throw new LaneException(e.getMessage() + ", since winnow was started: restart it", e);
        } catch (RuntimeException | OutOfMemoryError e) {
            next.close();
            throw e;
        }
    }

    /// Waits until the packets that are queued have their verdicts, at most a second. Call when no rule feeds the queue
    /// any more: what is still queued when the socket closes is dropped by the kernel.
    public void drain() {
        long deadlineNs = System.nanoTime() + DRAIN_TIMEOUT_MS * 1_000_000;
        try {
            while (System.nanoTime() < deadlineNs && statistics().stream().anyMatch(queue -> queue.depth() > 0)) {
                Thread.sleep(DRAIN_STEP_MS);
            }
        } catch (IOException _) {
            // Without the kernel's counters there is nothing to wait for.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Stops the threads, gives up the queues, and writes the last events.
    @Override
    public void close() {
        synchronized (replacing) {
            closed = true;
        }
        lanes.forEach(QueueLane::close);
        sockets.forEach(QueueSocket::close);
        if (eveRunner != null) {
            eveRunner.close();
        }
        if (eveWriter != null) {
            closeEventFile();
        }
    }

    private void closeEventFile() {
        try {
            eveWriter.close();
        } catch (IOException e) {
            onError.accept(e);
        }
    }
}
