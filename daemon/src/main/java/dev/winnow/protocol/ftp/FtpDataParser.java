package dev.winnow.protocol.ftp;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Expectations;
import dev.winnow.protocol.FileTransaction;
import dev.winnow.protocol.QueuedParser;
import dev.winnow.protocol.TransactionQueue;
import java.lang.foreign.MemorySegment;

/// A connection that is one file, from its first byte to its last.
final class FtpDataParser extends QueuedParser<FileTransaction> {
    private final FtpDataParsers home;
    private final GrowingBytes name;
    private int command;

    FtpDataParser(FtpDataParsers home, BlockPool blocks, TransactionQueue<FileTransaction> transactions) {
        super(transactions);
        name = new GrowingBytes(blocks, Expectations.MAX_NAME_BYTES);
        this.home = home;
    }

    /// @param expectations of which this connection was the last to be fulfilled
    void open(Expectations expectations) {
        command = expectations.takenKind();
        expectations.appendTakenName(name);
    }

    @Override
    public void bytes(Direction direction, MemorySegment memory, long offset, int length) {
        FileTransaction file = file(direction);
        if (file == null) {
            file = transactions.open();
            if (file == null) {
                return;
            }
            file.send(direction, command);
            file.name(name);
        }
        file.append(memory, offset, length);
    }

    private FileTransaction file(Direction direction) {
        for (int i = 0; i < transactions.size(); i++) {
            if (transactions.get(i).way() == direction) {
                return transactions.get(i);
            }
        }
        return null;
    }

    /// What is behind a gap is appended to what was before it: patterns on either side are still found.
    @Override
    public void gap(Direction direction, long lostBytes) {
        FileTransaction file = file(direction);
        if (file != null) {
            file.lose(lostBytes);
        }
    }

    @Override
    public void closed(Direction direction) {
        FileTransaction file = file(direction);
        if (file != null) {
            file.end();
        }
    }

    @Override
    public void release() {
        transactions.clear();
        name.clear();
        home.takeBack(this);
    }
}
