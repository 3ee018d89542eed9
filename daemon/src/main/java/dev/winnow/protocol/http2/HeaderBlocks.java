package dev.winnow.protocol.http2;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;

/// Puts one direction's header blocks together out of their frames (RFC 9113, section 4.3), and decodes them.
///
/// Reused. Threading: its flow's.
final class HeaderBlocks {
    private static final int MAX_BYTES = 1 << 16;
    private static final int PRIORITY_LENGTH = 5;
    private static final int WEIGHT_AT = 4;
    private static final int PROMISE_LENGTH = 4;
    private static final int NO_STREAM = -1;

    private final HeaderDecoder decoder;
    private final GrowingBytes block;
    private final HeaderList unwanted;
    private final StreamNumbers unwantedNumbers = new StreamNumbers();
    private int stream = NO_STREAM;
    private boolean endsStream;

    HeaderBlocks(BlockPool blocks) {
        decoder = new HeaderDecoder(blocks);
        block = new GrowingBytes(blocks, MAX_BYTES);
        unwanted = new HeaderList(blocks);
    }

    void clear() {
        decoder.clear();
        block.clear();
        stream = NO_STREAM;
    }

    /// Some of a block is missing, so that later ones cannot be understood.
    void abandon() {
        decoder.abandon();
        block.clear();
    }

    /// The stream whose block is being put together.
    int stream() {
        return stream;
    }

    /// Whether the stream ends with the block.
    boolean endsStream() {
        return endsStream;
    }

    /// Begins a block with a HEADERS frame's payload.
    ///
    /// @return its priority; -1 if it has none
    int begin(int newStream, int flags, Octets payload) {
        beginBlock(newStream);
        endsStream = (flags & FrameType.END_STREAM) != 0;
        boolean hasPriority = (flags & FrameType.HAS_PRIORITY) != 0;
        int from = (flags & FrameType.PADDED) == 0 ? 0 : 1;
        append(payload, flags, from + (hasPriority ? PRIORITY_LENGTH : 0));
        return hasPriority ? payload.u8(from + WEIGHT_AT) : -1;
    }

    /// Begins a block with a PUSH_PROMISE frame's payload; [#stream] is the promised one.
    void beginPromise(int flags, Octets payload) {
        int from = (flags & FrameType.PADDED) == 0 ? 0 : 1;
        beginBlock(((payload.u16(from) & 0x7FFF) << 16) | (payload.u16(from + 2) & 0xFFFF));
        endsStream = false;
        append(payload, flags, from + PROMISE_LENGTH);
    }

    /// A block that is still open cannot be closed any more.
    private void beginBlock(int newStream) {
        if (stream != NO_STREAM) {
            abandon();
        }
        stream = newStream;
    }

    /// Goes on with a CONTINUATION frame's payload.
    void go(int newStream, Octets payload) {
        if (newStream == stream) {
            append(payload, 0, 0);
        } else {
            abandon();
        }
    }

    private void append(Octets payload, int flags, int from) {
        int padding = (flags & FrameType.PADDED) == 0 ? 0 : Math.max(payload.u8(0), 0);
        int length = payload.length() - from - padding;
        boolean fits =
                length == 0 || (length > 0 && block.append(payload.memory(), payload.offset(from), length) == length);
        if (!fits) {
            abandon();
        }
    }

    /// The block is whole: decodes it.
    ///
    /// @param side gets the headers; null if nobody wants them, though the table has to follow
    void end(StreamSide side) {
        stream = NO_STREAM;
        if (side == null) {
            decoder.decode(block, unwanted, unwantedNumbers);
            unwanted.clear();
            unwantedNumbers.clear();
        } else {
            decoder.decode(block, side.headers(), side.numbers());
        }
        block.clear();
    }
}
