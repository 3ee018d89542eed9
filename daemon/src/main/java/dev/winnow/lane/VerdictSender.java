package dev.winnow.lane;

import dev.winnow.agent.Agent;
import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.nfqueue.VerdictWriter;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.metric.LatencyRecorder;
import dev.winnow.verdict.VerdictWord;
import java.util.concurrent.locks.LockSupport;

/// Gathers a worker's verdicts, sends many in one call, and gives the slots back to the intake.
///
/// A slot is free as soon as its verdict is written down, since a verdict names its packet by number and needs no byte
/// of it. What the kernel cannot take at once is sent again in the next cycle.
final class VerdictSender implements Agent {
    private static final long RETRY_WAIT_NS = 20_000;

    private final String roleName;
    private final int fd;
    private final VerdictWriter writer;
    private final SlotQueue fromWorker;
    private final SlotQueue freeSlots;
    private final AcceptPolicy acceptPolicy;
    private final LatencyRecorder latencies;
    private final LaneCounters counters;
    private final PacketClock clock = new PacketClock();
    private long oldestNs;

    /// @param fd         the queue's socket; not owned
    /// @param fromWorker where judged slots come from
    /// @param freeSlots  where slots go back to
    /// @param latencies  of the oldest packet of each batch, from the intake's reading to its verdict
    VerdictSender(
            String roleName,
            int fd,
            VerdictWriter writer,
            SlotQueue fromWorker,
            SlotQueue freeSlots,
            AcceptPolicy acceptPolicy,
            LatencyRecorder latencies,
            LaneCounters counters) {
        this.roleName = roleName;
        this.fd = fd;
        this.writer = writer;
        this.fromWorker = fromWorker;
        this.freeSlots = freeSlots;
        this.acceptPolicy = acceptPolicy;
        this.latencies = latencies;
        this.counters = counters;
    }

    @Override
    public String roleName() {
        return roleName;
    }

    @Override
    public int doWork() {
        int taken = 0;
        Slot slot;
        while (!writer.isFull() && (slot = fromWorker.poll()) != null) {
            write(slot);
            freeSlots.offer(slot);
            taken++;
        }
        freeSlots.ring();
        flush();
        return taken;
    }

    private void write(Slot slot) {
        if (writer.pending() == 0) {
            oldestNs = slot.receivedNs;
        }
        long word = acceptPolicy.apply(slot.verdictWord, slot.mark);
        int code = VerdictWord.kernelCode(word);
        if (VerdictWord.hasMark(word)) {
            writer.addMarked(slot.queue, slot.packetId, code, VerdictWord.mark(word));
        } else {
            writer.add(slot.queue, slot.packetId, code);
        }
    }

    private void flush() {
        int sent = writer.flush(fd);
        if (sent > 0) {
            latencies.record(clock.nowNs() - oldestNs);
        } else if (sent < 0) {
            retryLater(-sent);
        }
    }

    private void retryLater(int errno) {
        switch (errno) {
            case Errno.EAGAIN, Errno.EINTR, Errno.ENOBUFS, Errno.ENOMEM -> LockSupport.parkNanos(this, RETRY_WAIT_NS);
            default -> {
                // The kernel will not take these verdicts however often they are sent.
                counters.add(LaneCounter.ERRORS, writer.pending());
                writer.clear();
            }
        }
    }
}
