package dev.winnow.lane;

import dev.winnow.agent.Agent;
import dev.winnow.agent.AgentRunner;
import dev.winnow.agent.CompositeAgent;
import dev.winnow.agent.Doorbell;
import dev.winnow.agent.IdleStrategy;
import dev.winnow.bindings.nfqueue.QueueSocket;
import dev.winnow.bindings.nfqueue.VerdictWriter;
import dev.winnow.config.WinnowConfig;
import dev.winnow.event.EventRing;
import dev.winnow.metric.LaneCounters;
import dev.winnow.metric.LatencyRecorder;
import dev.winnow.verdict.Verdict;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// One queue's intake, workers and verdict sender, wired by SPSC queues and put on one thread or on several.
///
/// Ownership: owns its threads and its memory, and borrows the queue's socket, which must outlive it.
final class QueueLane implements AutoCloseable {
    private final int queue;
    private final Arena arena = Arena.ofShared();
    private final Engine engine;
    private final SlotSlab slab;
    private final List<LaneCounters> counters = new ArrayList<>();
    private final List<EventRing> eventRings = new ArrayList<>();
    private final LatencyRecorder latencies = new LatencyRecorder();
    private final List<AgentRunner> runners = new ArrayList<>();

    private final QueueIntake intake;
    private final List<FilterWorker> workers = new ArrayList<>();
    private final VerdictSender sender;

    /// @param socket bound to `queue`
    QueueLane(int queue, QueueSocket socket, Engine engine, LaneSettings settings) {
        this.queue = queue;
        this.engine = engine;
        WinnowConfig config = engine.config();
        int slotCount = config.maxPendingPackets();
        int batch = Math.min(config.nfq().batchCount(), slotCount);
        slab = new SlotSlab(arena, slotCount);

        Doorbell intakeBell = new Doorbell();
        Doorbell senderBell = new Doorbell();
        SlotQueue freeSlots = new SlotQueue(slotCount, intakeBell);
        SlotQueue[] toWorkers = new SlotQueue[settings.workers()];
        SlotQueue[] fromWorkers = new SlotQueue[settings.workers()];
        for (int i = 0; i < settings.workers(); i++) {
            Doorbell bell = new Doorbell();
            toWorkers[i] = new SlotQueue(slotCount, bell);
            fromWorkers[i] = new SlotQueue(slotCount, senderBell);
            workers.add(newWorker(i, toWorkers[i], bell, fromWorkers[i], settings));
        }
        intake = new QueueIntake(
                "intake-" + queue,
                socket.fd(),
                arena,
                slab.memory,
                batch,
                freeSlots,
                intakeBell,
                toWorkers,
                newCounters());
        sender = new VerdictSender(
                "verdicts-" + queue,
                socket.fd(),
                new VerdictWriter(arena, batch),
                fromWorkers,
                senderBell,
                freeSlots,
                AcceptPolicy.of(config.nfq(), settings.dryRun()),
                latencies,
                newCounters());
        for (Slot slot : slab.slots()) {
            freeSlots.offer(slot);
        }
    }

    private FilterWorker newWorker(int index, SlotQueue inbox, Doorbell bell, SlotQueue outbox, LaneSettings settings) {
        LaneCounters own = newCounters();
        EventRing ring = new EventRing(settings.eventCapacity(), engine.alertMax(), () -> false);
        eventRings.add(ring);
        EventPublisher publisher = new EventPublisher(ring, engine.program(), own, !settings.dryRun());
        publisher.origin(settings.origin());
        return new FilterWorker(
                "worker-" + queue + "." + index,
                slab.memory,
                engine.newJudge(own, publisher),
                publisher,
                inbox,
                bell,
                outbox,
                engine.checksumMode(),
                Verdict.Accept.INSTANCE.word(),
                own);
    }

    private LaneCounters newCounters() {
        LaneCounters own = new LaneCounters();
        counters.add(own);
        return own;
    }

    /// Starts the threads: one for all agents, or one for each.
    ///
    /// @param pins    what each thread runs first, asked once a thread
    /// @param onError told of every exception of an agent, on its thread
    void start(ThreadPins pins, boolean split, Consumer<Throwable> onError) {
        if (split) {
            run(sender, sender, () -> {}, onError);
            for (FilterWorker worker : workers) {
                run(worker, worker, pins.next(), onError);
            }
            run(intake, intake, () -> {}, onError);
            return;
        }
        List<Agent> inOrder = new ArrayList<>();
        inOrder.add(intake);
        inOrder.addAll(workers);
        inOrder.add(sender);
        run(new CompositeAgent("lane-" + queue, inOrder), intake, pins.next(), onError);
    }

    private void run(Agent agent, IdleStrategy idle, Runnable pin, Consumer<Throwable> onError) {
        runners.add(new AgentRunner(agent, idle, pin, onError).start());
    }

    int queue() {
        return queue;
    }

    List<LaneCounters> counters() {
        return counters;
    }

    List<EventRing> eventRings() {
        return eventRings;
    }

    LatencyRecorder latencies() {
        return latencies;
    }

    List<Thread> threads() {
        return runners.stream().map(AgentRunner::thread).toList();
    }

    /// Stops the threads, then frees the memory. Packets that are still on their way get no verdict from here.
    @Override
    public void close() {
        runners.reversed().forEach(AgentRunner::close);
        arena.close();
    }
}
