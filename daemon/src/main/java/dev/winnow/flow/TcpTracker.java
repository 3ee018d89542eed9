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

    private final boolean onArrival;
    private final StreamAssembler assembler;
    private final StreamEvents events;
    private final TcpHandshake handshake;
    private final TcpSegment segment = new TcpSegment();

    TcpTracker(StreamSettings settings, StreamAssembler assembler, StreamEvents events) {
        onArrival = settings.release() == ReleasePolicy.ON_ARRIVAL;
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
        if (session.state == TcpState.ESTABLISHED || handshake.accept(flow, segment)) {
            proceed(flow, session);
        } else {
            refuse(flow, session.disputed);
        }
    }

    /// A segment was not taken, which its receiver may take.
    private void refuse(Flow flow, boolean perhapsTaken) {
        flow.ambiguous = onArrival && perhapsTaken && segment.length() > 0;
    }

    private void proceed(Flow flow, TcpSession session) {
        SequenceSpace own = session.space(flow.direction);
        if (segment.has(TcpFlags.SYN)) {
            noteRepeatedHandshake(flow, session, own);
            return;
        }
        long place = own.place(segment.sequence());
        if (isStale(session, own)) {
            events.note(StreamEvent.PKT_INVALID_TIMESTAMP);
            refuse(flow, true);
        } else if (segment.isReset()) {
            reset(flow, session, place);
        } else if (segment.has(TcpFlags.ACK) && isAcceptable(flow, session, place)) {
            take(flow, session, place);
        }
    }

    private void noteRepeatedHandshake(Flow flow, TcpSession session, SequenceSpace own) {
        boolean sameSequence = segment.sequence() == own.initial;
        boolean toServer = flow.direction == Direction.TO_SERVER;
        if (segment.has(TcpFlags.FIN)) {
            events.note(StreamEvent.FIN_SYN);
        } else if (segment.isSyn() && !session.phase.isOpen()) {
            events.note(StreamEvent.SHUTDOWN_SYN_RESEND);
        } else if (segment.isSyn() && !toServer) {
            events.note(StreamEvent.EST_SYN_TOCLIENT);
        } else if (segment.isSyn()) {
            events.note(sameSequence ? StreamEvent.EST_SYN_RESEND : StreamEvent.EST_SYN_RESEND_DIFF_SEQ);
        } else if (toServer && !session.splitAnswered) {
            events.note(StreamEvent.EST_SYNACK_TOSERVER);
        } else if (!sameSequence) {
            events.note(StreamEvent.EST_SYNACK_RESEND_WITH_DIFF_SEQ);
        } else if (segment.acknowledgment() != session.space(flow.direction.opposite()).initial + 1) {
            events.note(StreamEvent.EST_SYNACK_RESEND_WITH_DIFFERENT_ACK);
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

    private boolean isAcceptable(Flow flow, TcpSession session, long place) {
        SequenceSpace own = session.space(flow.direction);
        SequenceSpace other = session.space(flow.direction.opposite());
        if (place > own.limit) {
            events.note(session.phase.outOfWindow(segment.has(TcpFlags.FIN)));
            return false;
        }
        if (!other.mayBeAcked(other.place(segment.acknowledgment()))) {
            events.note(session.phase.invalidAck());
            events.note(StreamEvent.PKT_INVALID_ACK);
            return false;
        }
        return true;
    }

    private void take(Flow flow, TcpSession session, long place) {
        SequenceSpace own = session.space(flow.direction);
        noteRetransmission(session, own, place);
        if (session.stamped && place <= own.next && segment.timestamp() >= 0) {
            own.timestamp = segment.timestamp();
        }
        acknowledge(flow, session, own.scale);
        takeBytes(flow, own, place);
        if (segment.has(TcpFlags.FIN)) {
            finish(flow, session, own, place + segment.sentLength());
        }
        if (session.oneSided) {
            own.acknowledge(place + segment.sentLength(), ANY_WINDOW);
            assembler.acknowledged(flow, flow.direction);
        }
        advance(flow, session);
    }

    private void noteRetransmission(TcpSession session, SequenceSpace own, long place) {
        long end = place + segment.sentLength();
        boolean keepsAlive = place == own.acked - 1;
        if (segment.sentLength() == 0 || end > own.acked || keepsAlive) {
            return;
        }
        events.note(StreamEvent.PKT_SPURIOUS_RETRANSMISSION);
        if (session.phase.isOpen()) {
            if (end < own.acked) {
                events.note(StreamEvent.EST_PKT_BEFORE_LAST_ACK);
            }
            return;
        }
        events.note(StreamEvent.PKT_RETRANSMISSION);
        if (session.phase == ClosingPhase.CLOSE_WAIT && end < own.acked) {
            events.note(StreamEvent.CLOSEWAIT_PKT_BEFORE_LAST_ACK);
        }
    }

    private void acknowledge(Flow flow, TcpSession session, int scale) {
        Direction way = flow.direction.opposite();
        SequenceSpace other = session.space(way);
        session.oneSided &= flow.packets(way) == 0;
        other.acknowledge(other.place(segment.acknowledgment()), (long) segment.window() << scale);
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
            flow.ambiguous = onArrival;
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
        Stream stream = session.stream(flow.direction);
        boolean exact = !onArrival || stream.closed || place >= stream.released;
        if (!exact || !stream.sequence.isExpected(place)) {
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
