package dev.winnow.flow;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is odd about a TCP packet in its connection; `stream-event`.
///
/// The names that begin with a state are Suricata's for that state of the whole connection: CLOSEWAIT and LASTACK
/// after the client's FIN, FIN1, FIN2, CLOSING and TIMEWAIT after the server's.
public enum StreamEvent {
    HANDSHAKE_SYN_FLOOD("3whs_syn_flood"),
    HANDSHAKE_SYNACK_FLOOD("3whs_synack_flood"),
    HANDSHAKE_ACK_IN_WRONG_DIR("3whs_ack_in_wrong_dir"),
    HANDSHAKE_ACK_DATA_INJECT("3whs_ack_data_inject"),
    HANDSHAKE_ASYNC_WRONG_SEQ("3whs_async_wrong_seq"),
    HANDSHAKE_SYNACK_IN_WRONG_DIRECTION("3whs_synack_in_wrong_direction"),
    HANDSHAKE_SYNACK_WITH_WRONG_ACK("3whs_synack_with_wrong_ack"),
    HANDSHAKE_SYNACK_RESEND_WITH_DIFFERENT_ACK("3whs_synack_resend_with_different_ack"),
    HANDSHAKE_SYNACK_TOSERVER_ON_SYN_RECV("3whs_synack_toserver_on_syn_recv"),
    HANDSHAKE_SYNACK_TFO_DATA_IGNORED("3whs_synack_tfo_data_ignored"),
    HANDSHAKE_SYN_RESEND_DIFF_SEQ_ON_SYN_RECV("3whs_syn_resend_diff_seq_on_syn_recv"),
    HANDSHAKE_SYN_TOCLIENT_ON_SYN_RECV("3whs_syn_toclient_on_syn_recv"),
    HANDSHAKE_RIGHT_SEQ_WRONG_ACK_EVASION("3whs_right_seq_wrong_ack_evasion"),
    HANDSHAKE_WRONG_SEQ_WRONG_ACK("3whs_wrong_seq_wrong_ack"),
    SPLIT_SYNACK_WITH_WRONG_ACK("4whs_synack_with_wrong_ack"),
    SPLIT_SYNACK_WITH_WRONG_SYN("4whs_synack_with_wrong_syn"),
    SPLIT_WRONG_SEQ("4whs_wrong_seq"),
    SPLIT_INVALID_ACK("4whs_invalid_ack"),
    FIN_BUT_NO_SESSION,
    RST_BUT_NO_SESSION,
    FIN_SYN,
    FIN_INVALID_ACK,
    PKT_BAD_WINDOW_UPDATE,
    PKT_BROKEN_ACK,
    PKT_INVALID_ACK,
    PKT_INVALID_TIMESTAMP,
    PKT_RETRANSMISSION,
    PKT_SPURIOUS_RETRANSMISSION,
    RST_INVALID_ACK,
    SUSPECTED_RST_INJECT,
    SHUTDOWN_SYN_RESEND,
    EST_SYN_RESEND,
    EST_SYN_RESEND_DIFF_SEQ,
    EST_SYN_TOCLIENT,
    EST_SYNACK_RESEND,
    EST_SYNACK_RESEND_WITH_DIFFERENT_ACK,
    EST_SYNACK_RESEND_WITH_DIFF_SEQ,
    EST_SYNACK_TOSERVER,
    EST_PACKET_OUT_OF_WINDOW,
    EST_PKT_BEFORE_LAST_ACK,
    EST_INVALID_ACK,
    FIN_OUT_OF_WINDOW,
    CLOSEWAIT_ACK_OUT_OF_WINDOW,
    CLOSEWAIT_FIN_OUT_OF_WINDOW,
    CLOSEWAIT_PKT_BEFORE_LAST_ACK,
    CLOSEWAIT_INVALID_ACK,
    LASTACK_ACK_WRONG_SEQ,
    LASTACK_INVALID_ACK,
    FIN1_ACK_WRONG_SEQ,
    FIN1_FIN_WRONG_SEQ,
    FIN1_INVALID_ACK,
    FIN2_ACK_WRONG_SEQ,
    FIN2_FIN_WRONG_SEQ,
    FIN2_INVALID_ACK,
    CLOSING_ACK_WRONG_SEQ,
    CLOSING_INVALID_ACK,
    TIMEWAIT_ACK_WRONG_SEQ,
    TIMEWAIT_INVALID_ACK,
    RST_WITH_DATA,
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
