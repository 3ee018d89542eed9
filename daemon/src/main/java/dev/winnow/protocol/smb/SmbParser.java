package dev.winnow.protocol.smb;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.FileTransaction;
import dev.winnow.protocol.Octets;
import dev.winnow.protocol.QueuedParser;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.rule.option.Stage;
import java.lang.foreign.MemorySegment;

/// Makes each file that is written or read a transaction. Its pieces are put together in the order in which they come.
final class SmbParser extends QueuedParser<FileTransaction> {
    /// Requests to read whose replies are awaited; a power of two.
    private static final int MAX_ASKED = 64;

    private final SmbParsers home;
    private final Way requests;
    private final Way replies;
    private final long[] askedMessages = new long[MAX_ASKED];
    private final long[] askedFiles = new long[MAX_ASKED];
    private int askedCount;
    private boolean isFailed;

    /// One direction, and where the piece of a file is in its present message.
    private final class Way implements SmbFrames.Sink {
        private final Direction direction;
        private final SmbFrames frames;
        private final SmbHead head = new SmbHead();
        private long fileKey;
        private long dataStart;
        private long dataEnd;
        private boolean isLost;

        private Way(Direction direction, BlockPool blocks) {
            this.direction = direction;
            frames = new SmbFrames(blocks);
        }

        private void read(MemorySegment memory, long offset, int length) {
            if (!isLost) {
                frames.read(memory, offset, length, this);
            }
        }

        @Override
        public long head(Octets bytes) {
            head.read(bytes, direction);
            isFailed |= frames.isSession() && !head.isMessage();
            dataEnd = 0;
            switch (head.act()) {
                case ASK -> ask(head.messageId(), head.fileId());
                case CLOSE -> close(head.fileId());
                case DATA -> {
                    fileKey = direction == Direction.TO_SERVER ? head.fileId() : asked(head.messageId());
                    dataStart = head.dataStart();
                    dataEnd = dataStart + head.dataLength();
                }
                case OTHER -> {}
            }
            return head.next();
        }

        @Override
        public void bytes(long position, MemorySegment memory, long offset, int length) {
            long start = Math.max(position, dataStart);
            long end = Math.min(position + length, dataEnd);
            FileTransaction file = start < end ? file(direction, fileKey) : null;
            if (file != null) {
                file.append(memory, offset + (start - position), (int) (end - start));
            }
        }

        private void clear() {
            frames.clear();
            dataEnd = 0;
            isLost = false;
        }
    }

    SmbParser(SmbParsers home, BlockPool blocks, TransactionQueue<FileTransaction> transactions) {
        super(transactions);
        this.home = home;
        requests = new Way(Direction.TO_SERVER, blocks);
        replies = new Way(Direction.TO_CLIENT, blocks);
    }

    @Override
    public void bytes(Direction direction, MemorySegment memory, long offset, int length) {
        way(direction).read(memory, offset, length);
    }

    @Override
    public boolean isFailed() {
        return isFailed;
    }

    private Way way(Direction direction) {
        return direction == Direction.TO_SERVER ? requests : replies;
    }

    private void ask(long messageId, long fileId) {
        int place = askedCount++ & MAX_ASKED - 1;
        askedMessages[place] = messageId;
        askedFiles[place] = fileId;
    }

    /// The file that the reply is a piece of; where its request was not seen, one that they all share.
    private long asked(long messageId) {
        for (int i = Math.min(askedCount, MAX_ASKED) - 1; i >= 0; i--) {
            if (askedMessages[i] == messageId) {
                return askedFiles[i];
            }
        }
        return 0;
    }

    /// The file that is open under `key`, or a new one; null if there are too many.
    private FileTransaction file(Direction direction, long key) {
        for (int i = 0; i < transactions.size(); i++) {
            FileTransaction file = transactions.get(i);
            if (file.key() == key && file.way() == direction && file.stage(direction) != Stage.COMPLETE) {
                return file;
            }
        }
        FileTransaction file = transactions.open();
        if (file != null) {
            file.send(direction, key);
        }
        return file;
    }

    private void close(long key) {
        for (int i = 0; i < transactions.size(); i++) {
            FileTransaction file = transactions.get(i);
            if (file.key() == key) {
                file.end();
            }
        }
    }

    /// Where the next frame begins is not known any more.
    @Override
    public void gap(Direction direction, long lostBytes) {
        way(direction).isLost = true;
        for (int i = 0; i < transactions.size(); i++) {
            if (transactions.get(i).way() == direction) {
                transactions.get(i).lose();
            }
        }
    }

    @Override
    public void closed(Direction direction) {
        for (int i = 0; i < transactions.size(); i++) {
            if (transactions.get(i).way() == direction) {
                transactions.get(i).end();
            }
        }
    }

    @Override
    public void release() {
        transactions.clear();
        requests.clear();
        replies.clear();
        askedCount = 0;
        isFailed = false;
        home.takeBack(this);
    }
}
