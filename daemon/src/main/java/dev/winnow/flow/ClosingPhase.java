package dev.winnow.flow;

/// How far an established connection is on its way to its end, and what is said there of packets that do not fit.
enum ClosingPhase {
    OPEN(
            StreamEvent.EST_PACKET_OUT_OF_WINDOW,
            StreamEvent.FIN_OUT_OF_WINDOW,
            StreamEvent.EST_INVALID_ACK,
            StreamEvent.FIN_INVALID_ACK),
    /// The client has sent a FIN.
    CLOSE_WAIT(
            StreamEvent.CLOSEWAIT_ACK_OUT_OF_WINDOW,
            StreamEvent.CLOSEWAIT_FIN_OUT_OF_WINDOW,
            StreamEvent.CLOSEWAIT_INVALID_ACK),
    /// The client has sent a FIN, then the server.
    LAST_ACK(StreamEvent.LASTACK_ACK_WRONG_SEQ, StreamEvent.LASTACK_ACK_WRONG_SEQ, StreamEvent.LASTACK_INVALID_ACK),
    /// The server has sent a FIN.
    FIN_WAIT1(StreamEvent.FIN1_ACK_WRONG_SEQ, StreamEvent.FIN1_FIN_WRONG_SEQ, StreamEvent.FIN1_INVALID_ACK),
    /// The server has sent a FIN, and it was acknowledged.
    FIN_WAIT2(StreamEvent.FIN2_ACK_WRONG_SEQ, StreamEvent.FIN2_FIN_WRONG_SEQ, StreamEvent.FIN2_INVALID_ACK),
    /// The server has sent a FIN, then the client, which had not seen it.
    CLOSING(StreamEvent.CLOSING_ACK_WRONG_SEQ, StreamEvent.CLOSING_ACK_WRONG_SEQ, StreamEvent.CLOSING_INVALID_ACK),
    /// The server has sent a FIN, then the client, which had seen it.
    TIME_WAIT(StreamEvent.TIMEWAIT_ACK_WRONG_SEQ, StreamEvent.TIMEWAIT_ACK_WRONG_SEQ, StreamEvent.TIMEWAIT_INVALID_ACK);

    private final StreamEvent outOfWindow;
    private final StreamEvent finOutOfWindow;
    private final StreamEvent invalidAck;
    private final StreamEvent finInvalidAck;

    ClosingPhase(StreamEvent outOfWindow, StreamEvent finOutOfWindow, StreamEvent invalidAck) {
        this(outOfWindow, finOutOfWindow, invalidAck, invalidAck);
    }

    ClosingPhase(
            StreamEvent outOfWindow, StreamEvent finOutOfWindow, StreamEvent invalidAck, StreamEvent finInvalidAck) {
        this.outOfWindow = outOfWindow;
        this.finOutOfWindow = finOutOfWindow;
        this.invalidAck = invalidAck;
        this.finInvalidAck = finInvalidAck;
    }

    /// The phase behind a FIN.
    ///
    /// @param direction the FIN's
    /// @param otherFinAcked whether the FIN of the other side was acknowledged
    ClosingPhase afterFin(Direction direction, boolean otherFinAcked) {
        return switch (this) {
            case OPEN -> direction == Direction.TO_SERVER ? CLOSE_WAIT : FIN_WAIT1;
            case CLOSE_WAIT -> direction == Direction.TO_CLIENT ? LAST_ACK : this;
            case FIN_WAIT1, FIN_WAIT2 -> closedByServer(direction, otherFinAcked);
            case LAST_ACK, CLOSING, TIME_WAIT -> this;
        };
    }

    private ClosingPhase closedByServer(Direction direction, boolean otherFinAcked) {
        if (direction == Direction.TO_CLIENT) {
            return this;
        }
        return otherFinAcked ? TIME_WAIT : CLOSING;
    }

    /// The phase once the server's FIN was acknowledged.
    ClosingPhase afterServerFinAcked() {
        return switch (this) {
            case FIN_WAIT1 -> FIN_WAIT2;
            case CLOSING -> TIME_WAIT;
            case OPEN, CLOSE_WAIT, LAST_ACK, FIN_WAIT2, TIME_WAIT -> this;
        };
    }

    /// The same phase where the client turns out to be the server.
    ClosingPhase reversed() {
        return switch (this) {
            case OPEN -> OPEN;
            case CLOSE_WAIT -> FIN_WAIT1;
            case FIN_WAIT1, FIN_WAIT2 -> CLOSE_WAIT;
            case LAST_ACK -> CLOSING;
            case CLOSING, TIME_WAIT -> LAST_ACK;
        };
    }

    /// Whether the server has sent a FIN, and something of the client's is missing.
    boolean awaitsClient() {
        return switch (this) {
            case LAST_ACK, FIN_WAIT1, FIN_WAIT2, CLOSING -> true;
            case OPEN, CLOSE_WAIT, TIME_WAIT -> false;
        };
    }

    /// Whether a FIN lies too far back, as Suricata 7.0.10 judges it: behind what was acknowledged or, once a side
    /// has sent its FIN, behind anything that was sent. A FIN that comes again does so once it was acknowledged.
    ///
    /// @param place the FIN's
    /// @param own of its direction
    boolean isBehind(long place, SequenceSpace own) {
        return switch (this) {
            case OPEN -> place < own.acked;
            case CLOSE_WAIT -> place < own.next;
            case FIN_WAIT1, FIN_WAIT2 -> place < own.next - 1;
            case LAST_ACK, CLOSING, TIME_WAIT -> false;
        };
    }

    StreamEvent outOfWindow(boolean hasFin) {
        return hasFin ? finOutOfWindow : outOfWindow;
    }

    StreamEvent invalidAck(boolean hasFin) {
        return hasFin ? finInvalidAck : invalidAck;
    }

    boolean isOpen() {
        return this == OPEN;
    }
}
