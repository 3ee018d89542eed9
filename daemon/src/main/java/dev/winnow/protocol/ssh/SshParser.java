package dev.winnow.protocol.ssh;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;
import dev.winnow.protocol.QueuedParser;
import dev.winnow.protocol.Transaction;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.option.TransactionEvent;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads the greeting of each side, and its first packet if a fingerprint is asked for; all behind is encrypted.
final class SshParser extends QueuedParser<SshTransaction> {
    private static final int LENGTH_PREFIX = 4;
    /// The padding's length and the message's number.
    private static final int MIN_PACKET_LENGTH = 2;
    private static final int MAX_PACKET_LENGTH = 35_000;

    private final SshParsers home;
    private final Octets payload = new Octets();
    private final GrowingBytes clientPacket;
    private final GrowingBytes serverPacket;
    private SshTransaction transaction;
    private boolean isFailed;

    SshParser(SshParsers home, BlockPool blocks, TransactionQueue<SshTransaction> transactions) {
        super(transactions);
        this.home = home;
        clientPacket = new GrowingBytes(blocks, LENGTH_PREFIX + MAX_PACKET_LENGTH);
        serverPacket = new GrowingBytes(blocks, LENGTH_PREFIX + MAX_PACKET_LENGTH);
    }

    void open() {
        transaction = transactions.open();
        isFailed = false;
    }

    @Override
    public void bytes(Direction direction, MemorySegment memory, long offset, int length) {
        if (isOver(direction)) {
            return;
        }
        int taken = 0;
        if (!transaction.stage(direction).reached(Stage.LINE)) {
            taken = greeting(direction, memory, offset, length);
        }
        if (taken < length && !isOver(direction)) {
            packet(direction, memory, offset + taken, length - taken);
        }
    }

    private boolean isOver(Direction direction) {
        return transaction == null || transaction.stage(direction) == Stage.COMPLETE;
    }

    private int greeting(Direction direction, MemorySegment memory, long offset, int length) {
        SshSide side = transaction.side(direction);
        int end = 0;
        while (end < length && memory.get(ValueLayout.JAVA_BYTE, offset + end) != '\n') {
            end++;
        }
        transaction.reach(direction, Stage.STARTED);
        boolean isWhole = side.greeting().append(memory, offset, end) < end || end < length;
        if (side.isGreetingLong()) {
            note(TransactionEvent.SSH_LONG_BANNER);
        }
        if (isWhole) {
            boolean isGreeting = side.endGreeting();
            isFailed |= !isGreeting;
            if (!isGreeting && side.startsRight()) {
                note(TransactionEvent.SSH_BANNER);
            }
            transaction.reach(direction, isGreeting && home.readsOffers() ? Stage.LINE : Stage.COMPLETE);
        }
        return Math.min(end + 1, length);
    }

    /// What is odd about one side is told to rules about either.
    private void note(TransactionEvent event) {
        if (home.tellsEvents()) {
            transaction.note(event);
            transaction.reach(Direction.TO_SERVER, Stage.STARTED);
            transaction.reach(Direction.TO_CLIENT, Stage.STARTED);
        }
    }

    @Override
    public boolean isFailed() {
        return isFailed;
    }

    private void packet(Direction direction, MemorySegment memory, long offset, int length) {
        GrowingBytes packet = direction == Direction.TO_SERVER ? clientPacket : serverPacket;
        boolean fits = packet.append(memory, offset, length) == length;
        payload.wrap(packet.memory(), packet.address(), packet.length());
        boolean isLong = payload.u16(0) > 0;
        int packetLength = payload.u16(2);
        boolean isWhole = packetLength >= 0 && packet.length() >= LENGTH_PREFIX + packetLength;
        if (!isLong && packetLength >= 0 && packetLength < MIN_PACKET_LENGTH) {
            note(TransactionEvent.SSH_RECORD);
        }
        if (isWhole && !isLong) {
            int behindPadding = LENGTH_PREFIX + 1;
            payload.wrap(packet.memory(), packet.address() + behindPadding, Math.max(packetLength - 1, 0));
            home.hassh().read(payload, direction, transaction.side(direction));
        }
        if (isWhole || isLong || !fits) {
            end(direction);
        }
    }

    private void end(Direction direction) {
        (direction == Direction.TO_SERVER ? clientPacket : serverPacket).clear();
        if (transaction != null) {
            transaction.reach(direction, Stage.COMPLETE);
        }
    }

    @Override
    public void gap(Direction direction, long lostBytes) {
        end(direction);
    }

    @Override
    public void closed(Direction direction) {
        end(direction);
    }

    @Override
    public void inspected(Transaction inspected, Direction direction) {
        super.inspected(inspected, direction);
        transaction = transactions.last();
    }

    @Override
    public void release() {
        transaction = null;
        transactions.clear();
        clientPacket.clear();
        serverPacket.clear();
        home.takeBack(this);
    }
}
