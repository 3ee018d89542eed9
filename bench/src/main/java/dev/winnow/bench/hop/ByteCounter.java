package dev.winnow.bench.hop;

import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.flow.StreamListener;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Counts what streams hand on, and sums up the first byte of each piece, so that order is seen.
final class ByteCounter implements StreamListener {
    private long bytes;
    private long checksum;

    @Override
    public void bytes(Flow flow, Direction direction, MemorySegment memory, long offset, int length) {
        bytes += length;
        checksum = 31 * checksum + memory.get(ValueLayout.JAVA_BYTE, offset);
    }

    @Override
    public void gap(Flow flow, Direction direction, long lostBytes) {
        checksum = 0;
    }

    @Override
    public void closed(Flow flow, Direction direction) {}

    @Override
    public void ended(Flow flow) {}

    /// Starts over.
    void forget() {
        bytes = 0;
        checksum = 0;
    }

    /// Bytes so far.
    long bytes() {
        return bytes;
    }

    /// Of the first bytes of the pieces, in order.
    long checksum() {
        return checksum;
    }
}
