package dev.winnow.protocol.http2;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.AppParser;
import dev.winnow.protocol.Octets;
import dev.winnow.protocol.QueuedParser;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.rule.option.Stage;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// Makes each stream of an HTTP/2 connection (RFC 9113) a transaction, and each frame of stream 0 one of its own.
///
/// Ownership: its factory's, which it goes back to by [#release]. Threading: its flow's. Never throws on hostile bytes.
final class Http2Parser extends QueuedParser<Http2Transaction> {
    private static final Octets NOTHING = new Octets();
    private static final int UPGRADED_STREAM = 1;
    private static final int ERROR_CODE_AT = 0;
    private static final int GOAWAY_ERROR_CODE_AT = 4;
    private static final int WEIGHT_AT = 4;
    private static final int SETTING_LENGTH = 6;

    private final Http2Parsers home;
    private final Http2Settings settings;
    private final FrameReader client;
    private final FrameReader server;
    private final HeaderBlocks requests;
    private final HeaderBlocks responses;
    private final UpgradeRequest upgrade = new UpgradeRequest();
    /// The highest streams so far: those that servers open, and those that clients do.
    private final int[] lastStreams = new int[2];

    Http2Parser(
            Http2Parsers home,
            Http2Settings settings,
            TransactionQueue<Http2Transaction> transactions,
            BlockPool blocks) {
        super(transactions);
        this.home = home;
        this.settings = settings;
        client = new FrameReader(this, Direction.TO_SERVER, blocks);
        server = new FrameReader(this, Direction.TO_CLIENT, blocks);
        requests = new HeaderBlocks(blocks);
        responses = new HeaderBlocks(blocks);
    }

    private FrameReader reader(Direction direction) {
        return direction == Direction.TO_SERVER ? client : server;
    }

    private HeaderBlocks headers(Direction direction) {
        return direction == Direction.TO_SERVER ? requests : responses;
    }

    @Override
    public void bytes(Direction direction, MemorySegment memory, long offset, int length) {
        reader(direction).read(memory, offset, length);
    }

    /// The request that asked for the change is the first stream's, and its server answers there.
    @Override
    public void follow(AppParser predecessor) {
        int count = predecessor.transactionCount();
        Http2Transaction first = count == 0 ? null : findOrOpen(UPGRADED_STREAM);
        if (first != null) {
            StreamSide request = first.side(Direction.TO_SERVER);
            boolean hasSettings = upgrade.copy(predecessor.transaction(count - 1), request.headers());
            request.numbers().addFrame(FrameType.HEADERS);
            first.headersEnd(Direction.TO_SERVER);
            first.end(Direction.TO_SERVER);
            if (hasSettings) {
                control(Direction.TO_SERVER, FrameType.SETTINGS, NOTHING);
            }
        }
    }

    /// Where the next frame begins is not known any more.
    @Override
    public void gap(Direction direction, long lostBytes) {
        closed(direction);
    }

    @Override
    public void closed(Direction direction) {
        reader(direction).stop();
        for (int i = 0; i < transactions.size(); i++) {
            transactions.get(i).end(direction);
        }
    }

    /// The live transaction of a stream, or null.
    private Http2Transaction find(int stream) {
        for (int i = transactions.size() - 1; i >= 0; i--) {
            if (transactions.get(i).stream() == stream) {
                return transactions.get(i);
            }
        }
        return null;
    }

    /// The transaction of a stream; one that is over, or that there is no room for, has none: null.
    private Http2Transaction findOrOpen(int stream) {
        Http2Transaction live = find(stream);
        if (live == null && stream > lastStreams[stream & 1]) {
            lastStreams[stream & 1] = stream;
            return open(stream);
        }
        return live;
    }

    private Http2Transaction open(int stream) {
        Http2Transaction opened = transactions.open();
        if (opened != null) {
            opened.setStream(stream);
        }
        return opened;
    }

    /// The transaction of a frame; a PRIORITY may come long before the stream itself (RFC 9113, section 5.3.2).
    private Http2Transaction transactionOf(int type, int stream) {
        Http2Transaction live = find(stream);
        if (live != null || type == FrameType.HEADERS) {
            return live != null ? live : findOrOpen(stream);
        }
        return type == FrameType.PRIORITY && stream > lastStreams[stream & 1] && hasRoom() ? open(stream) : null;
    }

    /// Whether there is room for what is no request: streams go before where there are too many.
    private boolean hasRoom() {
        return transactions.size() < settings.transactions() / 2;
    }

    /// A frame has begun: its type counts though its payload may still be missing.
    void frameBegins(Direction direction, int type, int stream) {
        Http2Transaction transaction = stream == 0 ? null : transactionOf(type, stream);
        if (transaction != null) {
            transaction.side(direction).numbers().addFrame(type);
            transaction.reach(direction, Stage.STARTED);
            transaction.grow(direction);
        }
    }

    void data(Direction direction, int stream, MemorySegment memory, long offset, int length) {
        Http2Transaction transaction = find(stream);
        if (transaction != null && stream != 0) {
            transaction.data(direction, memory, offset, length);
        }
    }

    void dataEnds(Direction direction, int stream, boolean endsStream) {
        Http2Transaction transaction = find(stream);
        if (transaction != null && stream != 0 && endsStream) {
            transaction.end(direction);
        }
    }

    /// A frame other than DATA has ended.
    ///
    /// @param isWhole whether `payload` is all of it, rather than what there was room for
    void frame(Direction direction, int type, int flags, int stream, boolean isWhole, Octets payload) {
        switch (type) {
            case FrameType.HEADERS, FrameType.PUSH_PROMISE, FrameType.CONTINUATION ->
                headers(direction, type, flags, stream, isWhole, payload);
            case FrameType.RST_STREAM -> reset(direction, stream, payload);
            case FrameType.PRIORITY -> note(direction, stream, StreamNumbers.PRIORITY, payload.u8(WEIGHT_AT));
            case FrameType.WINDOW_UPDATE -> note(direction, stream, StreamNumbers.WINDOW, FrameType.u31(payload, 0));
            default -> {}
        }
        boolean isAnswer = type == FrameType.SETTINGS && (flags & FrameType.ACKNOWLEDGED) != 0;
        if (stream == 0 && !isAnswer) {
            control(direction, type, payload);
        }
    }

    private void headers(Direction direction, int type, int flags, int stream, boolean isWhole, Octets payload) {
        HeaderBlocks blocks = headers(direction);
        if (!isWhole) {
            blocks.abandon();
        } else if (type == FrameType.HEADERS) {
            note(direction, stream, StreamNumbers.PRIORITY, blocks.begin(stream, flags, payload));
        } else if (type == FrameType.CONTINUATION) {
            blocks.go(stream, payload);
        } else {
            blocks.beginPromise(flags, payload);
        }
        if ((flags & FrameType.END_HEADERS) != 0) {
            endHeaders(direction, blocks);
        }
    }

    private void endHeaders(Direction direction, HeaderBlocks blocks) {
        Http2Transaction transaction = blocks.stream() <= 0 ? null : findOrOpen(blocks.stream());
        if (transaction == null) {
            blocks.end(null);
            return;
        }
        blocks.end(transaction.side(direction));
        transaction.headersEnd(direction);
        if (blocks.endsStream()) {
            transaction.end(direction);
        }
    }

    private void note(Direction direction, int stream, int kind, long value) {
        Http2Transaction transaction = stream == 0 ? null : find(stream);
        if (transaction != null && value >= 0) {
            transaction.side(direction).numbers().add(kind, value);
            transaction.grow(direction);
        }
    }

    /// Neither direction goes on.
    private void reset(Direction direction, int stream, Octets payload) {
        note(direction, stream, StreamNumbers.ERROR_CODE, FrameType.u32(payload, ERROR_CODE_AT));
        Http2Transaction transaction = stream == 0 ? null : find(stream);
        if (transaction != null) {
            transaction.end(direction);
            transaction.end(direction.opposite());
        }
    }

    /// A frame for the connection as a whole. That settings are acknowledged is no transaction.
    private void control(Direction direction, int type, Octets payload) {
        Http2Transaction transaction = settings.readsControl() && hasRoom() ? open(0) : null;
        if (transaction == null) {
            return;
        }
        StreamNumbers numbers = transaction.side(direction).numbers();
        numbers.addFrame(type);
        if (type == FrameType.GOAWAY && FrameType.u32(payload, GOAWAY_ERROR_CODE_AT) >= 0) {
            numbers.add(StreamNumbers.ERROR_CODE, FrameType.u32(payload, GOAWAY_ERROR_CODE_AT));
        } else if (type == FrameType.WINDOW_UPDATE && FrameType.u31(payload, 0) >= 0) {
            numbers.add(StreamNumbers.WINDOW, FrameType.u31(payload, 0));
        } else if (type == FrameType.SETTINGS) {
            addSettings(numbers, payload);
        }
        transaction.end(direction);
        transaction.end(direction.opposite());
    }

    private static void addSettings(StreamNumbers numbers, Octets payload) {
        for (int at = 0; payload.has(at, SETTING_LENGTH); at += SETTING_LENGTH) {
            long identifier = payload.u16(at);
            numbers.add(StreamNumbers.SETTING, identifier << Integer.SIZE | FrameType.u32(payload, at + 2));
        }
    }

    @Override
    public void release() {
        transactions.clear();
        client.clear();
        server.clear();
        requests.clear();
        responses.clear();
        Arrays.fill(lastStreams, 0);
        home.takeBack(this);
    }
}
