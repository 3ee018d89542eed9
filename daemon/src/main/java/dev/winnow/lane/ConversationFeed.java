package dev.winnow.lane;

import dev.winnow.flow.Direction;
import dev.winnow.flow.Flow;
import dev.winnow.flow.StreamListener;
import dev.winnow.packet.IpProtocol;
import dev.winnow.packet.PacketView;
import dev.winnow.protocol.Conversation;
import dev.winnow.protocol.Conversations;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/// Hands the bytes of flows to the conversations that they carry, and begins a conversation with a flow's first byte.
///
/// Threading: the judging thread. Allocates nothing: conversations are pooled.
final class ConversationFeed implements StreamListener {
    private Conversations conversations;
    private final Consumer<Flow> lastLook;
    private PacketView view;

    /// @param lastLook judges what is left to judge of a flow that ends
    ConversationFeed(Conversations conversations, Consumer<Flow> lastLook) {
        this.conversations = conversations;
        this.lastLook = lastLook;
    }

    /// Begins conversations among these from now on; those that are under way go on among the others.
    void use(Conversations others) {
        conversations.retire();
        conversations = others;
    }

    /// Says which packet the flow table is given next.
    void packet(PacketView newView) {
        view = newView;
    }

    /// Takes a packet of a protocol without streams.
    void datagram(Flow flow) {
        if (view.protocol() == IpProtocol.UDP && view.payloadLength() > 0) {
            bytes(flow, flow.direction(), view.memory(), view.payloadOffset(), view.payloadLength());
        }
    }

    @Override
    public void bytes(Flow flow, Direction direction, MemorySegment memory, long offset, int length) {
        Conversation conversation = conversationOf(flow);
        if (conversation != null) {
            conversation.bytes(direction, memory, offset, length);
        }
    }

    /// Reverses a flow whose bytes showed that its client is its server.
    void orient(Flow flow) {
        if (flow.attachment() instanceof Conversation conversation && conversation.takeReversal()) {
            flow.reverse();
        }
    }

    private Conversation conversationOf(Flow flow) {
        Conversation conversation = (Conversation) flow.attachment();
        if (conversation == null) {
            conversation = conversations.open(flow);
            flow.setAttachment(conversation);
        }
        return conversation;
    }

    @Override
    public void gap(Flow flow, Direction direction, long lostBytes) {
        if (flow.attachment() instanceof Conversation conversation) {
            conversation.gap(direction, lostBytes);
        }
    }

    @Override
    public void closed(Flow flow, Direction direction) {
        if (flow.attachment() instanceof Conversation conversation) {
            conversation.closed(direction);
        }
    }

    @Override
    public void ended(Flow flow) {
        orient(flow);
        lastLook.accept(flow);
        if (flow.attachment() instanceof Conversation conversation) {
            flow.setAttachment(null);
            conversation.release();
        }
    }
}
