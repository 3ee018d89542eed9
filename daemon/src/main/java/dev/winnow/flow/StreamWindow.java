package dev.winnow.flow;

import dev.winnow.bindings.ffm.NativeMemory;
import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;
import java.lang.foreign.MemorySegment;

/// The last bytes of a stream in one run of memory: a tail that was inspected, and behind it what is fresh.
///
/// Inspected bytes before the tail are not shown, and let go for lack of room; fresh ones are not, up to
/// [BlockPool#MAX_BLOCK_BYTES]. Where the pool has no memory, the bytes that came last are shown where they came from,
/// without a tail.
final class StreamWindow {
    private static final MemorySegment MEMORY = NativeMemory.everything();
    /// A usual window's room, so that not every packet moves the tail.
    private static final int USUAL_TAILS = 3;

    private final BlockPool pool;
    private final int tailBytes;
    private long block = BlockPool.NONE;
    private int room;
    private int length;
    private int fresh;
    private long position;
    private MemorySegment lentMemory = MemorySegment.NULL;
    private long lentOffset;
    private int lentLength;

    /// @param tailBytes of inspected bytes that stay
    StreamWindow(BlockPool pool, int tailBytes) {
        this.pool = pool;
        this.tailBytes = tailBytes;
    }

    /// Adds fresh bytes.
    ///
    /// @param offset of the first byte in `source`, where it stays until the table is called again
    void append(MemorySegment source, long offset, int count) {
        if (!makeRoom(count)) {
            forgetAll();
            lentMemory = source;
            lentOffset = offset;
            lentLength = count;
            return;
        }
        MemorySegment.copy(source, offset, MEMORY, block + length, count);
        length += count;
    }

    /// Bytes are missing behind those that are here: patterns do not cross. Fresh bytes stay.
    void skip(long lostBytes) {
        keepFrom(fresh);
        position += lostBytes;
    }

    /// All bytes count as looked at.
    void inspected() {
        if (lentLength > 0) {
            forgetAll();
        }
        fresh = length;
        if (room > BlockPool.blockBytes(usualRoom())) {
            exchange(usualRoom());
        }
    }

    /// Gives the memory back.
    void clear() {
        forgetAll();
        position = 0;
    }

    /// Points `range` at the bytes, tail and fresh ones, until the table is called again.
    void into(ByteRange range) {
        if (lentLength > 0) {
            range.set(lentMemory, lentOffset, lentLength);
        } else {
            int hidden = unwanted();
            range.set(MEMORY, block + hidden, length - hidden);
        }
    }

    /// How many of the bytes shown were inspected.
    int freshOffset() {
        return Math.min(fresh, tailBytes);
    }

    /// The place in the stream of the first byte shown.
    long position() {
        return position + unwanted();
    }

    private int usualRoom() {
        return USUAL_TAILS * tailBytes;
    }

    private int unwanted() {
        return Math.max(0, fresh - tailBytes);
    }

    private boolean makeRoom(int count) {
        if (lentLength > 0) {
            return false;
        }
        if (length + count <= room) {
            return true;
        }
        int unwanted = unwanted();
        int needed = length - unwanted + count;
        if (needed <= room && room >= usualRoom()) {
            keepFrom(unwanted);
            return true;
        }
        return needed <= BlockPool.MAX_BLOCK_BYTES && exchange(unwanted > 0 ? Math.max(needed, usualRoom()) : needed);
    }

    private void keepFrom(int index) {
        length -= index;
        fresh -= index;
        position += index;
        MemorySegment.copy(MEMORY, block + index, MEMORY, block, length);
    }

    /// Moves the wanted bytes to another block.
    private boolean exchange(int newRoom) {
        long other = pool.take(newRoom);
        if (other == BlockPool.NONE) {
            return false;
        }
        keepFrom(unwanted());
        MemorySegment.copy(MEMORY, block, MEMORY, other, length);
        giveBack();
        block = other;
        room = BlockPool.blockBytes(newRoom);
        return true;
    }

    private void forgetAll() {
        position += length + lentLength;
        length = 0;
        fresh = 0;
        lentLength = 0;
        lentMemory = MemorySegment.NULL;
        giveBack();
    }

    private void giveBack() {
        if (block != BlockPool.NONE) {
            pool.give(block, room);
            block = BlockPool.NONE;
            room = 0;
        }
    }
}
