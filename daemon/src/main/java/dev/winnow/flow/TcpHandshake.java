package dev.winnow.flow;

import dev.winnow.packet.TcpFlags;

/// Follows connections until they are established: three packets, or four and five where the server answers a SYN
/// with a SYN of its own (RFC 9293 section 3.5, with simultaneous open).
///
/// Where somebody sends two different SYNs, the one that is acknowledged counts. Threading: one thread.
final class TcpHandshake {
    private final StreamSettings settings;
    private final StreamAssembler assembler;
    private final StreamEvents events;
    private final boolean strict;

    TcpHandshake(StreamSettings settings, StreamAssembler assembler, StreamEvents events) {
        this.settings = settings;
        this.assembler = assembler;
        this.events = events;
        strict = settings.release() == ReleasePolicy.ON_ARRIVAL && settings.strict();
    }

    /// Takes a segment of a connection that is not established yet.
    ///
    /// @return whether it is established now, and the segment is to be looked at as part of it
    boolean accept(Flow flow, TcpSegment segment) {
        TcpSession session = flow.tcp;
        return switch (session.state) {
            case NONE -> first(flow, session, segment);
            case SYN_SENT ->
                flow.direction == Direction.TO_SERVER
                        ? clientRepeats(flow, session, segment)
                        : serverAnswers(flow, session, segment);
            case SYN_RECEIVED -> session.split ? split(flow, session, segment) : third(flow, session, segment);
            case ESTABLISHED, CLOSED -> false;
        };
    }

    private boolean first(Flow flow, TcpSession session, TcpSegment segment) {
        boolean picksUp = settings.midstream() && segment.has(TcpFlags.ACK);
        if (segment.isReset()) {
            events.note(StreamEvent.RST_BUT_NO_SESSION);
        } else if (segment.has(TcpFlags.FIN) && !(picksUp && segment.length() > 0)) {
            events.note(StreamEvent.FIN_BUT_NO_SESSION);
        } else if (segment.isSyn()) {
            openClient(flow, session, segment);
        } else if (segment.isSynAck()) {
            pickUpSynAck(flow, session, segment);
        } else if (picksUp) {
            session.midstream = true;
            session.oneSided = settings.asyncOneside();
            session.space(flow.direction).pickUp(segment.sequence());
            session.space(flow.direction.opposite()).pickUp(segment.acknowledgment());
            return establish(flow);
        }
        return false;
    }

    /// Data on a SYN is kept until the server has said whether it takes it (RFC 7413).
    private void openClient(Flow flow, TcpSession session, TcpSegment segment) {
        SequenceSpace client = session.toServer.sequence;
        segment.openInto(client);
        session.toClient.sequence.limit = segment.window();
        session.state = TcpState.SYN_SENT;
        if (segment.length() > 0) {
            client.next = segment.sentLength();
            assembler.segment(
                    flow,
                    Direction.TO_SERVER,
                    0,
                    segment.view().memory(),
                    segment.view().payloadOffset(),
                    segment.length());
        }
    }

    private void pickUpSynAck(Flow flow, TcpSession session, TcpSegment segment) {
        if (settings.midstream() || settings.asyncOneside()) {
            flow.reverse();
            session.midstream = true;
            session.oneSided = settings.asyncOneside();
            session.toServer.sequence.pickUp(segment.acknowledgment());
            segment.openInto(session.toClient.sequence);
            session.toClient.sequence.limit = SequenceSpace.NO_LIMIT;
            session.toServer.sequence.acknowledge(0, segment.window());
            session.negotiate();
            session.state = TcpState.SYN_RECEIVED;
        }
    }

    private boolean clientRepeats(Flow flow, TcpSession session, TcpSegment segment) {
        SequenceSpace client = session.toServer.sequence;
        if (segment.isSynAck()) {
            events.note(StreamEvent.HANDSHAKE_SYNACK_IN_WRONG_DIRECTION);
        } else if (segment.isSyn()) {
            offerAlternative(session, client, segment);
            noteSyn(session, client, segment);
        } else if (segment.isReset()) {
            noteUnaskedReset(segment);
            reset(flow, client.isExpected(client.place(segment.sequence())));
        } else if (segment.isAck() && settings.asyncOneside() && client.place(segment.sequence()) != client.next) {
            events.note(StreamEvent.HANDSHAKE_ASYNC_WRONG_SEQ);
        } else if (segment.isAck() && settings.asyncOneside()) {
            session.oneSided = true;
            client.limit = SequenceSpace.NO_LIMIT;
            session.toClient.sequence.pickUp(segment.acknowledgment());
            return establish(flow);
        }
        return false;
    }

    /// Nobody has answered, so that there is nothing to acknowledge.
    private void noteUnaskedReset(TcpSegment segment) {
        if (segment.has(TcpFlags.ACK) && segment.acknowledgment() != 0) {
            events.noteInvalidAck(StreamEvent.RST_INVALID_ACK);
        }
    }

    /// What tells SYNs apart is their timestamp, as in Suricata: a host that tries again has another one.
    private void noteSyn(TcpSession session, SequenceSpace client, TcpSegment segment) {
        long timestamp = segment.timestamp();
        if (timestamp >= 0
                && timestamp != client.timestamp
                && session.offers.isFlood((int) timestamp, HandshakeOffers.MAX_SYNS)) {
            events.note(StreamEvent.HANDSHAKE_SYN_FLOOD);
        }
    }

    private static void offerAlternative(TcpSession session, SequenceSpace space, TcpSegment segment) {
        if (segment.sequence() != space.initial) {
            session.hasAlternative = true;
            session.alternative = segment.sequence();
        }
    }

    private boolean serverAnswers(Flow flow, TcpSession session, TcpSegment segment) {
        if (segment.isReset()) {
            serverRefuses(flow, session, segment);
        } else if (segment.isSynAck()) {
            if (acknowledgesSyn(session, Direction.TO_SERVER, segment)) {
                openServer(flow, session, segment);
            } else {
                session.disputed = !strict;
                events.note(StreamEvent.HANDSHAKE_SYNACK_WITH_WRONG_ACK);
            }
        } else if (segment.isAck() && settings.asyncOneside()) {
            events.note(StreamEvent.HANDSHAKE_ASYNC_WRONG_SEQ);
        } else if (segment.isSyn()) {
            session.split = true;
            session.state = TcpState.SYN_RECEIVED;
            segment.openInto(session.toClient.sequence);
        }
        return false;
    }

    private void serverRefuses(Flow flow, TcpSession session, TcpSegment segment) {
        if (segment.has(TcpFlags.ACK)) {
            boolean right = acknowledgesSyn(session, Direction.TO_SERVER, segment);
            if (!right) {
                events.noteInvalidAck(StreamEvent.RST_INVALID_ACK);
            }
            reset(flow, right);
        }
    }

    /// Whether the segment acknowledges the other side's SYN, and perhaps data that came with it. An alternative that
    /// it acknowledges takes the SYN's place.
    ///
    /// @param way the SYN's
    private static boolean acknowledgesSyn(TcpSession session, Direction way, TcpSegment segment) {
        Stream stream = session.stream(way);
        if (session.hasAlternative && segment.acknowledgment() == session.alternative + 1) {
            session.hasAlternative = false;
            stream.segments.clear();
            stream.sequence.begin(session.alternative);
            return true;
        }
        long place = stream.sequence.place(segment.acknowledgment());
        return stream.sequence.known && place >= 0 && place <= stream.sequence.next;
    }

    private void openServer(Flow flow, TcpSession session, TcpSegment segment) {
        session.offers.clear();
        SequenceSpace client = session.toServer.sequence;
        segment.openInto(session.toClient.sequence);
        session.negotiate();
        session.hasAlternative = false;
        session.split = false;
        session.state = TcpState.SYN_RECEIVED;
        long place = client.place(segment.acknowledgment());
        if (place < client.next) {
            events.note(StreamEvent.HANDSHAKE_SYNACK_TFO_DATA_IGNORED);
            session.toServer.segments.clear();
            client.next = place;
        }
        client.acknowledge(place, segment.window());
        assembler.acknowledged(flow, Direction.TO_SERVER);
    }

    private boolean third(Flow flow, TcpSession session, TcpSegment segment) {
        SequenceSpace own = session.space(flow.direction);
        long place = own.place(segment.sequence());
        if (segment.isReset()) {
            reset(flow, own.isExpected(place));
        } else if (segment.isSyn()) {
            repeatedSyn(flow, own, segment);
        } else if (segment.isSynAck()) {
            repeatedSynAck(flow, session, segment);
        } else if (segment.isAck()) {
            return acknowledgment(flow, session, segment, place);
        }
        return false;
    }

    private void repeatedSyn(Flow flow, SequenceSpace own, TcpSegment segment) {
        if (flow.direction == Direction.TO_CLIENT) {
            events.note(StreamEvent.HANDSHAKE_SYN_TOCLIENT_ON_SYN_RECV);
        } else if (segment.sequence() != own.initial) {
            events.note(StreamEvent.HANDSHAKE_SYN_RESEND_DIFF_SEQ_ON_SYN_RECV);
        }
    }

    private void repeatedSynAck(Flow flow, TcpSession session, TcpSegment segment) {
        SequenceSpace client = session.toServer.sequence;
        if (flow.direction == Direction.TO_SERVER) {
            events.note(StreamEvent.HANDSHAKE_SYNACK_TOSERVER_ON_SYN_RECV);
        } else if (client.place(segment.acknowledgment()) != client.acked) {
            events.note(StreamEvent.HANDSHAKE_SYNACK_RESEND_WITH_DIFFERENT_ACK);
        } else {
            offerAlternative(session, session.toClient.sequence, segment);
            noteSynAck(session, segment);
        }
    }

    private void noteSynAck(TcpSession session, TcpSegment segment) {
        int sequence = segment.sequence();
        if (sequence != session.toClient.sequence.initial
                && session.offers.isFlood(sequence, HandshakeOffers.MAX_SYNACKS)) {
            events.note(StreamEvent.HANDSHAKE_SYNACK_FLOOD);
        }
    }

    private boolean acknowledgment(Flow flow, TcpSession session, TcpSegment segment, long place) {
        SequenceSpace own = session.space(flow.direction);
        Direction way = flow.direction.opposite();
        boolean right = flow.direction == Direction.TO_SERVER
                ? acknowledgesSyn(session, way, segment)
                : session.space(way).mayBeAcked(session.space(way).place(segment.acknowledgment()));
        boolean fits = place >= 0 && place <= own.limit;
        if (segment.has(TcpFlags.FIN)) {
            noteFin(right, fits);
        } else if (flow.direction == Direction.TO_CLIENT) {
            noteServersAck(session, segment, right, place == own.next);
        }
        if (right && fits && !(strict && events.areInvalid())) {
            flow.establishedBefore = flow.direction == Direction.TO_SERVER && segment.length() > 0 && place == own.next;
            return establish(flow);
        }
        if (!segment.has(TcpFlags.FIN) && flow.direction == Direction.TO_SERVER) {
            events.note(
                    place == own.next
                            ? StreamEvent.HANDSHAKE_RIGHT_SEQ_WRONG_ACK_EVASION
                            : StreamEvent.HANDSHAKE_WRONG_SEQ_WRONG_ACK);
        }
        return false;
    }

    private void noteFin(boolean right, boolean fits) {
        if (!right) {
            events.noteInvalidAck(StreamEvent.FIN_INVALID_ACK);
        } else if (!fits) {
            events.note(StreamEvent.FIN_OUT_OF_WINDOW);
        }
    }

    /// The server goes on though the client has not acknowledged its SYN/ACK, which it may do where it took data on the
    /// client's SYN (RFC 7413).
    private void noteServersAck(TcpSession session, TcpSegment segment, boolean right, boolean isNext) {
        SequenceSpace client = session.toServer.sequence;
        long acked = client.place(segment.acknowledgment());
        boolean inline = settings.release() == ReleasePolicy.ON_ARRIVAL;
        if (inline && session.midstream) {
            events.note(StreamEvent.HANDSHAKE_WRONG_SEQ_WRONG_ACK);
        } else if (inline && client.acked == 0) {
            boolean injects = right && isNext && acked <= client.next && segment.length() > 0;
            events.note(injects ? StreamEvent.HANDSHAKE_ACK_DATA_INJECT : StreamEvent.HANDSHAKE_ACK_IN_WRONG_DIR);
        } else if (!inline && acked <= client.next && (!isNext || acked < client.acked)) {
            events.note(StreamEvent.HANDSHAKE_WRONG_SEQ_WRONG_ACK);
        }
    }

    /// The server has sent a SYN alone: the client is to acknowledge it with a SYN/ACK, then the server that one.
    private boolean split(Flow flow, TcpSession session, TcpSegment segment) {
        boolean fromServer = flow.direction == Direction.TO_CLIENT;
        SequenceSpace own = session.space(flow.direction);
        if (segment.isReset()) {
            reset(flow, own.isExpected(own.place(segment.sequence())));
        } else if (segment.isSynAck() && fromServer) {
            return simultaneous(flow, session, segment);
        } else if (segment.isSynAck()) {
            answerSplit(session, segment);
        } else if (segment.isAck() && fromServer && session.splitAnswered) {
            return finishSplit(flow, session, segment);
        }
        return false;
    }

    private boolean simultaneous(Flow flow, TcpSession session, TcpSegment segment) {
        if (!acknowledgesSyn(session, Direction.TO_SERVER, segment)) {
            events.note(StreamEvent.HANDSHAKE_SYNACK_WITH_WRONG_ACK);
            return false;
        }
        boolean answered = session.splitAnswered && segment.sequence() == session.toClient.sequence.initial;
        openServer(flow, session, segment);
        if (answered) {
            establish(flow);
        }
        return false;
    }

    private void answerSplit(TcpSession session, TcpSegment segment) {
        if (session.toClient.sequence.place(segment.acknowledgment()) != 0) {
            events.note(StreamEvent.SPLIT_SYNACK_WITH_WRONG_ACK);
        } else if (segment.sequence() != session.toServer.sequence.initial) {
            events.note(StreamEvent.SPLIT_SYNACK_WITH_WRONG_SYN);
        } else {
            session.splitAnswered = true;
            session.negotiate();
            session.toClient.sequence.acknowledge(0, segment.window());
        }
    }

    private boolean finishSplit(Flow flow, TcpSession session, TcpSegment segment) {
        if (session.toClient.sequence.place(segment.sequence()) != 0) {
            events.note(StreamEvent.SPLIT_WRONG_SEQ);
        } else if (!acknowledgesSyn(session, Direction.TO_SERVER, segment)) {
            events.noteInvalidAck(StreamEvent.SPLIT_INVALID_ACK);
        } else {
            return establish(flow);
        }
        return false;
    }

    private static boolean establish(Flow flow) {
        flow.tcp.state = TcpState.ESTABLISHED;
        flow.established = true;
        flow.state = FlowState.ESTABLISHED;
        return true;
    }

    /// A connection whose bytes are judged on their way could still be alive: the RST may not reach its receiver.
    private void reset(Flow flow, boolean believed) {
        if (believed) {
            flow.state = FlowState.CLOSED;
            if (settings.release() == ReleasePolicy.ON_ACK) {
                flow.tcp.state = TcpState.CLOSED;
            }
        } else {
            flow.refused = strict;
        }
    }
}
