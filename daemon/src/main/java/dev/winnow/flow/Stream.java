package dev.winnow.flow;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.ByteRange;

/// One direction of a TCP connection: its bytes in order, from the sender's SYN on, or from where it was picked up.
///
/// Valid as long as its flow. Threading: the table's.
public final class Stream {
    final SequenceSpace sequence = new SequenceSpace();
    final SegmentList segments;
    final StreamWindow window;
    private final Sightings sightings = new Sightings();
    /// The place behind the last byte that was handed on or lost.
    long released;
    /// The receiver's, once it was looked up.
    OverlapPolicy policy;
    boolean closed;
    boolean truncated;
    /// Bytes were lost, and none have come behind them yet.
    boolean endsInGap;

    Stream(BlockPool pool, StreamSettings settings) {
        segments = new SegmentList(pool);
        window = new StreamWindow(pool, settings.windowBytes());
    }

    void clear() {
        sequence.clear();
        segments.clear();
        window.clear();
        sightings.clear();
        released = 0;
        policy = null;
        closed = false;
        truncated = false;
        endsInGap = false;
    }

    /// Points `range` at the last bytes: some that were inspected before, for patterns that cross segments, and behind
    /// them the fresh ones. They stay until the table is called again. Empty without [StreamSettings#keepsWindows].
    public void window(ByteRange range) {
        window.into(range);
    }

    /// Where in the window the bytes begin that were not inspected yet; the window's length if there are none.
    public int freshOffset() {
        return window.freshOffset();
    }

    /// The place in the stream of the window's first byte.
    public long position() {
        return window.position();
    }

    /// What was found in the window so far; whoever searches it keeps this.
    public Sightings sightings() {
        return sightings;
    }

    /// Says that all bytes of the window were looked at.
    public void inspected() {
        window.inspected();
    }

    /// How far the sender's sequence numbers have come, its SYN and an acknowledged FIN counted, seen or not;
    /// `stream_size`. 0 for a direction that has not begun.
    public long bytesSeen() {
        return sequence.known ? sequence.next + 1 : 0;
    }

    /// Whether bytes are no longer handed on because `stream.reassembly.depth` is reached.
    public boolean isTruncated() {
        return truncated;
    }

    /// Whether the stream has come to its end.
    public boolean isClosed() {
        return closed;
    }
}
