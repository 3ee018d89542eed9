package dev.winnow.protocol.http;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.rule.option.Stage;
import dev.winnow.rule.option.TransactionEvent;
import dev.winnow.rule.syntax.AppProtocol;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads responses, each for the oldest request that has none. A line that does not begin with `HTTP` is of a body
/// without a head, or, behind the last response, more of that one's. Threading: its flow's.
final class ResponseReader extends MessageReader {
    private static final String HTTP = "http";
    private static final String HTTP2_WITHOUT_TLS = "h2c";

    private final ByteRange range = new ByteRange();
    private HttpTransaction transaction;
    private int status;

    ResponseReader(HttpParser parser, BlockPool blocks) {
        super(parser, blocks);
    }

    @Override
    void clear() {
        super.clear();
        transaction = null;
    }

    @Override
    Guess guess(MemorySegment line, long from, long to, boolean whole) {
        long at = from;
        while (at < to
                && (Ascii.isSpace(line.get(ValueLayout.JAVA_BYTE, at)) || line.get(ValueLayout.JAVA_BYTE, at) == 0)) {
            at++;
        }
        if (Ascii.startsWith(line, at, to, HTTP)) {
            return whole ? Guess.START : Guess.UNSURE;
        }
        return !whole && isPrefix(line, at, to) ? Guess.UNSURE : Guess.STRAY;
    }

    private static boolean isPrefix(MemorySegment line, long from, long to) {
        for (long at = from; at < to; at++) {
            if (at - from == HTTP.length()
                    || Ascii.lower(line.get(ValueLayout.JAVA_BYTE, at)) != HTTP.charAt((int) (at - from))) {
                return false;
            }
        }
        return true;
    }

    @Override
    void forget(Message gone) {
        super.forget(gone);
        if (transaction != null && transaction.response() == gone) {
            transaction = null;
        }
    }

    @Override
    boolean begin() {
        if (message == null || message.stage() == Stage.COMPLETE) {
            transaction = parser.answer();
            message = transaction == null ? null : transaction.response();
        }
        return message != null;
    }

    @Override
    void adopt() {
        if (message == null && transaction != null && parser.isNewest(transaction)) {
            message = transaction.response();
        } else if (message == null && begin()) {
            message.body().announceFile();
        }
    }

    @Override
    void between() {
        if (parser.answersOld()) {
            if (begin()) {
                message.body().announceFile();
            }
            state = State.ENDLESS_BODY;
        }
    }

    @Override
    State startLine() {
        message.line().parseResponse(message.head().length());
        message.line().word(1, range);
        status = Framing.status(range);
        if (status == Framing.NO_STATUS) {
            transaction.note(TransactionEvent.HTTP_RESPONSE_STATUS);
        }
        message.reach(Framing.isInterim(status) ? Stage.STARTED : Stage.LINE);
        return State.HEADERS;
    }

    @Override
    State framing() {
        HeaderTable headers = message.headers();
        boolean isCounted = headers.find(HeaderName.CONTENT_LENGTH) >= 0;
        boolean isCoded = headers.find(HeaderName.TRANSFER_ENCODING) >= 0;
        if (Framing.isInterim(status) && !isCounted && !isCoded) {
            message.clearHead();
            if (status == Framing.CONTINUE && transaction.continuesAgain()) {
                transaction.note(TransactionEvent.HTTP_TWO_CONTINUES);
            }
            return State.AGAIN;
        }
        message.reach(Stage.HEADERS);
        transaction.examine(Direction.TO_CLIENT);
        parser.answered(transaction, status);
        if (changesProtocol(isCounted || isCoded)) {
            complete();
            parser.handOver(isUpgradeToHttp2(headers) ? AppProtocol.HTTP2 : null);
            return State.ENDED;
        }
        boolean isBodiless = Framing.isBodiless(status);
        if (transaction.method() == Method.HEAD || (isBodiless && !isCounted && !isCoded)) {
            return State.LINE;
        }
        State body = bodyFraming(headers);
        return isBodiless && body == State.COUNTED_BODY ? State.DOUBTFUL_BODY : body;
    }

    private boolean changesProtocol(boolean hasBody) {
        return Framing.isTunnel(transaction.method(), status) || (status == Framing.SWITCHING_PROTOCOLS && !hasBody);
    }

    /// HTTP/2 without TLS (RFC 7540, section 3.2).
    private boolean isUpgradeToHttp2(HeaderTable headers) {
        return status == Framing.SWITCHING_PROTOCOLS
                && headers.value(HeaderName.UPGRADE, range)
                && Ascii.is(range.memory(), range.offset(), range.offset() + range.length(), HTTP2_WITHOUT_TLS);
    }

    private State bodyFraming(HeaderTable headers) {
        message.body().announceFile();
        message.body().decompress(ContentCodings.layers(headers, range));
        if (headers.value(HeaderName.TRANSFER_ENCODING, range) && Framing.mentionsChunked(range)) {
            return State.CHUNK_SIZE;
        }
        if (!headers.value(HeaderName.CONTENT_LENGTH, range)) {
            return State.ENDLESS_BODY;
        }
        long length = Framing.contentLength(range);
        return length == Framing.BAD_LENGTH ? badLength() : counted(length);
    }

    private State badLength() {
        transaction.note(TransactionEvent.HTTP_RESPONSE_CONTENT_LENGTH);
        return fail();
    }

    @Override
    void chunkExtended() {
        transaction.note(TransactionEvent.HTTP_CHUNK_EXTENSION);
    }

    @Override
    State badChunkSize() {
        transaction.note(TransactionEvent.HTTP_RESPONSE_CHUNK_LENGTH);
        return State.ENDLESS_BODY;
    }
}
