package dev.winnow.flow;

import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.memory.BlockPool;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The bytes of one direction that wait: for others before them, or to be compared with copies that may come.
///
/// A list of pieces in order of their place in the stream, which do not overlap. Each is a block of native memory:
///
/// ```
///   0      8       16             24           32       36      40
///   | next | start | segmentStart | segmentEnd | length | room  | the bytes ...
/// ```
///
/// A piece keeps the bounds of the TCP segment that its bytes came with, because [OverlapPolicy] asks for them.
///
/// Bounded in pieces and by the pool. Threading: one thread.
final class SegmentList {
    /// So that finding the place of a segment costs microseconds at most.
    static final int MAX_PIECES = 2048;

    /// What [#seek] and [#next] answer where there is no piece.
    static final long NONE = BlockPool.NONE;

    private static final MemorySegment MEMORY = NativeMemory.everything();
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt HALF = ValueLayout.JAVA_INT;
    private static final int START = 8;
    private static final int SEGMENT_START = 16;
    private static final int SEGMENT_END = 24;
    private static final int LENGTH = 32;
    private static final int ROOM = 36;
    private static final int HEADER_LENGTH = 40;

    private final BlockPool pool;
    private long head = NONE;
    private long tail = NONE;
    private long recent = NONE;
    private int pieces;

    SegmentList(BlockPool pool) {
        this.pool = pool;
    }

    long head() {
        return head;
    }

    long next(long piece) {
        return MEMORY.get(WORD, piece);
    }

    long start(long piece) {
        return MEMORY.get(WORD, piece + START);
    }

    long end(long piece) {
        return start(piece) + length(piece);
    }

    /// The address of the piece's byte at `place`.
    long address(long piece, long place) {
        return piece + HEADER_LENGTH + (place - start(piece));
    }

    int pieces() {
        return pieces;
    }

    /// The first piece that ends behind `place`.
    long seek(long place) {
        if (head == NONE || end(head) > place) {
            return head;
        }
        long before = lastStartingBefore(place + 1);
        return end(before) > place ? before : next(before);
    }

    /// Adds a segment, or as much of it as there is memory for.
    ///
    /// @param start its first byte's place in the stream
    /// @return a set of [Insertion]'s bits
    int insert(OverlapPolicy policy, long start, MemorySegment source, long offset, int length) {
        int result = 0;
        long end = start + length;
        long at = start;
        while (at < end) {
            long piece = seek(at);
            long pieceStart = piece == NONE ? end : Math.min(end, start(piece));
            if (pieceStart > at) {
                result |= add(at, pieceStart, start, end, source, offset + (at - start));
                at = pieceStart;
            } else {
                long to = Math.min(end, end(piece));
                result |= overlap(policy, piece, at, to, start, end, source, offset + (at - start));
                at = to;
            }
        }
        return result;
    }

    /// Forgets all bytes before `place`; a piece of which bytes remain is kept whole.
    void dropBefore(long place) {
        while (head != NONE && end(head) <= place) {
            removeHead();
        }
    }

    void clear() {
        while (head != NONE) {
            removeHead();
        }
    }

    private void removeHead() {
        long piece = head;
        head = next(piece);
        if (piece == tail) {
            tail = NONE;
        }
        if (piece == recent) {
            recent = NONE;
        }
        pieces--;
        pool.give(piece, MEMORY.get(HALF, piece + ROOM));
    }

    private int length(long piece) {
        return MEMORY.get(HALF, piece + LENGTH);
    }

    /// The last piece that starts before `place`.
    private long lastStartingBefore(long place) {
        if (tail != NONE && start(tail) < place) {
            return tail;
        }
        long found = NONE;
        long piece = recent != NONE && start(recent) < place ? recent : head;
        while (piece != NONE && start(piece) < place) {
            found = piece;
            piece = next(piece);
        }
        recent = found == NONE ? recent : found;
        return found;
    }

    private int add(long from, long to, long segmentStart, long segmentEnd, MemorySegment source, long offset) {
        int length = (int) (to - from);
        long piece = make(length);
        if (piece == NONE) {
            return Insertion.REFUSED;
        }
        MemorySegment.copy(source, offset, MEMORY, piece + HEADER_LENGTH, length);
        describe(piece, from, segmentStart, segmentEnd);
        link(piece, lastStartingBefore(from));
        return Insertion.ADDED;
    }

    private long make(int length) {
        if (pieces == MAX_PIECES) {
            return NONE;
        }
        int room = HEADER_LENGTH + length;
        long piece = pool.take(room);
        if (piece != NONE) {
            MEMORY.set(HALF, piece + LENGTH, length);
            MEMORY.set(HALF, piece + ROOM, room);
        }
        return piece;
    }

    private static void describe(long piece, long start, long segmentStart, long segmentEnd) {
        MEMORY.set(WORD, piece + START, start);
        own(piece, segmentStart, segmentEnd);
    }

    private static void own(long piece, long segmentStart, long segmentEnd) {
        MEMORY.set(WORD, piece + SEGMENT_START, segmentStart);
        MEMORY.set(WORD, piece + SEGMENT_END, segmentEnd);
    }

    private void link(long piece, long before) {
        if (before == NONE) {
            MEMORY.set(WORD, piece, head);
            head = piece;
        } else {
            MEMORY.set(WORD, piece, next(before));
            MEMORY.set(WORD, before, piece);
        }
        if (before == tail) {
            tail = piece;
        }
        recent = piece;
        pieces++;
    }

    /// Both the piece and the segment have bytes `from` to `to`.
    private int overlap(
            OverlapPolicy policy,
            long piece,
            long from,
            long to,
            long segmentStart,
            long segmentEnd,
            MemorySegment source,
            long offset) {
        long address = address(piece, from);
        long length = to - from;
        boolean same = MemorySegment.mismatch(MEMORY, address, address + length, source, offset, offset + length) < 0;
        if (policy.prefersLater(
                MEMORY.get(WORD, piece + SEGMENT_START),
                MEMORY.get(WORD, piece + SEGMENT_END),
                segmentStart,
                segmentEnd)) {
            MemorySegment.copy(source, offset, MEMORY, address, length);
            cutOut(piece, from, to, segmentStart, segmentEnd);
        }
        return same ? Insertion.OVERLAP : Insertion.OVERLAP | Insertion.DIFFERENT;
    }

    /// Makes `from` to `to` a piece of its own, which belongs to another segment. Without memory for that the bytes
    /// stay with the segment they came with.
    private void cutOut(long piece, long from, long to, long segmentStart, long segmentEnd) {
        boolean alone = to == end(piece) || split(piece, to);
        if (from == start(piece)) {
            if (alone) {
                own(piece, segmentStart, segmentEnd);
            }
        } else if (alone && split(piece, from)) {
            own(next(piece), segmentStart, segmentEnd);
        }
    }

    /// Makes the bytes from `place` on a piece of their own.
    private boolean split(long piece, long place) {
        int rest = (int) (end(piece) - place);
        long right = make(rest);
        if (right == NONE) {
            return false;
        }
        MemorySegment.copy(MEMORY, address(piece, place), MEMORY, right + HEADER_LENGTH, rest);
        describe(right, place, MEMORY.get(WORD, piece + SEGMENT_START), MEMORY.get(WORD, piece + SEGMENT_END));
        MEMORY.set(HALF, piece + LENGTH, length(piece) - rest);
        link(right, piece);
        return true;
    }
}
