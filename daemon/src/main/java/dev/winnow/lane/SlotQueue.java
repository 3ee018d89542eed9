package dev.winnow.lane;

import dev.winnow.agent.Doorbell;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;

/// A hop between two agents: slots go in on one thread and come out on another, in order.
///
/// Every queue of a lane has room for every slot of the lane, so an offer never fails.
final class SlotQueue {
    private final SpscVarHandleArrayQueue<Slot> queue;
    private final Doorbell consumersBell;
    private boolean rung = true;

    /// @param consumersBell how the thread that polls is woken
    SlotQueue(int slotCount, Doorbell consumersBell) {
        // JCTools looks ahead by a part of the capacity; with twice the room that is never in the way.
        queue = new SpscVarHandleArrayQueue<>(2 * slotCount);
        this.consumersBell = consumersBell;
    }

    /// Gives `slot` away. The consumer hears of it at the next [#ring]. Producer's thread.
    void offer(Slot slot) {
        if (!queue.offer(slot)) {
            throw new IllegalStateException("a slot was offered twice");
        }
        rung = false;
    }

    /// Wakes the consumer if anything was offered since the last call. Producer's thread, once a batch.
    void ring() {
        if (!rung) {
            rung = true;
            consumersBell.ring();
        }
    }

    /// The next slot, now the caller's, or null. Consumer's thread.
    Slot poll() {
        return queue.poll();
    }

    /// Consumer's thread.
    boolean hasSlots() {
        return !queue.isEmpty();
    }
}
