package dev.winnow.flow;

import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import dev.winnow.packet.TcpOptions;

/// Follows TCP connections: handshake, sequence numbers, end (RFC 9293 section 3.10, seen from the path between).
///
/// Threading: one thread.
final class TcpTracker {
    private final StreamSettings settings;
    private final StreamAssembler assembler;
    private long events;

    TcpTracker(StreamSettings settings, StreamAssembler assembler) {
        this.settings = settings;
        this.assembler = assembler;
    }

    void clearEvents() {
        events = 0;
    }

    long events() {
        return events;
    }

    private void note(StreamEvent event) {
        events |= event.bit();
    }

    /// Whether the packet begins another connection between the ports of one that is over.
    boolean startsAnew(Flow flow, PacketView view) {
        return flow.tcp != null
                && flow.tcp.state == TcpState.CLOSED
                && (view.tcpFlags() & (TcpFlags.SYN | TcpFlags.ACK)) == TcpFlags.SYN;
    }

    void track(Flow flow, PacketView view) {
        int flags = view.tcpFlags();
        TcpSession session = flow.tcp;
        if ((flags & TcpFlags.ACK) == 0 && view.acknowledgment() != 0) {
            note(StreamEvent.PKT_BROKEN_ACK);
        }
        if ((flags & (TcpFlags.FIN | TcpFlags.SYN)) == (TcpFlags.FIN | TcpFlags.SYN)) {
            note(StreamEvent.FIN_SYN);
        }
        switch (session.state) {
            case NONE -> begin(flow, view, flags);
            case SYN_SENT -> answer(flow, view, flags);
            case SYN_RECEIVED -> complete(flow, view, flags);
            case ESTABLISHED -> proceed(flow, view, flags);
            case CLOSED -> {}
        }
    }

    private void begin(Flow flow, PacketView view, int flags) {
        if ((flags & TcpFlags.RST) != 0) {
            note(StreamEvent.RST_BUT_NO_SESSION);
        } else if ((flags & TcpFlags.FIN) != 0 && !settings.midstream()) {
            note(StreamEvent.FIN_BUT_NO_SESSION);
        } else if ((flags & TcpFlags.SYN) == 0) {
            pickUp(flow, view, flags);
        } else if ((flags & TcpFlags.ACK) == 0) {
            open(flow, view);
            flow.tcp.state = TcpState.SYN_SENT;
        }
    }

    private void open(Flow flow, PacketView view) {
        SequenceSpace space = flow.stream(flow.direction).sequence;
        space.begin(view.sequence());
        space.scale = Math.clamp(TcpOptions.windowScale(view), 0, SequenceSpace.MAX_SCALE);
        takeBytes(flow, view, 0);
    }

    private void pickUp(Flow flow, PacketView view, int flags) {
        if (settings.midstream() && (flags & TcpFlags.ACK) != 0) {
            flow.tcp.midstream = true;
            flow.stream(flow.direction).sequence.begin(view.sequence() - 1);
            flow.stream(flow.direction.opposite()).sequence.begin(view.acknowledgment() - 1);
            flow.tcp.toServer.sequence.scale = SequenceSpace.MAX_SCALE;
            flow.tcp.toClient.sequence.scale = SequenceSpace.MAX_SCALE;
            establish(flow);
            proceed(flow, view, flags);
        }
    }

    private static void establish(Flow flow) {
        flow.tcp.state = TcpState.ESTABLISHED;
        flow.state = FlowState.ESTABLISHED;
        flow.established = true;
    }

    private void answer(Flow flow, PacketView view, int flags) {
        boolean fromServer = flow.direction == Direction.TO_CLIENT;
        switch (flags & (TcpFlags.SYN | TcpFlags.ACK | TcpFlags.RST)) {
            case TcpFlags.SYN | TcpFlags.ACK -> {
                if (!fromServer) {
                    note(StreamEvent.HANDSHAKE_SYNACK_IN_WRONG_DIRECTION);
                } else if (!acknowledgesSyn(flow, view)) {
                    note(StreamEvent.HANDSHAKE_SYNACK_WITH_WRONG_ACK);
                } else {
                    open(flow, view);
                    flow.tcp.state = TcpState.SYN_RECEIVED;
                    acknowledge(flow, view, 0);
                }
            }
            case TcpFlags.RST | TcpFlags.ACK -> {
                if (fromServer && acknowledgesSyn(flow, view)) {
                    close(flow);
                }
            }
            default -> {}
        }
    }

    private static boolean acknowledgesSyn(Flow flow, PacketView view) {
        SequenceSpace other = flow.stream(flow.direction.opposite()).sequence;
        long place = other.place(view.acknowledgment());
        return other.known && place >= 0 && place <= other.next;
    }

    private void complete(Flow flow, PacketView view, int flags) {
        if ((flags & (TcpFlags.SYN | TcpFlags.ACK)) != TcpFlags.ACK || (flags & TcpFlags.RST) != 0) {
            if ((flags & TcpFlags.RST) != 0) {
                close(flow);
            }
            return;
        }
        SequenceSpace own = flow.stream(flow.direction).sequence;
        boolean rightSequence = own.place(view.sequence()) >= 0;
        if (acknowledgesSyn(flow, view) && rightSequence) {
            establish(flow);
            proceed(flow, view, flags);
        } else {
            note(rightSequence ? StreamEvent.HANDSHAKE_RIGHT_SEQ_WRONG_ACK : StreamEvent.HANDSHAKE_WRONG_SEQ_WRONG_ACK);
        }
    }

    private void proceed(Flow flow, PacketView view, int flags) {
        if ((flags & TcpFlags.SYN) != 0) {
            return;
        }
        SequenceSpace own = flow.stream(flow.direction).sequence;
        long place = own.place(view.sequence());
        if (place > own.limit) {
            note(StreamEvent.EST_PACKET_OUT_OF_WINDOW);
            return;
        }
        if ((flags & TcpFlags.RST) != 0) {
            close(flow);
            return;
        }
        if ((flags & TcpFlags.ACK) != 0) {
            acknowledge(flow, view, own.scale);
        }
        takeBytes(flow, view, place);
        if ((flags & TcpFlags.FIN) != 0) {
            own.fin = place + view.payloadLength();
            own.next = Math.max(own.next, own.fin + 1);
        }
        assembler.closeAtEnd(flow, flow.direction);
        if (flow.tcp.toServer.sequence.finAcked() && flow.tcp.toClient.sequence.finAcked()) {
            close(flow);
        }
    }

    private void acknowledge(Flow flow, PacketView view, int scale) {
        Direction way = flow.direction.opposite();
        SequenceSpace other = flow.stream(way).sequence;
        other.acknowledge(other.place(view.acknowledgment()), (long) view.window() << scale);
        assembler.acknowledged(flow, way);
    }

    private void takeBytes(Flow flow, PacketView view, long place) {
        int length = view.payloadLength();
        if (length > 0) {
            SequenceSpace own = flow.stream(flow.direction).sequence;
            own.next = Math.max(own.next, place + length);
            int result = assembler.segment(flow, flow.direction, place, view.memory(), view.payloadOffset(), length);
            if ((result & Insertion.DIFFERENT) != 0) {
                note(StreamEvent.REASSEMBLY_OVERLAP_DIFFERENT_DATA);
            } else if ((result & Insertion.OVERLAP) != 0) {
                note(StreamEvent.PKT_RETRANSMISSION);
            }
        }
    }

    private void close(Flow flow) {
        assembler.end(flow, Direction.TO_SERVER);
        assembler.end(flow, Direction.TO_CLIENT);
        flow.tcp.state = TcpState.CLOSED;
        flow.state = FlowState.CLOSED;
    }
}
