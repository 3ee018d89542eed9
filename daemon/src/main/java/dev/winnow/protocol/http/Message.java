package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.rule.option.Stage;
import java.lang.foreign.MemorySegment;

/// A request or a response: its head as sent, its headers, and as much of its body as is looked into.
///
/// The head is the start line, the header lines, the blank line, and the trailers with theirs. Pooled with its
/// transaction. Threading: its flow's.
final class Message {
    private final GrowingBytes head;
    private final StartLine line;
    private final HeaderTable headers;
    private final HeaderText text;
    private final MessageBody body;
    private Stage stage = Stage.NONE;
    private boolean hasLine;
    private int headersFrom;
    private int headersTo;
    private int revision;
    private boolean hasBody;
    private boolean hasNewHeaders;

    /// @param body made for this message
    Message(BlockPool blocks, MessageBody body, HeaderTable.Leniency leniency) {
        head = new GrowingBytes(blocks, HttpSettings.MAX_HEAD_BYTES);
        line = new StartLine(head);
        headers = new HeaderTable(head, blocks, leniency);
        text = new HeaderText(head, line, headers, blocks);
        this.body = body;
    }

    /// Gives back all memory, and is as good as new.
    void clear() {
        clearHead();
        body.clear();
        stage = Stage.NONE;
        revision = 0;
        hasBody = false;
        hasNewHeaders = false;
    }

    /// Forgets what was read of the head: an interim response is not looked into.
    void clearHead() {
        head.clear();
        line.clear();
        headers.clear();
        text.clear();
        hasLine = false;
        headersFrom = 0;
        headersTo = 0;
    }

    /// Raises the stage, which never falls.
    void reach(Stage newStage) {
        if (!stage.reached(newStage)) {
            stage = newStage;
        }
    }

    /// The message has come to its end.
    void complete() {
        if (body.end()) {
            revision++;
        }
        reach(Stage.COMPLETE);
    }

    /// Takes the start line, with its end. False if there is no room.
    boolean addLine(MemorySegment memory, long offset, int length) {
        hasLine = addHead(memory, offset, length);
        headersFrom = head.length();
        return hasLine;
    }

    /// Takes a piece of the head. False if there is no room.
    boolean addHead(MemorySegment memory, long offset, int length) {
        return head.append(memory, offset, length) == length;
    }

    /// The header lines are all there, up to `end` of the head.
    void endHeaders(int end) {
        headersTo = end;
        headers.parse(headersFrom, headersTo);
        headers.join();
    }

    /// The trailers are all there: they are headers as well.
    void endTrailers() {
        int before = headers.rowCount();
        headers.clear();
        text.clear();
        headers.parse(headersFrom, headersTo);
        headers.parse(headersTo, head.length());
        headers.join();
        hasNewHeaders = headers.rowCount() > before;
        revision++;
    }

    /// Takes a piece of the body, as it comes out of its framing; or, behind the message, what belongs to no other.
    void addBody(MemorySegment memory, long offset, int length) {
        hasBody |= length > 0;
        boolean isLate = stage == Stage.COMPLETE;
        if (body.append(memory, offset, length) || (isLate && body.end())) {
            revision++;
        }
        if (hasBody) {
            reach(Stage.BODY);
        }
    }

    /// Bytes of the message will never come.
    ///
    /// @param count how many of them are the body's
    void lose(long count) {
        body.lose(count);
    }

    GrowingBytes head() {
        return head;
    }

    StartLine line() {
        return line;
    }

    HeaderTable headers() {
        return headers;
    }

    HeaderText text() {
        return text;
    }

    MessageBody body() {
        return body;
    }

    /// Rules have looked into what there was.
    void inspected() {
        hasNewHeaders = false;
        body.inspected();
    }

    /// Whether headers have come behind the body, into which no rule has looked.
    boolean hasNewHeaders() {
        return hasNewHeaders;
    }

    /// Whether any of the body has come.
    boolean hasBody() {
        return hasBody;
    }

    Stage stage() {
        return stage;
    }

    int revision() {
        return revision;
    }

    boolean hasLine() {
        return hasLine;
    }

    /// Points `range` at the start line, without its end; false if there is none.
    boolean startLine(ByteRange range) {
        range.set(head.memory(), head.address(), line.length());
        return hasLine;
    }

    /// Points `range` at the header lines and the blank line behind them, as sent.
    void headerLines(ByteRange range) {
        range.set(head.memory(), head.address() + headersFrom, headersTo - headersFrom);
    }

    /// Points `range` at everything behind the start line, as sent.
    boolean rawHeaders(ByteRange range) {
        range.set(head.memory(), head.address() + headersFrom, head.length() - headersFrom);
        return stage.reached(Stage.HEADERS) && head.length() > headersFrom;
    }
}
