package dev.winnow.protocol;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What is odd about how a connection's protocol was told; `app-layer-event`, with Suricata's names.
public enum ConversationEvent {
    /// The two directions speak different protocols.
    APPLAYER_MISMATCH_PROTOCOL_BOTH_DIRECTIONS,
    /// The server spoke first, where clients have to.
    APPLAYER_WRONG_DIRECTION_FIRST_DATA,
    /// What one direction speaks is known, and the other does not look like any protocol.
    APPLAYER_DETECT_PROTOCOL_ONLY_ONE_DIRECTION,
    /// What follows a change of protocols is not what was agreed on.
    APPLAYER_UNEXPECTED_PROTOCOL,
    /// What follows a STARTTLS is not TLS.
    APPLAYER_NO_TLS_AFTER_STARTTLS;

    /// The event's bit in [Conversation#events].
    public int bit() {
        return 1 << ordinal();
    }

    /// The event that rules name so; empty where winnow does not raise it.
    public static Optional<ConversationEvent> named(String keyword) {
        return Arrays.stream(values())
                .filter(event -> event.name().toLowerCase(Locale.ROOT).equals(keyword))
                .findFirst();
    }
}
