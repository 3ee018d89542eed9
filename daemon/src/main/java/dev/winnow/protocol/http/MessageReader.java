package dev.winnow.protocol.http;

import dev.winnow.bindings.ffm.NativeMemory;
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

    private static final byte LINE_FEED = '\n';

    final HttpParser parser;
    /// A line of which the end has not come.
    private final GrowingBytes partial;
    private final GrowingBytes held;
    private final ChunkSize chunkSize = new ChunkSize();
    Message message;
    State state = State.LINE;
    private MemorySegment memory;
    private long at;
    private long end;
    private long remaining;
    private int lineStart;
    private boolean failed;

    MessageReader(HttpParser parser, BlockPool blocks) {
        this.parser = parser;
        partial = new GrowingBytes(blocks, HttpSettings.MAX_LINE_BYTES);
        held = new GrowingBytes(blocks, HttpSettings.MAX_LINE_BYTES);
    }

    /// As good as new.
    void clear() {
        partial.clear();
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
    void read(MemorySegment newMemory, long offset, int length) {
        memory = newMemory;
        at = offset;
        end = offset + length;
        while (at < end && !parser.handsOver()) {
            step();
        }
        memory = NativeMemory.everything();
    }

    private void step() {
        switch (state) {
            case LINE, AGAIN -> readStart();
            case STRAY -> readStray();
            case OLD -> readOld();
            case HEADERS, TRAILERS -> readHeaders();
            case COUNTED_BODY, CHUNK_DATA -> readCounted();
            case DOUBTFUL_BODY -> readDoubtful();
            case ENDLESS_BODY -> addBody(end);
            case CHUNK_SIZE -> readChunkSize();
            case CHUNK_END -> readChunkEnd();
            case HELD -> hold();
            case ENDED -> at = end;
        }
    }

    private void readStart() {
        if (message == null) {
            between();
            if (state != State.LINE) {
                return;
            }
        }
        long feed = Ascii.find(memory, at, end, LINE_FEED);
        boolean whole = feed < end;
        long to = whole ? feed + 1 : end;
        if (partial.length() == 0 && whole) {
            long from = at;
            at = to;
            takeLine(memory, from, to, true);
        } else if (keep(to)) {
            takeLine(partial.memory(), partial.address(), partial.address() + partial.length(), whole);
        }
    }

    private boolean keep(long to) {
        int length = (int) Math.min(to - at, Integer.MAX_VALUE);
        boolean fits = partial.append(memory, at, length) == length;
        at = to;
        if (!fits) {
            fail();
        }
        return fits;
    }

    private void takeLine(MemorySegment line, long from, long to, boolean whole) {
        if (whole && to - from > HttpSettings.MAX_LINE_BYTES) {
            fail();
            return;
        }
        if (whole && isBlankLine(line, from, to)) {
            partial.clear();
            return;
        }
        switch (guess(line, from, to, whole)) {
            case START -> beginMessage(line, from, to, whole);
            case STRAY -> {
                addStray(line, from, to);
                state = whole ? State.LINE : State.STRAY;
                partial.clear();
            }
            case FOREIGN -> leave();
            case UNSURE -> {}
        }
    }

    private static boolean isBlankLine(MemorySegment line, long from, long to) {
        long length = to - from;
        return length == 1 || (length == 2 && line.get(ValueLayout.JAVA_BYTE, from) == '\r');
    }

    private void beginMessage(MemorySegment line, long from, long to, boolean whole) {
        if (!whole) {
            return;
        }
        if (!begin() || !message.addLine(line, from, (int) (to - from))) {
            leave();
            return;
        }
        partial.clear();
        lineStart = message.head().length();
        state = startLine();
    }

    private void addStray(MemorySegment line, long from, long to) {
        adopt();
        if (message != null) {
            message.addBody(line, from, (int) (to - from));
        }
    }

    /// White space alone does not say that a version was forgotten; headers do.
    private void readOld() {
        if (Ascii.skipSpace(memory, at, end) == end) {
            hold();
            return;
        }
        lineStart = message.head().length();
        state = State.HEADERS;
        MemorySegment newMemory = memory;
        long from = at;
        long to = end;
        read(held.memory(), held.address(), held.length());
        held.clear();
        memory = newMemory;
        at = from;
        end = to;
    }

    /// There was no version, and so there are no headers.
    void endOld() {
        message.addBody(held.memory(), held.address(), held.length());
        held.clear();
        complete();
    }

    private void readStray() {
        long feed = Ascii.find(memory, at, end, LINE_FEED);
        long to = Math.min(feed + 1, end);
        addStray(memory, at, to);
        at = to;
        state = feed < end ? State.LINE : State.STRAY;
    }

    private void readHeaders() {
        int headLength = message.head().length();
        long from = at;
        long next = at;
        while (next < end) {
            long feed = Ascii.find(memory, next, end, LINE_FEED);
            boolean whole = feed < end;
            long lineLength = headLength + (feed - from) - lineStart + (whole ? 1 : 0);
            if (lineLength > HttpSettings.MAX_LINE_BYTES) {
                fail();
                return;
            }
            next = whole ? feed + 1 : end;
            if (whole && endsHeaders(lineLength, feed, from)) {
                endHeaders(next);
                return;
            }
            lineStart += whole ? (int) lineLength : 0;
        }
        addHead(end);
    }

    private boolean endsHeaders(long lineLength, long feed, long from) {
        if (lineLength != 2) {
            return lineLength == 1;
        }
        byte before = feed > from
                ? memory.get(ValueLayout.JAVA_BYTE, feed - 1)
                : message.head().at(message.head().length() - 1);
        return before == '\r';
    }

    private boolean addHead(long to) {
        boolean fits = message.addHead(memory, at, (int) (to - at));
        at = to;
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

    private void addBody(long to) {
        message.addBody(memory, at, (int) (to - at));
        at = to;
    }

    /// Sets how long the body is that follows.
    State counted(long length) {
        remaining = length;
        return length == 0 ? State.LINE : State.COUNTED_BODY;
    }

    private void readDoubtful() {
        if (memory.get(ValueLayout.JAVA_BYTE, at) == 'H') {
            complete();
        } else {
            state = State.COUNTED_BODY;
        }
    }

    private void readCounted() {
        long count = Math.min(remaining, end - at);
        addBody(at + count);
        consumed(count);
    }

    private void consumed(long count) {
        remaining -= count;
        if (remaining == 0) {
            if (state == State.CHUNK_DATA) {
                state = State.CHUNK_END;
            } else {
                complete();
            }
        }
    }

    private void readChunkSize() {
        long feed = Ascii.find(memory, at, end, LINE_FEED);
        boolean whole = feed < end;
        if (!keep(whole ? feed + 1 : end)) {
            return;
        }
        ChunkSize.Kind kind = chunkSize.parse(partial, whole);
        switch (kind) {
            case UNSURE -> {}
            case BLANK -> partial.clear();
            case BAD -> {
                state = badChunkSize();
                if (state == State.ENDLESS_BODY) {
                    message.addBody(partial.memory(), partial.address(), partial.length());
                }
                partial.clear();
            }
            case SIZE -> {
                partial.clear();
                if (chunkSize.hasExtension()) {
                    chunkExtended();
                }
                remaining = chunkSize.value();
                state = remaining == 0 ? State.TRAILERS : State.CHUNK_DATA;
                lineStart = message.head().length();
            }
        }
    }

    private void readChunkEnd() {
        long feed = Ascii.find(memory, at, end, LINE_FEED);
        at = Math.min(feed + 1, end);
        state = feed < end ? State.CHUNK_SIZE : State.CHUNK_END;
    }

    private void hold() {
        held.append(memory, at, (int) (end - at));
        at = end;
    }

    /// What was held back is of this protocol after all.
    void resume() {
        if (state == State.HELD) {
            state = State.LINE;
            read(held.memory(), held.address(), held.length());
            held.clear();
        }
    }

    /// Decides about the beginning of a line that may be a message's or a stray one.
    void settleStray() {
        long from = partial.address();
        long to = from + partial.length();
        if (from < to && guess(partial.memory(), from, to, true) == Guess.STRAY) {
            addStray(partial.memory(), from, to);
            partial.clear();
            state = State.STRAY;
        }
    }

    /// Bytes that will never come. Headers go on behind them, and where a message may begin, one does.
    void gap(long lostBytes) {
        boolean goesOn = state == State.HEADERS || state == State.TRAILERS;
        if (goesOn || (state == State.LINE && partial.length() == 0)) {
            return;
        }
        if (message != null) {
            message.lose();
        }
        long inBody = state == State.COUNTED_BODY || state == State.CHUNK_DATA ? Math.min(remaining, lostBytes) : 0;
        if (inBody > 0) {
            consumed(inBody);
        }
        if (inBody < lostBytes && state != State.ENDLESS_BODY && state != State.ENDED && state != State.HELD) {
            partial.clear();
            complete();
            state = State.STRAY;
        }
    }

    /// Nothing more comes: what is there is all there is.
    void close() {
        if (state == State.LINE && partial.length() > 0) {
            takeLine(partial.memory(), partial.address(), partial.address() + partial.length(), true);
        }
        if (state == State.OLD) {
            endOld();
        } else if (state == State.HEADERS) {
            message.endHeaders(lineStart);
            message.reach(Stage.HEADERS);
        }
        complete();
        state = State.ENDED;
        partial.clear();
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
        partial.clear();
        complete();
        state = State.ENDED;
        return state;
    }

    boolean isFailed() {
        return failed;
    }

    /// The bytes of the last call that were not read.
    int unread() {
        return (int) (end - at);
    }
}
