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
import dev.winnow.verdict.Enforcement;
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
    private final List<LatencyRecorder> latencies = new ArrayList<>();
    private final List<AgentRunner> runners = new ArrayList<>();
    private final List<RejectSender> rejectSenders = new ArrayList<>();

    private final QueueIntake intake;
    private final List<Branch> branches = new ArrayList<>();

    /// A worker, the sender of its verdicts, and the queues from the intake and back to it.
    private record Branch(FilterWorker worker, VerdictSender sender, SlotQueue toWorker, SlotQueue freeSlots) {}

    /// @param socket bound to `queue`
    QueueLane(int queue, QueueSocket socket, Engine engine, LaneSettings settings) {
        this.queue = queue;
        this.engine = engine;
        WinnowConfig config = engine.config();
        slab = new SlotSlab(arena, config.maxPendingPackets());
        Doorbell slotBell = new Doorbell();
        for (int i = 0; i < settings.workers(); i++) {
            branches.add(newBranch(i, socket, slotBell, settings));
        }
        intake = new QueueIntake(
                "intake-" + queue,
                socket.fd(),
                arena,
                slab.memory,
                batchLength(),
                branches.stream().map(Branch::freeSlots).toArray(SlotQueue[]::new),
                slotBell,
                branches.stream().map(Branch::toWorker).toArray(SlotQueue[]::new),
                newCounters());
        for (Slot slot : slab.slots()) {
            branches.getFirst().freeSlots().offer(slot);
        }
    }

    private int batchLength() {
        return Math.min(engine.config().nfq().batchCount(), slab.slotCount());
    }

    private Branch newBranch(int index, QueueSocket socket, Doorbell slotBell, LaneSettings settings) {
        Doorbell workerBell = new Doorbell();
        SlotQueue toWorker = new SlotQueue(slab.slotCount(), workerBell);
        SlotQueue judged = new SlotQueue(slab.slotCount(), workerBell);
        SlotQueue freeSlots = new SlotQueue(slab.slotCount(), slotBell);
        LatencyRecorder latency = new LatencyRecorder();
        latencies.add(latency);
        VerdictSender sender = new VerdictSender(
                "verdicts-" + queue + "." + index,
                socket.fd(),
                new VerdictWriter(arena, batchLength()),
                judged,
                freeSlots,
                AcceptPolicy.of(engine.config().nfq(), settings.dryRun()),
                latency,
                newCounters());
        return new Branch(newWorker(index, toWorker, workerBell, judged, settings), sender, toWorker, freeSlots);
    }

    private FilterWorker newWorker(int index, SlotQueue inbox, Doorbell bell, SlotQueue outbox, LaneSettings settings) {
        LaneCounters own = newCounters();
        EventRing ring =
                new EventRing(settings.eventCapacity(), engine.alertMax(), settings.packetLength(), () -> false);
        eventRings.add(ring);
        EventPublisher publisher = new EventPublisher(ring, engine.program(), own, enforcement(settings));
        publisher.origin(settings.origin());
        return new FilterWorker(
                "worker-" + queue + "." + index,
                slab.memory,
                engine.newJudge(
                        own,
                        settings.dryRun() ? publisher : rejecting(publisher, own),
                        publisher,
                        enforcement(settings),
                        false),
                publisher,
                inbox,
                bell,
                outbox,
                engine.checksumMode(),
                Verdict.Accept.INSTANCE.word(),
                engine.config().nfq().rejectMark(),
                own);
    }

    private JudgementListener rejecting(EventPublisher publisher, LaneCounters own) {
        RejectSender sender =
                new RejectSender(publisher, arena, engine.config().nfq().rejectMark(), own);
        rejectSenders.add(sender);
        return sender;
    }

    private static Enforcement enforcement(LaneSettings settings) {
        return settings.dryRun() ? Enforcement.DRY_RUN : Enforcement.ENFORCED;
    }

    private LaneCounters newCounters() {
        LaneCounters own = new LaneCounters();
        counters.add(own);
        return own;
    }

    /// Starts the threads: one for all agents, or one for the intake and one for each worker.
    ///
    /// A worker's verdict sender is always on the worker's thread: on one of its own it would be woken for
    /// every batch only to make one system call, and that costs more than the call.
    ///
    /// @param pins    what each thread runs first, asked once a pinned thread
    /// @param onError told of every exception of an agent, on its thread
    void start(ThreadPins pins, boolean split, Consumer<Throwable> onError) {
        if (split) {
            for (Branch branch : branches) {
                List<Agent> inOrder = List.of(branch.worker(), branch.sender());
                run(new CompositeAgent(branch.worker().roleName(), inOrder), branch.worker(), pins.next(), onError);
            }
            run(intake, intake, () -> {}, onError);
            return;
        }
        Branch only = branches.getFirst();
        List<Agent> inOrder = List.of(intake, only.worker(), only.sender());
        run(new CompositeAgent("lane-" + queue, inOrder), intake, pins.next(), onError);
    }

    private void run(Agent agent, IdleStrategy idle, Runnable pin, Consumer<Throwable> onError) {
        runners.add(new AgentRunner(agent, idle, pin, onError).start());
    }

    List<FilterWorker> workers() {
        return branches.stream().map(Branch::worker).toList();
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

    List<LatencyRecorder> latencies() {
        return latencies;
    }

    List<Thread> threads() {
        return runners.stream().map(AgentRunner::thread).toList();
    }

    /// Stops the threads, then frees the memory. Packets that are still on their way get no verdict from here.
    @Override
    public void close() {
        runners.reversed().forEach(AgentRunner::close);
        rejectSenders.forEach(RejectSender::close);
        arena.close();
    }
}
