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

/// Reads the greeting of each side, and its packets up to its offer if a fingerprint is asked for; all behind is
/// encrypted.
final class SshParser extends QueuedParser<SshTransaction> {
    private static final int LENGTH_PREFIX = 4;
    /// The padding's length and the message's number.
    private static final int MIN_PACKET_LENGTH = 2;
    private static final int MAX_PACKET_LENGTH = 35_000;
    /// RFC 4251, section 7: up to here messages are the transport layer's, and no part of the exchange of keys.
    private static final int LAST_GENERIC_MESSAGE = 19;

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
            packets(direction, memory, offset + taken, length - taken);
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

    private void packets(Direction direction, MemorySegment memory, long offset, int length) {
        GrowingBytes kept = direction == Direction.TO_SERVER ? clientPacket : serverPacket;
        int taken = 0;
        while (taken < length && !isOver(direction)) {
            taken += kept.append(memory, offset + taken, length - taken);
            int read = read(direction, kept);
            if (!isOver(direction) && read == 0 && taken < length) {
                end(direction);
            } else if (read < kept.length()) {
                kept.dropFirst(read);
            } else {
                kept.clear();
            }
        }
    }

    /// @return how many of the bytes are whole packets
    private int read(Direction direction, GrowingBytes kept) {
        int at = 0;
        while (!isOver(direction)) {
            payload.wrap(kept.memory(), kept.address() + at, kept.length() - at);
            boolean isLong = payload.u16(0) > 0;
            int packetLength = payload.u16(2);
            if (!isLong && packetLength >= 0 && packetLength < MIN_PACKET_LENGTH) {
                note(TransactionEvent.SSH_RECORD);
            }
            if (isLong) {
                end(direction);
            } else if (packetLength < 0 || !payload.has(LENGTH_PREFIX, packetLength)) {
                return at;
            } else {
                message(direction, kept, at + LENGTH_PREFIX, packetLength);
                at += LENGTH_PREFIX + packetLength;
            }
        }
        return at;
    }

    /// What a side may say at any time (RFC 4253, section 11) may come before its offer; nothing else may.
    private void message(Direction direction, GrowingBytes kept, int at, int packetLength) {
        payload.wrap(kept.memory(), kept.address() + at + 1, Math.max(packetLength - 1, 0));
        int number = payload.u8(0);
        if (number <= 0 || number > LAST_GENERIC_MESSAGE) {
            home.hassh().read(payload, direction, transaction.side(direction));
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
    public boolean findsItsWayBehindGaps() {
        return false;
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
