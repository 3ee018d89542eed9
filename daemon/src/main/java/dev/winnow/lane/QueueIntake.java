package dev.winnow.lane;

import dev.winnow.agent.Agent;
import dev.winnow.agent.Doorbell;
import dev.winnow.agent.IdleStrategy;
import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.nfqueue.QueuePacket;
import dev.winnow.bindings.nfqueue.QueueReceiver;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.LaneHash;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.BooleanSupplier;

/// Takes packets from the kernel's queue, many in one call, and gives each to the worker of its flow.
///
/// Without a free slot nothing is read: the kernel's queue is the buffer, and what it does when full is its setting.
/// A packet that the kernel could not fit into its slot, or whose message cannot be read beyond its id, still needs a
/// verdict, and goes to the worker as a packet without bytes.
final class QueueIntake implements Agent, IdleStrategy {
    private final String roleName;
    private final int fd;
    private final MemorySegment slab;
    private final QueueReceiver receiver;
    private final SlotQueue[] freeSlots;
    private final Doorbell slotBell;
    private final SlotQueue[] toWorkers;
    private final LaneCounters counters;
    private final PacketClock clock = new PacketClock();
    private final QueuePacket packet = new QueuePacket();
    private final Slot[] held;
    private final BooleanSupplier hasFreeSlots = this::hasFreeSlots;
    private int heldCount;
    private int arrived;
    private boolean drained;

    /// @param fd        the queue's socket, whose receive timeout says how long to wait; not owned
    /// @param arena     of the receiver's memory
    /// @param batch     most packets of one call
    /// @param freeSlots where slots come back to, a queue from each verdict sender
    /// @param slotBell  rung when they do
    /// @param toWorkers a queue to each worker
    QueueIntake(
            String roleName,
            int fd,
            Arena arena,
            MemorySegment slab,
            int batch,
            SlotQueue[] freeSlots,
            Doorbell slotBell,
            SlotQueue[] toWorkers,
            LaneCounters counters) {
        this.roleName = roleName;
        this.fd = fd;
        this.slab = slab;
        this.freeSlots = freeSlots.clone();
        this.slotBell = slotBell;
        this.toWorkers = toWorkers.clone();
        this.counters = counters;
        receiver = new QueueReceiver(arena, batch);
        held = new Slot[batch];
    }

    @Override
    public String roleName() {
        return roleName;
    }

    @Override
    public int doWork() {
        holdSlots();
        if (heldCount == 0) {
            counters.increment(LaneCounter.NO_SLOT);
            drained = false;
            return 0;
        }
        int received = arrived != 0 ? arrived : receiver.receive(fd, 0, heldCount);
        arrived = 0;
        drained = received < heldCount;
        if (received <= 0) {
            countFailure(received);
            return 0;
        }
        passOn(received);
        return received;
    }

    /// Waits for the kernel as soon as its queue was found empty, and for slots where there were none.
    ///
    /// The call that waits also receives: a poll before it would be one system call more for each packet that comes
    /// alone.
    @Override
    public void idle(int workCount) {
        if (drained) {
            arrived = receiver.await(fd, 0, heldCount);
        } else if (workCount == 0) {
            slotBell.await(hasFreeSlots);
        }
    }

    private void holdSlots() {
        for (SlotQueue queue : freeSlots) {
            Slot slot;
            while (heldCount < held.length && (slot = queue.poll()) != null) {
                keep(heldCount++, slot);
            }
        }
    }

    private boolean hasFreeSlots() {
        for (SlotQueue queue : freeSlots) {
            if (queue.hasSlots()) {
                return true;
            }
        }
        return false;
    }

    private void countFailure(int result) {
        switch (-result) {
            case 0, Errno.EAGAIN, Errno.EINTR -> {
                // nothing there
            }
            case Errno.ENOBUFS -> counters.increment(LaneCounter.NO_BUFFERS);
            default -> counters.increment(LaneCounter.ERRORS);
        }
    }

    private void passOn(int received) {
        long nowNs = clock.nowNs();
        int kept = 0;
        for (int i = 0; i < received; i++) {
            Slot slot = held[i];
            if (fill(slot, receiver.length(i), nowNs)) {
                toWorkers[workerOf(slot)].offer(slot);
            } else {
                keep(kept++, slot);
            }
        }
        for (int i = received; i < heldCount; i++) {
            keep(kept++, held[i]);
        }
        heldCount = kept;
        for (SlotQueue worker : toWorkers) {
            worker.ring();
        }
    }

    private void keep(int index, Slot slot) {
        held[index] = slot;
        receiver.assign(index, slot.address, Slot.CAPACITY);
    }

    /// False where the datagram is no packet: an error report on a verdict, or a message of another kind.
    private boolean fill(Slot slot, int length, long nowNs) {
        boolean whole = packet.wrap(slab, slot.offset, length);
        if (!packet.hasPacketId()) {
            if (packet.malformed() || packet.isError()) {
                counters.increment(LaneCounter.ERRORS);
            }
            return false;
        }
        slot.queue = packet.queueNumber();
        slot.packetId = packet.packetId();
        slot.mark = packet.mark();
        slot.inDevice = packet.inDevice();
        slot.packetOffset = packet.payloadOffset();
        slot.packetLength = whole ? packet.payloadLength() : 0;
        slot.wireLength = packet.originalLength();
        slot.timestampNs = packet.timestampNs() != 0 ? packet.timestampNs() : nowNs;
        slot.receivedNs = nowNs;
        slot.checksumNotReady = (packet.skbInfo() & (QueuePacket.SKB_CHECKSUM_NOT_READY | QueuePacket.SKB_GSO)) != 0;
        counters.increment(LaneCounter.RECEIVED);
        return true;
    }

    private int workerOf(Slot slot) {
        return toWorkers.length == 1 ? 0 : LaneHash.of(slab, slot.packetOffset, slot.packetLength) % toWorkers.length;
    }
}
