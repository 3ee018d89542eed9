package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.rule.syntax.AppProtocol;

/// What is odd about how a conversation's protocol shows itself, as `app-layer-event` has it. Threading: its flow's.
final class ProtocolOddities {
    private final Endpoints endpoints;
    private int events;
    private boolean mismatched;

    ProtocolOddities(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    void begin() {
        events = 0;
        mismatched = false;
    }

    /// Looks at a direction's beginning where the protocol was told by the other one.
    ///
    /// @param answer of [Opening#glance]
    /// @param changes how often the protocol has changed
    void compare(int answer, AppProtocol protocol, int changes) {
        AppProtocol told = ProtocolGuess.protocol(answer);
        if (told != null && told != protocol) {
            if (!mismatched) {
                note(
                        changes == 0
                                ? ConversationEvent.APPLAYER_MISMATCH_PROTOCOL_BOTH_DIRECTIONS
                                : ConversationEvent.APPLAYER_UNEXPECTED_PROTOCOL);
            }
            mismatched = true;
        } else if (answer == ProtocolGuess.NONE && isFirstOfStream(changes)) {
            noteOnlyOneDirection(protocol);
        }
    }

    /// Looks at which direction told the protocol.
    ///
    /// @param other the other direction
    /// @param changes how often the protocol had changed before
    void question(Opening teller, Opening other, AppProtocol protocol, int changes) {
        if (!isFirstOfStream(changes)) {
            return;
        }
        if (other.isUnknown()) {
            noteOnlyOneDirection(protocol);
        }
        if (protocol == AppProtocol.TLS && teller.direction() == Direction.TO_CLIENT && !other.hasBegun()) {
            note(ConversationEvent.APPLAYER_WRONG_DIRECTION_FIRST_DATA);
        }
    }

    /// Notes that behind a STARTTLS there is no TLS.
    void noTls() {
        note(ConversationEvent.APPLAYER_NO_TLS_AFTER_STARTTLS);
        note(ConversationEvent.APPLAYER_UNEXPECTED_PROTOCOL);
    }

    /// Servers of mail greet; what their visitors say is told by nothing, so that it is not odd if it was not.
    private void noteOnlyOneDirection(AppProtocol protocol) {
        if (protocol != AppProtocol.IMAP && protocol != AppProtocol.POP3) {
            note(ConversationEvent.APPLAYER_DETECT_PROTOCOL_ONLY_ONE_DIRECTION);
        }
    }

    private boolean isFirstOfStream(int changes) {
        return changes == 0 && endpoints.isStream();
    }

    private void note(ConversationEvent event) {
        events |= event.bit();
    }

    /// Whether the two directions look like different protocols.
    boolean isMismatched() {
        return mismatched;
    }

    /// What was odd since [#judged]: bits of [ConversationEvent].
    int events() {
        return events;
    }

    /// Says that rules have seen the events.
    void judged() {
        events = 0;
    }
}
