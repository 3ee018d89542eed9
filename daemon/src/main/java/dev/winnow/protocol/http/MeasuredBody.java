package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;

/// Measures out bodies of which it is told how long they are: at once, or chunk by chunk (RFC 9112, 6.2 and 7.1).
///
/// Threading: its reader's.
final class MeasuredBody {
    private final ChunkSize chunkSize = new ChunkSize();
    /// A chunk's first line.
    private final LineCollector sizeLine;

    private long remaining;

    MeasuredBody(BlockPool blocks) {
        sizeLine = new LineCollector(blocks);
    }

    /// Forgets what is kept of a chunk's first line.
    void clear() {
        sizeLine.clear();
    }

    /// Says how long the body is that follows.
    void begin(long length) {
        remaining = length;
    }

    /// Gives a message what there is of the body or the chunk.
    ///
    /// @return whether that was all of it
    boolean read(Piece piece, Message message) {
        long count = Math.min(remaining, piece.length());
        message.addBody(piece.memory(), piece.at(), (int) count);
        piece.readTo(piece.at() + count);
        remaining -= count;
        return remaining == 0;
    }

    /// Passes over bytes that will never come.
    ///
    /// @return how many of them were of the body or the chunk
    long skip(long lostBytes) {
        long count = Math.min(remaining, lostBytes);
        remaining -= count;
        return count;
    }

    boolean isOver() {
        return remaining == 0;
    }

    /// Takes a chunk's first line, or a part of it.
    ///
    /// @return what it says; [ChunkSize.Kind#BAD] leaves the line for [#giveSizeLine]
    ChunkSize.Kind readSize(Piece piece) {
        if (!sizeLine.take(piece)) {
            return ChunkSize.Kind.TOO_LONG;
        }
        ChunkSize.Kind kind = chunkSize.parse(sizeLine);
        if (kind == ChunkSize.Kind.SIZE) {
            remaining = chunkSize.value();
        }
        if (kind == ChunkSize.Kind.SIZE || kind == ChunkSize.Kind.BLANK) {
            sizeLine.clear();
        }
        return kind;
    }

    /// Whether something is said behind the size of the chunk that follows.
    boolean hasExtension() {
        return chunkSize.hasExtension();
    }

    /// Gives a message a line that was taken for a size, as bytes of its body.
    void giveSizeLine(Message message) {
        message.addBody(sizeLine.memory(), sizeLine.from(), sizeLine.length());
        sizeLine.clear();
    }
}
