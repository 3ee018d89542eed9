package dev.winnow.flow;

/// The sequence numbers of one direction, as places in its stream: the byte behind the SYN has place 0.
///
/// Places are 64 bits wide, so that they do not come round; what a number on the wire means is told by its distance to
/// the acknowledged place, which is less than 2^31 (RFC 9293 section 3.4).
final class SequenceSpace {
    /// No window was seen yet.
    static final long NO_LIMIT = Long.MAX_VALUE;
    /// No FIN was seen.
    static final long NO_FIN = Long.MAX_VALUE;
    /// Most that a window can be shifted (RFC 7323 section 2.3).
    static final int MAX_SCALE = 14;

    /// Whether the initial sequence number is known.
    boolean known;
    int initial;
    /// The place behind the last one that the sender used.
    long next;
    /// The place that the receiver expects, as far as it has told.
    long acked;
    /// The place that the sender may not reach, by the receiver's windows.
    long limit;
    /// The place of the FIN.
    long fin;
    /// By how much the windows that this sender advertises are shifted.
    int scale;

    SequenceSpace() {
        clear();
    }

    void clear() {
        known = false;
        initial = 0;
        next = 0;
        acked = 0;
        limit = NO_LIMIT;
        fin = NO_FIN;
        scale = 0;
    }

    /// @param sequence of the SYN
    void begin(int sequence) {
        known = true;
        initial = sequence;
        next = 0;
        acked = 0;
        limit = NO_LIMIT;
        fin = NO_FIN;
    }

    long place(int sequence) {
        return acked + (sequence - (initial + 1 + (int) acked));
    }

    boolean hasFin() {
        return fin != NO_FIN;
    }

    boolean finAcked() {
        return acked > fin;
    }

    /// The receiver expects `place` and takes `window` bytes from there on; windows do not shrink.
    void acknowledge(long place, long window) {
        acked = Math.max(acked, place);
        next = Math.max(next, acked);
        limit = limit == NO_LIMIT ? place + window : Math.max(limit, place + window);
    }
}
