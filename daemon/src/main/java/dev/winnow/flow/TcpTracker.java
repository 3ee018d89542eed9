package dev.winnow.flow;

import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;

/// Follows TCP connections: sequence numbers, windows, acknowledgments, the end (RFC 9293 section 3.10, RFC 7323, seen
/// from the path between the hosts).
///
/// What the receiver would not take is not taken here: bytes outside its window, acknowledgments of what was not sent,
/// timestamps of the past. Threading: one thread.
final class TcpTracker {
    /// A window for directions that nobody acknowledges.
    private static final int ANY_WINDOW = 1 << 30;
    /// By how much a timestamp may be older than the last one: Linux does not send another in the same millisecond.
    private static final int TIMESTAMP_TOLERANCE = 1;
    /// By how much more than by what it acknowledges a window may shrink, unless it is a small one.
    private static final int SHRINK_TOLERANCE = 32;
    private static final int SMALL_WINDOW = 1024;

    private final boolean onArrival;
    private final boolean strict;
    private final StreamAssembler assembler;
    private final StreamEvents events;
    private final TcpHandshake handshake;
    private final TcpSegment segment = new TcpSegment();

    TcpTracker(StreamSettings settings, StreamAssembler assembler, StreamEvents events) {
        onArrival = settings.release() == ReleasePolicy.ON_ARRIVAL;
        strict = onArrival && settings.strict();
        this.assembler = assembler;
        this.events = events;
        handshake = new TcpHandshake(settings, assembler, events);
    }

    /// Whether the packet begins another connection between the endpoints of one that is over, or of one that was
    /// never seen to begin.
    static boolean startsAnew(Flow flow, PacketView view) {
        boolean open = flow.tcp != null && flow.tcp.state != TcpState.NONE && flow.state != FlowState.CLOSED;
        int flags = view.tcpFlags() & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST);
        return flow.key.isTcp() && !open && flags == TcpFlags.SYN;
    }

    void track(Flow flow, PacketView view) {
        TcpSession session = flow.tcp;
        segment.read(view);
        if (!segment.has(TcpFlags.ACK) && segment.acknowledgment() != 0) {
            events.note(StreamEvent.PKT_BROKEN_ACK);
        }
        if (segment.isReset() && segment.length() > 0 && isOpen(flow, session)) {
            events.note(StreamEvent.RST_WITH_DATA);
        }
        boolean over = flow.state == FlowState.CLOSED;
        if (session.state == TcpState.ESTABLISHED || handshake.accept(flow, segment)) {
            proceed(flow, session);
        } else {
            refuse(flow, session.disputed);
        }
        flow.refused |= strict && !over && events.areInvalid();
    }

    private static boolean isOpen(Flow flow, TcpSession session) {
        return session.state != TcpState.NONE && flow.state != FlowState.CLOSED;
    }

    /// A segment was not taken, which its receiver may take.
    private void refuse(Flow flow, boolean perhapsTaken) {
        flow.refused |= onArrival && perhapsTaken && segment.length() > 0;
    }

    private void proceed(Flow flow, TcpSession session) {
        SequenceSpace own = session.space(flow.direction);
        if (segment.has(TcpFlags.SYN)) {
            noteRepeatedHandshake(flow, session, own);
            return;
        }
        long place = own.place(segment.sequence());
        boolean shrinks = shrinksAhead(own, session.space(flow.direction.opposite()), place);
        boolean isRepeated = isRepeated(own, place);
        session.confirmed |= flow.direction == Direction.TO_CLIENT && !isRepeated && segment.isPlainAck();
        noteOld(flow, session, own, place, isRepeated);
        if (shrinks) {
            events.note(StreamEvent.PKT_BAD_WINDOW_UPDATE);
            refuse(flow, true);
        } else if (isStale(session, own)) {
            events.note(StreamEvent.PKT_INVALID_TIMESTAMP);
            refuse(flow, true);
        } else if (segment.isReset()) {
            reset(flow, session, place);
        } else if (segment.has(TcpFlags.ACK) && isAcceptable(flow, session, place, isRepeated) && !isStrange(flow)) {
            take(flow, session, place);
        }
    }

    /// Whether the segment does not reach its receiver, so that it must change nothing here either.
    private boolean isStrange(Flow flow) {
        return strict && flow.state != FlowState.CLOSED && events.areInvalid();
    }

    /// Whether a packet from further on than anything that was seen takes back much of the window: somebody else's, who
    /// wants the connection to stall.
    private boolean shrinksAhead(SequenceSpace own, SequenceSpace other, long place) {
        long acked = other.place(segment.acknowledgment());
        if (place <= own.next || acked <= other.next || other.window == SequenceSpace.NO_LIMIT) {
            return false;
        }
        long window = window(own);
        long tolerated = acked - other.acked + (window > SMALL_WINDOW ? SHRINK_TOLERANCE : 0);
        return other.window - window > Math.max(tolerated, segment.sentLength());
    }

    private void noteRepeatedHandshake(Flow flow, TcpSession session, SequenceSpace own) {
        boolean sameSequence = segment.sequence() == own.initial;
        boolean toServer = flow.direction == Direction.TO_SERVER;
        long acked = session.space(flow.direction.opposite()).acked;
        if (segment.has(TcpFlags.FIN)) {
            noteFinWithSyn(flow, session, own);
        } else if (!session.phase.isOpen()) {
            events.note(StreamEvent.SHUTDOWN_SYN_RESEND);
        } else if (segment.isSyn() && !toServer) {
            events.note(StreamEvent.EST_SYN_TOCLIENT);
        } else if (segment.isSyn()) {
            events.note(sameSequence ? StreamEvent.EST_SYN_RESEND : StreamEvent.EST_SYN_RESEND_DIFF_SEQ);
        } else if (toServer && !session.splitAnswered) {
            events.note(StreamEvent.EST_SYNACK_TOSERVER);
        } else if (session.space(flow.direction.opposite()).place(segment.acknowledgment()) != acked) {
            events.note(StreamEvent.EST_SYNACK_RESEND_WITH_DIFFERENT_ACK);
        } else if (!sameSequence) {
            events.note(StreamEvent.EST_SYNACK_RESEND_WITH_DIFF_SEQ);
        } else if (session.confirmed) {
            events.note(StreamEvent.EST_SYNACK_RESEND);
        }
    }

    private void noteFinWithSyn(Flow flow, TcpSession session, SequenceSpace own) {
        long place = own.place(segment.sequence());
        if (segment.has(TcpFlags.ACK) && !isAckBelievable(session.space(flow.direction.opposite()))) {
            events.noteInvalidAck(session.phase.invalidAck(true));
        } else if (place < own.next || place > own.limit) {
            events.note(session.phase.outOfWindow(true));
        } else if (flow.direction == Direction.TO_SERVER) {
            events.note(StreamEvent.FIN_SYN);
        }
    }

    /// RFC 7323 section 5.3: a timestamp older than the last one is a copy's, and its segment is dropped; not a RST.
    private boolean isStale(TcpSession session, SequenceSpace own) {
        if (!session.stamped || segment.isReset()) {
            return false;
        }
        long timestamp = segment.timestamp();
        return timestamp >= 0 && (int) (timestamp - own.timestamp) < -TIMESTAMP_TOLERANCE;
    }

    /// @param isRepeated whether the segment brings nothing new, so that nothing is said of it
    private boolean isAcceptable(Flow flow, TcpSession session, long place, boolean isRepeated) {
        SequenceSpace own = session.space(flow.direction);
        boolean isBelievable = isAckBelievable(session.space(flow.direction.opposite()));
        if (isFinBehind(session.phase, own, place) && (isBelievable || !session.phase.isOpen())) {
            events.note(session.phase.outOfWindow(true));
        } else if (!isBelievable && !isRepeated && !repeatsFin(own, place)) {
            events.noteInvalidAck(session.phase.invalidAck(segment.has(TcpFlags.FIN)));
        } else if (place > own.limit) {
            events.note(session.phase.outOfWindow(segment.has(TcpFlags.FIN)));
        }
        return isBelievable && place <= own.limit;
    }

    /// Where the other side has closed, a copy of earlier bytes may have the FIN on it.
    private boolean isFinBehind(ClosingPhase phase, SequenceSpace own, long place) {
        boolean isCopy = segment.sentLength() > 0 && place + segment.sentLength() <= own.next;
        return segment.has(TcpFlags.FIN) && phase.isBehind(place, own) && (phase.isOpen() || !isCopy);
    }

    private boolean repeatsFin(SequenceSpace own, long place) {
        return segment.has(TcpFlags.FIN) && own.hasFin() && place < own.end();
    }

    /// Whether a receiver believes what the segment acknowledges. An old acknowledgment alone does no harm.
    private boolean isAckBelievable(SequenceSpace other) {
        long acked = other.place(segment.acknowledgment());
        return other.mayBeAcked(acked) && (isBare() || !other.isAckOutdated(acked));
    }

    private boolean isBare() {
        return segment.sentLength() == 0 && segment.isPlainAck();
    }

    /// Where nobody acknowledges, a segment does so itself; not the first one, because it does not belong to an
    /// established connection yet, and what it brings would be judged so.
    private void take(Flow flow, TcpSession session, long place) {
        SequenceSpace own = session.space(flow.direction);
        if (session.stamped && place <= own.next && segment.timestamp() >= 0) {
            own.timestamp = segment.timestamp();
        }
        acknowledge(flow, session, window(own));
        takeBytes(flow, own, place);
        if (segment.has(TcpFlags.FIN)) {
            finish(flow, session, own, place + segment.sentLength());
        }
        if (session.oneSided && flow.establishedBefore) {
            own.acknowledge(place + segment.sentLength(), ANY_WINDOW);
            assembler.acknowledged(flow, flow.direction);
        }
        advance(flow, session);
    }

    /// Whether all bytes of the segment were acknowledged before, and it is no probe that keeps a connection alive.
    private boolean isRepeated(SequenceSpace own, long place) {
        boolean keepsAlive = place == own.acked - 1;
        return segment.sentLength() > 0 && place + segment.sentLength() <= own.acked && !keepsAlive;
    }

    private void noteOld(Flow flow, TcpSession session, SequenceSpace own, long place, boolean isRepeated) {
        if (isRepeated) {
            events.note(StreamEvent.PKT_SPURIOUS_RETRANSMISSION);
            if (!session.phase.isOpen()) {
                events.note(StreamEvent.PKT_RETRANSMISSION);
            }
            if (place >= 0 && place + segment.sentLength() < own.acked) {
                noteBeforeLastAck(session.phase);
            }
        } else if (segment.isReset() || !isAckBelievable(session.space(flow.direction.opposite()))) {
            return;
        } else if (isBare() && place < own.acked - 1) {
            noteBeforeLastAck(session.phase);
        }
    }

    private void noteBeforeLastAck(ClosingPhase phase) {
        if (phase.isOpen()) {
            events.note(StreamEvent.EST_PKT_BEFORE_LAST_ACK);
        } else if (phase == ClosingPhase.CLOSE_WAIT) {
            events.note(StreamEvent.CLOSEWAIT_PKT_BEFORE_LAST_ACK);
        }
    }

    /// The window that the segment's sender tells; its scale is unknown where nobody has answered.
    private long window(SequenceSpace own) {
        return (long) segment.window() << Math.max(own.scale, 0);
    }

    private void acknowledge(Flow flow, TcpSession session, long window) {
        Direction way = flow.direction.opposite();
        SequenceSpace other = session.space(way);
        session.oneSided &= flow.packets(way) == 0;
        other.acknowledge(other.place(segment.acknowledgment()), window);
        assembler.acknowledged(flow, way);
    }

    /// Takes all bytes of a segment that begins in the receiver's window, as hosts do.
    private void takeBytes(Flow flow, SequenceSpace own, long place) {
        int length = segment.length();
        if (length == 0) {
            return;
        }
        if (own.hasFin() && !own.finAcked() && place + length > own.fin) {
            own.forgetFin();
        }
        own.next = Math.max(own.next, place + segment.sentLength());
        PacketView view = segment.view();
        flow.payloadInStream = true;
        int result = assembler.segment(flow, flow.direction, place, view.memory(), view.payloadOffset(), length);
        if ((result & Insertion.DIFFERENT) != 0) {
            events.note(StreamEvent.REASSEMBLY_OVERLAP_DIFFERENT_DATA);
            flow.refused = onArrival;
        }
        if (flow.direction == flow.tcp.resetBy) {
            events.note(StreamEvent.SUSPECTED_RST_INJECT);
            flow.tcp.resetBy = null;
            flow.state = FlowState.ESTABLISHED;
        }
    }

    private static void finish(Flow flow, TcpSession session, SequenceSpace own, long place) {
        SequenceSpace other = session.space(flow.direction.opposite());
        if (!own.finAcked() && place >= own.next) {
            own.fin = place;
            session.phase = session.phase.afterFin(flow.direction, other.finAcked());
        }
    }

    private void advance(Flow flow, TcpSession session) {
        assembler.closeAtEnd(flow, flow.direction);
        if (session.toClient.sequence.finAcked()) {
            session.phase = session.phase.afterServerFinAcked();
            if (session.toServer.sequence.finAcked()) {
                session.state = TcpState.CLOSED;
                flow.state = FlowState.CLOSED;
            }
        }
    }

    /// A RST counts where its receiver must believe it (RFC 5961 section 3.2): at the place that it expects. Bytes
    /// that are judged on their way are judged still: a RST need not reach its receiver.
    private void reset(Flow flow, TcpSession session, long place) {
        if (segment.has(TcpFlags.ACK) && !isAckBelievable(session.space(flow.direction.opposite()))) {
            events.noteInvalidAck(StreamEvent.RST_INVALID_ACK);
        }
        Stream stream = session.stream(flow.direction);
        boolean expected = stream.sequence.isExpected(place);
        boolean atFin = stream.sequence.finAcked() && place == stream.sequence.fin;
        flow.refused = strict && !expected && !atFin && flow.state != FlowState.CLOSED;
        boolean exact = !onArrival || stream.closed || place >= stream.released;
        if (!exact || !expected || isStrange(flow)) {
            return;
        }
        flow.state = FlowState.CLOSED;
        session.resetBy = flow.direction;
        if (!onArrival) {
            session.state = TcpState.CLOSED;
            assembler.end(flow, Direction.TO_SERVER);
            assembler.end(flow, Direction.TO_CLIENT);
        }
    }
}
