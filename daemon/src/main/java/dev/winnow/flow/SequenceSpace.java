package dev.winnow.flow;

/// The sequence numbers of one direction, as places in its stream: the byte behind the SYN has place 0.
///
/// Places are 64 bits wide, so that they do not come round; what a number on the wire means is told by its distance to
/// the acknowledged place, which is less than 2^31 (RFC 9293 section 3.4).
final class SequenceSpace {
    /// The receiver's window is not known.
    static final long NO_LIMIT = Long.MAX_VALUE;
    /// Most that a window can be shifted (RFC 7323 section 2.3).
    static final int MAX_SCALE = 14;

    private static final long NO_FIN = Long.MAX_VALUE;

    /// Whether the initial sequence number is known.
    boolean known;
    /// The SYN's sequence number.
    int initial;
    /// The place behind the last byte that was sent; behind the FIN once that is acknowledged.
    long next;
    /// The place that the receiver expects, as far as it has told.
    long acked;
    /// The place that the sender may not reach, by the receiver's windows.
    long limit;
    /// How many bytes the receiver took when it told so last; [#NO_LIMIT] before that.
    long window;
    /// The most that the receiver ever took at once.
    long widest;
    /// The place of the FIN.
    long fin;
    /// By how much the windows that this sender advertises are shifted; -1 if it did not say.
    int scale;
    /// The sender's latest timestamp, unsigned 32 bits; -1 if it has sent none.
    long timestamp;

    SequenceSpace() {
        clear();
    }

    void clear() {
        begin(0);
        known = false;
        limit = 0;
        window = NO_LIMIT;
        widest = 0;
        scale = -1;
        timestamp = -1;
    }

    /// Starts over at the SYN. The receiver's window stays as it is.
    ///
    /// @param sequence of the SYN
    void begin(int sequence) {
        known = true;
        initial = sequence;
        next = 0;
        acked = 0;
        fin = NO_FIN;
    }

    /// Starts at bytes of which the first has this sequence number, without a SYN.
    void pickUp(int sequence) {
        begin(sequence - 1);
        limit = NO_LIMIT;
        scale = MAX_SCALE;
    }

    long place(int sequence) {
        return acked + (sequence - (initial + 1 + (int) acked));
    }

    boolean hasFin() {
        return fin != NO_FIN;
    }

    void forgetFin() {
        fin = NO_FIN;
    }

    boolean finAcked() {
        return acked > fin;
    }

    /// How far bytes may be handed on: not at all before the receiver has told of a window.
    long releaseLimit() {
        return limit > 0 ? NO_LIMIT : 0;
    }

    /// The place behind all that was sent, the FIN counted.
    long end() {
        return hasFin() ? Math.max(next, fin + 1) : next;
    }

    /// Whether the receiver may have got as far as `place`.
    boolean mayBeAcked(long place) {
        return place <= Math.max(limit, end());
    }

    /// Whether an acknowledgment of `place` is from too long ago to be believed (RFC 5961 section 5.2).
    boolean isAckOutdated(long place) {
        return place < acked - widest;
    }

    /// The receiver expects `place` and takes `newWindow` bytes from there on. Windows do not shrink.
    void acknowledge(long place, long newWindow) {
        acked = Math.max(acked, place);
        next = Math.max(next, acked);
        window = newWindow;
        widest = Math.max(widest, newWindow);
        limit = limit == NO_LIMIT ? place + newWindow : Math.max(limit, place + newWindow);
    }

    /// A place where the receiver takes a RST: it has acknowledged as much, and waits for no more than was sent.
    boolean isExpected(long place) {
        return place >= acked && place <= end();
    }
}
