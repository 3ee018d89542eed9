package dev.winnow.protocol.dns;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;
import dev.winnow.protocol.QueuedParser;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.rule.option.Stage;
import java.lang.foreign.MemorySegment;

/// Makes each message of a connection a transaction; over TCP each has its length before it (RFC 1035, 4.2.2).
final class DnsParser extends QueuedParser<DnsTransaction> {
    private static final int LENGTH_PREFIX = 2;
    private static final int MAX_MESSAGE_LENGTH = 0xFFFF;

    private final DnsParsers home;
    private final Octets message = new Octets();
    private final GrowingBytes queries;
    private final GrowingBytes responses;
    private boolean isStream;
    private boolean queriesBroken;
    private boolean responsesBroken;
    private boolean isFailed;

    DnsParser(DnsParsers home, BlockPool blocks, TransactionQueue<DnsTransaction> transactions) {
        super(transactions);
        this.home = home;
        queries = new GrowingBytes(blocks, LENGTH_PREFIX + MAX_MESSAGE_LENGTH);
        responses = new GrowingBytes(blocks, LENGTH_PREFIX + MAX_MESSAGE_LENGTH);
    }

    void open(boolean newIsStream) {
        isStream = newIsStream;
        queriesBroken = false;
        responsesBroken = false;
        isFailed = false;
    }

    @Override
    public void bytes(Direction direction, MemorySegment memory, long offset, int length) {
        if (!isStream) {
            message(direction, memory, offset, length);
            return;
        }
        GrowingBytes pending = direction == Direction.TO_SERVER ? queries : responses;
        int taken = 0;
        while (taken < length && !isBroken(direction)) {
            int wanted = Math.min(missing(pending), length - taken);
            if (pending.append(memory, offset + taken, wanted) < wanted) {
                giveUp(direction);
            }
            taken += wanted;
            if (missing(pending) == 0) {
                streamed(direction, pending);
            }
        }
    }

    /// How many bytes are missing: at first of the length, then of the message.
    private static int missing(GrowingBytes pending) {
        int length = pending.length();
        return length < LENGTH_PREFIX ? LENGTH_PREFIX - length : LENGTH_PREFIX + prefix(pending) - length;
    }

    private static int prefix(GrowingBytes pending) {
        return (pending.at(0) & 0xFF) << 8 | (pending.at(1) & 0xFF);
    }

    /// An empty message is none, and the next one follows.
    private void streamed(Direction direction, GrowingBytes pending) {
        int length = prefix(pending);
        if (length > 0 && length < DnsHeader.LENGTH) {
            isFailed = true;
            giveUp(direction);
        } else if (length > 0) {
            message(direction, pending.memory(), pending.address() + LENGTH_PREFIX, length);
        }
        pending.clear();
    }

    private void message(Direction direction, MemorySegment memory, long offset, int length) {
        message.wrap(memory, offset, length);
        boolean isWanted = direction == Direction.TO_SERVER || home.readsResponses();
        boolean isResponse = direction == Direction.TO_CLIENT;
        if (!isWanted || length < DnsHeader.LENGTH) {
            return;
        }
        if (DnsHeader.isResponse(message) != isResponse) {
            isFailed |= isStream;
            return;
        }
        DnsTransaction transaction = transactions.open();
        if (transaction == null) {
            return;
        }
        if (home.reader().read(message, transaction)) {
            if (home.examiner() != null) {
                home.examiner().examine(message, transaction);
            }
            transaction.reach(direction, Stage.COMPLETE);
            transaction.leaveOut(direction.opposite());
        } else {
            transactions.cancelLast();
            isFailed |= isStream;
        }
    }

    /// A datagram that is no message is nobody's but its own; a stream may go on otherwise than it seems.
    @Override
    public boolean isFailed() {
        return isFailed;
    }

    /// Where the next message begins is not known any more.
    @Override
    public void gap(Direction direction, long lostBytes) {
        giveUp(direction);
    }

    private void giveUp(Direction direction) {
        if (direction == Direction.TO_SERVER) {
            queriesBroken = true;
        } else {
            responsesBroken = true;
        }
    }

    private boolean isBroken(Direction direction) {
        return direction == Direction.TO_SERVER ? queriesBroken : responsesBroken;
    }

    @Override
    public void closed(Direction direction) {
        giveUp(direction);
    }

    @Override
    public void release() {
        transactions.clear();
        queries.clear();
        responses.clear();
        home.takeBack(this);
    }
}
