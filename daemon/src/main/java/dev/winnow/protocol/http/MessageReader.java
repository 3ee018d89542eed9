package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.rule.option.Stage;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Reads the messages of one direction: start line, headers, body, over and over (RFC 9112), from pieces of
/// any size.
///
/// What comes out does not depend on how the bytes are cut. Lines end at a line feed, with or without a carriage
/// return. Threading: its flow's.
abstract sealed class MessageReader permits RequestReader, ResponseReader {
    /// Where in a message the next byte is.
    enum State {
        LINE,
        /// In a line that starts no message.
        STRAY,
        /// Behind a request line without a version.
        OLD,
        HEADERS,
        COUNTED_BODY,
        /// A body that was announced where there must be none, and so may not come.
        DOUBTFUL_BODY,
        ENDLESS_BODY,
        CHUNK_SIZE,
        CHUNK_DATA,
        CHUNK_END,
        TRAILERS,
        /// Behind a request whose response decides what the connection is used for.
        HELD,
        /// Behind a head that does not count: the message's real one follows. Only [#framing] says so.
        AGAIN,
        /// Nothing more is understood.
        ENDED
    }

    /// What a line, or the beginning of one, is at the place of a start line.
    enum Guess {
        START,
        STRAY,
        /// Another protocol.
        FOREIGN,
        UNSURE
    }

    final HttpParser parser;
    /// A line outside of heads and bodies.
    private final LineCollector line;
    private final GrowingBytes held;
    private final HeaderLines headerLines = new HeaderLines();
    private final MeasuredBody measured;
    private final Piece heldPiece = new Piece();
    private Piece piece = new Piece();
    Message message;
    State state = State.LINE;
    private boolean failed;

    MessageReader(HttpParser parser, BlockPool blocks) {
        this.parser = parser;
        line = new LineCollector(blocks);
        held = new GrowingBytes(blocks, HttpSettings.MAX_LINE_BYTES);
        measured = new MeasuredBody(blocks);
    }

    /// As good as new.
    void clear() {
        clearLines();
        held.clear();
        message = null;
        state = State.LINE;
        failed = false;
    }

    /// Whether a whole line, or with `whole` unset the first bytes of one, begins a message.
    abstract Guess guess(MemorySegment line, long from, long to, boolean whole);

    /// Makes [#message] the one that a start line begins. False if there is no room for one.
    abstract boolean begin();

    /// The transaction of `gone` is given up or over: it must not be touched again.
    void forget(Message gone) {
        if (message == gone) {
            message = null;
            state = state == State.STRAY ? State.STRAY : State.LINE;
        }
    }

    /// Makes [#message] the one that bytes outside of any message belong to; null if they belong to none.
    abstract void adopt();

    /// The start line is there: takes it apart, and says what follows.
    abstract State startLine();

    /// The headers are there: says what follows, [State#LINE] if the message is over.
    abstract State framing();

    /// What follows a chunk size that is none.
    abstract State badChunkSize();

    /// Something is said behind a chunk's size.
    abstract void chunkExtended();

    /// Called at the first byte between messages; may change the state.
    abstract void between();

    /// Takes the next bytes, until they are used up or the protocol ends.
    void read(MemorySegment memory, long offset, int length) {
        piece.wrap(memory, offset, length);
        while (!piece.isEmpty() && !parser.handsOver()) {
            step();
        }
        piece.release();
    }

    private void step() {
        switch (state) {
            case LINE, AGAIN -> readStart();
            case STRAY -> readStray();
            case OLD -> readOld();
            case HEADERS, TRAILERS -> readHeaders();
            case COUNTED_BODY, CHUNK_DATA -> readMeasured();
            case DOUBTFUL_BODY -> readDoubtful();
            case ENDLESS_BODY -> readEndless();
            case CHUNK_SIZE -> readChunkSize();
            case CHUNK_END -> readChunkEnd();
            case HELD -> hold();
            case ENDED -> piece.readTo(piece.end());
        }
    }

    private void readStart() {
        if (message == null) {
            between();
            if (state != State.LINE) {
                return;
            }
        }
        if (line.take(piece)) {
            takeLine();
        } else {
            fail();
        }
    }

    private void takeLine() {
        if (line.isBlank()) {
            line.clear();
            return;
        }
        switch (guess(line.memory(), line.from(), line.to(), line.isWhole())) {
            case START -> beginMessage();
            case STRAY -> takeStray(line.isWhole() ? State.LINE : State.STRAY);
            case FOREIGN -> leave();
            case UNSURE -> {}
        }
    }

    private void takeStray(State next) {
        addStray(line.memory(), line.from(), line.to());
        state = next;
        line.clear();
    }

    private void beginMessage() {
        if (!line.isWhole()) {
            return;
        }
        if (!begin() || !message.addLine(line.memory(), line.from(), line.length())) {
            leave();
            return;
        }
        line.clear();
        headerLines.begin(message.head());
        state = startLine();
    }

    private void addStray(MemorySegment memory, long from, long to) {
        adopt();
        if (message != null) {
            message.addBody(memory, from, (int) (to - from));
        }
    }

    /// White space alone does not say that a version was forgotten; headers do.
    private void readOld() {
        if (Ascii.skipSpace(piece.memory(), piece.at(), piece.end()) == piece.end()) {
            hold();
            return;
        }
        headerLines.begin(message.head());
        state = State.HEADERS;
        readHeld();
    }

    private void readHeld() {
        Piece behind = piece;
        piece = heldPiece;
        read(held.memory(), held.address(), held.length());
        piece = behind;
        held.clear();
    }

    /// There was no version, and so there are no headers.
    void endOld() {
        message.addBody(held.memory(), held.address(), held.length());
        held.clear();
        complete();
    }

    private void readStray() {
        long lineEnd = piece.lineEnd();
        long to = lineEnd == Piece.OPEN ? piece.end() : lineEnd;
        addStray(piece.memory(), piece.at(), to);
        piece.readTo(to);
        state = lineEnd == Piece.OPEN ? State.STRAY : State.LINE;
    }

    private void readHeaders() {
        long to = headerLines.end(message.head(), piece);
        if (to == HeaderLines.TOO_LONG) {
            fail();
        } else if (to == HeaderLines.OPEN) {
            addHead(piece.end());
        } else {
            endHeaders(to);
        }
    }

    private boolean addHead(long to) {
        boolean fits = message.addHead(piece.memory(), piece.at(), (int) (to - piece.at()));
        piece.readTo(to);
        if (!fits) {
            leave();
        }
        return fits;
    }

    private void endHeaders(long to) {
        if (!addHead(to)) {
            return;
        }
        if (state == State.TRAILERS) {
            message.endTrailers();
            complete();
        } else {
            message.endHeaders(message.head().length());
            measured.clear();
            proceed(framing());
        }
    }

    private void proceed(State next) {
        state = next == State.AGAIN ? State.LINE : next;
        if (next == State.LINE) {
            complete();
        }
    }

    /// Ends the message at hand; what follows is another one.
    void complete() {
        if (message != null) {
            message.complete();
            message = null;
        }
        state = State.LINE;
    }

    /// Sets how long the body is that follows.
    State counted(long length) {
        measured.begin(length);
        return length == 0 ? State.LINE : State.COUNTED_BODY;
    }

    private void readEndless() {
        message.addBody(piece.memory(), piece.at(), piece.length());
        piece.readTo(piece.end());
    }

    private void readDoubtful() {
        if (piece.memory().get(ValueLayout.JAVA_BYTE, piece.at()) == 'H') {
            complete();
        } else {
            state = State.COUNTED_BODY;
        }
    }

    private void readMeasured() {
        if (measured.read(piece, message)) {
            endMeasured();
        }
    }

    private void endMeasured() {
        if (state == State.CHUNK_DATA) {
            state = State.CHUNK_END;
        } else {
            complete();
        }
    }

    private void readChunkSize() {
        switch (measured.readSize(piece)) {
            case UNSURE, BLANK -> {}
            case TOO_LONG -> fail();
            case BAD -> {
                state = badChunkSize();
                if (state == State.ENDLESS_BODY) {
                    measured.giveSizeLine(message);
                }
            }
            case SIZE -> {
                if (measured.hasExtension()) {
                    chunkExtended();
                }
                state = measured.isOver() ? State.TRAILERS : State.CHUNK_DATA;
                headerLines.begin(message.head());
            }
        }
    }

    private void readChunkEnd() {
        long lineEnd = piece.lineEnd();
        piece.readTo(lineEnd == Piece.OPEN ? piece.end() : lineEnd);
        state = lineEnd == Piece.OPEN ? State.CHUNK_END : State.CHUNK_SIZE;
    }

    private void hold() {
        held.append(piece.memory(), piece.at(), piece.length());
        piece.readTo(piece.end());
    }

    /// What was held back is of this protocol after all.
    void resume() {
        if (state == State.HELD) {
            state = State.LINE;
            readHeld();
        }
    }

    /// Decides about the beginning of a line that may be a message's or a stray one.
    void settleStray() {
        if (line.takeOpenEnd() && guess(line.memory(), line.from(), line.to(), true) == Guess.STRAY) {
            takeStray(State.STRAY);
        }
    }

    /// Bytes that will never come. Headers go on behind them, and where a message may begin, one does.
    void gap(long lostBytes) {
        boolean goesOn = state == State.HEADERS || state == State.TRAILERS;
        if (goesOn || (state == State.LINE && !line.isOpen())) {
            return;
        }
        long inBody = state == State.COUNTED_BODY || state == State.CHUNK_DATA ? measured.skip(lostBytes) : 0;
        if (message != null) {
            message.lose(state == State.ENDLESS_BODY ? lostBytes : inBody);
        }
        if (inBody > 0 && measured.isOver()) {
            endMeasured();
        }
        if (inBody < lostBytes && state != State.ENDLESS_BODY && state != State.ENDED && state != State.HELD) {
            clearLines();
            complete();
            state = State.STRAY;
        }
    }

    /// Nothing more comes: what is there is all there is.
    void close() {
        if (state == State.LINE && line.takeOpenEnd()) {
            takeLine();
        }
        if (state == State.OLD) {
            endOld();
        } else if (state == State.HEADERS) {
            message.endHeaders(headerLines.lineStart());
            message.reach(Stage.HEADERS);
        }
        complete();
        state = State.ENDED;
        clearLines();
    }

    private void clearLines() {
        line.clear();
        measured.clear();
    }

    /// Nobody could tell what these bytes of HTTP mean.
    State fail() {
        failed = true;
        return leave();
    }

    /// The rest of the direction is left alone: it is not HTTP, or there is no room for it.
    private State leave() {
        if (state == State.HEADERS) {
            message.endHeaders(message.head().length());
        }
        clearLines();
        complete();
        state = State.ENDED;
        return state;
    }

    boolean isFailed() {
        return failed;
    }

    /// The bytes of the last call that were not read.
    int unread() {
        return piece.length();
    }
}
