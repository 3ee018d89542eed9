package dev.winnow.detect;

import dev.winnow.flow.StreamEvent;
import dev.winnow.protocol.Conversation;
import dev.winnow.protocol.ConversationEvent;
import dev.winnow.protocol.Detection;
import dev.winnow.protocol.Transaction;
import dev.winnow.rule.option.AppLayerProtocol;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.option.TransactionOption.CertificateAge;
import dev.winnow.rule.syntax.AppProtocol;

/// One keyword of a rule that asks for more than the packet's headers: its flow, what the flow speaks, the transaction.
/// Immutable, any thread; allocates nothing.
interface ContextCondition {
    long NS_PER_SECOND = 1_000_000_000L;

    boolean test(PacketContext packet);

    /// The protocol of a rule's header.
    static ContextCondition speaks(AppProtocol protocol) {
        return packet -> packet.transaction != null
                ? protocol.covers(packet.transaction.protocol())
                : packet.protocol != null && protocol.covers(packet.protocol);
    }

    private static IllegalArgumentException untold(String keyword, String name) {
        return new IllegalArgumentException("`" + keyword + "`: the event `" + name + "` is not told");
    }

    /// `app-layer-event` about how the protocol was told.
    ///
    /// @throws IllegalArgumentException for an event that winnow does not tell
    static ContextCondition ofConversation(String name) {
        int bit = ConversationEvent.named(name)
                .orElseThrow(() -> untold("app-layer-event", name))
                .bit();
        return packet -> packet.conversation != null && (packet.conversation.events() & bit) != 0;
    }

    /// `stream-event`.
    ///
    /// @throws IllegalArgumentException for an event that winnow does not tell
    static ContextCondition ofStream(String name) {
        long bit = StreamEvent.named(name)
                .orElseThrow(() -> untold("stream-event", name))
                .bit();
        return packet -> packet.flow != null && (packet.flow.streamEvents() & bit) != 0;
    }

    /// `app-layer-protocol`. As long as nothing is known of the packet's direction it says nothing, negated or not.
    ///
    /// @param isAlone whether the rule asks for nothing else of packets, and so is told when the protocol is
    static ContextCondition of(AppLayerProtocol option, boolean isAlone) {
        return packet -> {
            AppProtocol spoken = packet.protocol;
            Conversation conversation = packet.conversation;
            boolean isKnown = conversation != null
                    && (isAlone ? conversation.isNews(packet.direction) : conversation.isTold(packet.direction));
            if (!isKnown || (spoken == null && !hasFailed(conversation))) {
                return false;
            }
            boolean holds = option.protocol()
                    .map(protocol -> spoken != null && protocol.covers(spoken))
                    .orElse(spoken == null);
            return holds != option.negated();
        };
    }

    /// `tls_cert_expired` and `tls_cert_valid`.
    static ContextCondition of(CertificateAge option) {
        return packet -> {
            long notAfter = packet.transaction == null
                    ? Transaction.NO_NUMBER
                    : packet.transaction.number(NumberField.TLS_NOT_AFTER, packet.direction, 0);
            long now = Math.floorDiv(packet.view.timestampNs(), NS_PER_SECOND);
            return notAfter != Transaction.NO_NUMBER && option.holds(notAfter, now);
        };
    }

    private static boolean hasFailed(Conversation conversation) {
        return conversation != null && conversation.detection() == Detection.FAILED;
    }
}
