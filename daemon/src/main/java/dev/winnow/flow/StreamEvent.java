package dev.winnow.flow;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is odd about a TCP packet in its connection; `stream-event`.
public enum StreamEvent {
    HANDSHAKE_SYNACK_IN_WRONG_DIRECTION("3whs_synack_in_wrong_direction"),
    HANDSHAKE_SYNACK_WITH_WRONG_ACK("3whs_synack_with_wrong_ack"),
    HANDSHAKE_WRONG_SEQ_WRONG_ACK("3whs_wrong_seq_wrong_ack"),
    HANDSHAKE_RIGHT_SEQ_WRONG_ACK("3whs_right_seq_wrong_ack_evasion"),
    FIN_BUT_NO_SESSION,
    RST_BUT_NO_SESSION,
    EST_PACKET_OUT_OF_WINDOW,
    EST_INVALID_ACK,
    RST_INVALID_ACK,
    PKT_INVALID_ACK,
    PKT_BROKEN_ACK,
    PKT_RETRANSMISSION,
    FIN_SYN,
    REASSEMBLY_SEQ_GAP,
    REASSEMBLY_OVERLAP_DIFFERENT_DATA,
    REASSEMBLY_DEPTH_REACHED;

    private final String keyword;

    StreamEvent() {
        keyword = name().toLowerCase(Locale.ROOT);
    }

    StreamEvent(String keyword) {
        this.keyword = keyword;
    }

    /// The event's name in rules.
    public String keyword() {
        return keyword;
    }

    /// The event's bit in [FlowTable#events].
    public long bit() {
        return 1L << ordinal();
    }

    /// The event that rules name so; empty where winnow does not raise it.
    public static Optional<StreamEvent> named(String keyword) {
        return Arrays.stream(values())
                .filter(event -> event.keyword.equals(keyword))
                .findFirst();
    }
}
