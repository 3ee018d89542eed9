package dev.winnow.lane;

import dev.winnow.agent.Agent;
import dev.winnow.agent.Doorbell;
import dev.winnow.agent.IdleStrategy;
import dev.winnow.metric.LaneCounter;
import dev.winnow.metric.LaneCounters;
import dev.winnow.packet.ChecksumMode;
import dev.winnow.verdict.VerdictWord;
import java.lang.foreign.MemorySegment;
import java.util.function.BooleanSupplier;

/// Takes packets from one intake, judges them, passes them on to the verdict sender that runs after it on its thread.
///
/// A packet that cannot be judged because of a fault of winnow's own gets the configured verdict and is counted; it
/// never stays in the kernel's queue.
final class FilterWorker implements Agent, IdleStrategy {
    private static final int BATCH = 64;

    private final String roleName;
    private final MemorySegment slab;
    private final PacketJudge judge;
    private final EventPublisher publisher;
    private final SlotQueue inbox;
    private final Doorbell bell;
    private final BooleanSupplier hasWork;
    private final SlotQueue outbox;
    private final ChecksumMode checksumMode;
    private final long faultWord;
    private final int ownMark;
    private final LaneCounters counters;
    private final RuleExchange exchange = new RuleExchange();

    /// @param bell      rung when the inbox fills
    /// @param checksumMode for packets whose checksums the kernel has filled in
    /// @param faultWord the verdict of a packet whose judgement threw
    /// @param ownMark of packets that winnow sent, which are let through; 0 for none
    FilterWorker(
            String roleName,
            MemorySegment slab,
            PacketJudge judge,
            EventPublisher publisher,
            SlotQueue inbox,
            Doorbell bell,
            SlotQueue outbox,
            ChecksumMode checksumMode,
            long faultWord,
            int ownMark,
            LaneCounters counters) {
        this.roleName = roleName;
        this.slab = slab;
        this.judge = judge;
        this.publisher = publisher;
        this.inbox = inbox;
        this.bell = bell;
        hasWork = inbox::hasSlots;
        this.outbox = outbox;
        this.checksumMode = checksumMode;
        this.faultWord = faultWord;
        this.ownMark = ownMark;
        this.counters = counters;
    }

    @Override
    public String roleName() {
        return roleName;
    }

    PacketJudge judge() {
        return judge;
    }

    /// How the judge comes to other rules.
    RuleExchange exchange() {
        return exchange;
    }

    @Override
    public int doWork() {
        exchange.adoptOffer(judge, publisher);
        int judged = 0;
        Slot slot;
        while (judged < BATCH && (slot = inbox.poll()) != null) {
            slot.verdictWord = judge(slot);
            outbox.offer(slot);
            judged++;
        }
        if (judged > 0) {
            judge.publishCounters();
        }
        return judged;
    }

    @Override
    public void idle(int workCount) {
        if (workCount == 0) {
            bell.await(hasWork);
        }
    }

    private long judge(Slot slot) {
        if (ownMark != 0 && slot.mark == ownMark) {
            return VerdictWord.ACCEPT;
        }
        try {
            publisher.originNumber(slot.inDevice);
            long word = judge.judgeIp(
                    slab,
                    slot.packetOffset,
                    slot.packetLength,
                    slot.wireLength,
                    slot.timestampNs,
                    slot.checksumNotReady ? ChecksumMode.NOT_READY : checksumMode);
            int mask = judge.markMask();
            return mask == 0 ? word : VerdictWord.withMark(word, (slot.mark & ~mask) | judge.mark());
        } catch (RuntimeException _) {
            counters.increment(LaneCounter.ERRORS);
            return faultWord;
        }
    }

    @Override
    public void onClose() {
        judge.close();
    }
}
