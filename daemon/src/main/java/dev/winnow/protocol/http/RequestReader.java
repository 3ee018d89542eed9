package dev.winnow.protocol.http;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.option.TransactionEvent;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads requests. A line that begins with no known method, behind a request that is not answered yet,
/// belongs to that request's body. Threading: its flow's.
final class RequestReader extends MessageReader {
    private final ByteRange range = new ByteRange();
    private HttpTransaction transaction;

    RequestReader(HttpParser parser, BlockPool blocks) {
        super(parser, blocks);
    }

    @Override
    void clear() {
        super.clear();
        transaction = null;
    }

    @Override
    void forget(Message gone) {
        super.forget(gone);
        if (transaction != null && transaction.request() == gone) {
            transaction = null;
        }
    }

    @Override
    Guess guess(MemorySegment line, long from, long to, boolean whole) {
        long word = Ascii.skipSpace(line, from, to);
        long wordEnd = Ascii.findSpace(line, word, to);
        if (takesStrays()) {
            boolean undecided = !whole && wordEnd == to && to - word <= Method.MAX_BYTES;
            return undecided ? Guess.UNSURE : Method.isKnown(line, word, wordEnd) ? Guess.START : Guess.STRAY;
        }
        for (long at = word; at < wordEnd; at++) {
            if (line.get(ValueLayout.JAVA_BYTE, at) < ' ') {
                return Guess.FOREIGN;
            }
        }
        return whole ? Guess.START : Guess.UNSURE;
    }

    private boolean takesStrays() {
        return transaction != null && !transaction.response().stage().reached(Stage.COMPLETE);
    }

    @Override
    boolean begin() {
        transaction = parser.open();
        message = transaction == null ? null : transaction.request();
        return message != null;
    }

    @Override
    void adopt() {
        message = takesStrays() ? transaction.request() : null;
    }

    @Override
    void between() {}

    @Override
    State startLine() {
        message.line().parseRequest(message.head().length());
        message.line().word(0, range);
        transaction.setMethod(Method.of(range.memory(), range.offset(), range.offset() + range.length()));
        message.reach(Stage.LINE);
        return message.line().isEmpty(2) ? State.OLD : State.HEADERS;
    }

    @Override
    State framing() {
        message.reach(Stage.HEADERS);
        transaction.examine(Direction.TO_SERVER);
        if (transaction.method() == Method.CONNECT) {
            complete();
            return State.HELD;
        }
        HeaderTable headers = message.headers();
        if (headers.find(HeaderName.HOST) < 0 && isOfVersion11()) {
            transaction.note(TransactionEvent.HTTP_NO_HOST);
        }
        if (transaction.sendsOneFile()) {
            message.body().announceFile();
        }
        message.body().decompress(ContentCodings.layers(headers, range));
        if (headers.value(HeaderName.TRANSFER_ENCODING, range)) {
            return Framing.isChunked(range) ? chunked() : fail(TransactionEvent.HTTP_REQUEST_TRANSFER_ENCODING);
        }
        if (!headers.value(HeaderName.CONTENT_LENGTH, range)) {
            return State.LINE;
        }
        long length = Framing.contentLength(range);
        return length == Framing.BAD_LENGTH ? fail(TransactionEvent.HTTP_REQUEST_CONTENT_LENGTH) : counted(length);
    }

    private State fail(TransactionEvent event) {
        transaction.note(event);
        return fail();
    }

    private State chunked() {
        if (!isOfVersion11()) {
            transaction.note(TransactionEvent.HTTP_REQUEST_TRANSFER_ENCODING);
        }
        return State.CHUNK_SIZE;
    }

    private boolean isOfVersion11() {
        return message.line().word(2, range)
                && Ascii.isExactly(range.memory(), range.offset(), range.offset() + range.length(), Framing.HTTP_1_1);
    }

    @Override
    void chunkExtended() {
        transaction.note(TransactionEvent.HTTP_CHUNK_EXTENSION);
    }

    @Override
    State badChunkSize() {
        return fail(TransactionEvent.HTTP_REQUEST_CHUNK_LENGTH);
    }

    /// The request's response begins: if the request had no version, nothing more belongs to it; bytes that do
    /// not begin another request do.
    void answered(HttpTransaction answered) {
        if (answered == transaction && state == State.OLD) {
            answered.setOld();
            endOld();
        } else if (answered == transaction && state == State.LINE) {
            settleStray();
        }
    }

    /// The server wants no body (RFC 9110, 10.1.1).
    void refused(HttpTransaction refused) {
        boolean waits = state == State.COUNTED_BODY || state == State.CHUNK_SIZE;
        if (refused == transaction && waits && !message.hasBody()) {
            complete();
        }
    }
}
