package dev.winnow.flow;

import java.util.EnumSet;

/// What was odd about the packet at hand. One thread.
final class StreamEvents {
    /// With one of these alone a segment still is one of its connection's, as in Suricata.
    private static final EnumSet<StreamEvent> TOLERATED = EnumSet.of(
            StreamEvent.HANDSHAKE_SYN_FLOOD,
            StreamEvent.HANDSHAKE_SYNACK_FLOOD,
            StreamEvent.HANDSHAKE_SYNACK_TFO_DATA_IGNORED,
            StreamEvent.PKT_BAD_WINDOW_UPDATE,
            StreamEvent.PKT_BROKEN_ACK,
            StreamEvent.PKT_INVALID_ACK,
            StreamEvent.PKT_RETRANSMISSION,
            StreamEvent.PKT_SPURIOUS_RETRANSMISSION,
            StreamEvent.SUSPECTED_RST_INJECT,
            StreamEvent.EST_PACKET_OUT_OF_WINDOW,
            StreamEvent.EST_PKT_BEFORE_LAST_ACK,
            StreamEvent.EST_INVALID_ACK,
            StreamEvent.CLOSEWAIT_PKT_BEFORE_LAST_ACK,
            StreamEvent.RST_WITH_DATA,
            StreamEvent.REASSEMBLY_SEQ_GAP,
            StreamEvent.REASSEMBLY_OVERLAP_DIFFERENT_DATA,
            StreamEvent.REASSEMBLY_DEPTH_REACHED);

    private static final long INVALID =
            EnumSet.complementOf(TOLERATED).stream().mapToLong(StreamEvent::bit).reduce(0, (bits, bit) -> bits | bit);

    private long bits;

    void clear() {
        bits = 0;
    }

    void note(StreamEvent event) {
        bits |= event.bit();
    }

    /// Notes an acknowledgment of what was never sent.
    ///
    /// @param event the same, by the state of the connection or by what else the packet is
    void noteInvalidAck(StreamEvent event) {
        note(event);
        note(StreamEvent.PKT_INVALID_ACK);
    }

    /// The bits of [StreamEvent].
    long bits() {
        return bits;
    }

    /// Whether the packet is none that its connection has at this point.
    boolean areInvalid() {
        return (bits & INVALID) != 0;
    }
}
