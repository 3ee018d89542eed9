package dev.winnow.protocol;

import dev.winnow.flow.Direction;
import dev.winnow.memory.BlockPool;
import dev.winnow.packet.PacketView;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.EnumMap;
import java.util.Map;

/// Lends the conversations of one thread from a bounded pool.
///
/// Threading: one thread. Ownership: a conversation is its flow's until [Conversation#release].
public final class Conversations {
    private final Map<AppProtocol, ParserFactory> factories;
    private final ObjectPool<Conversation> pool;
    private long refusals;

    /// @param blocks outlives all conversations
    /// @param factories of the protocols that are taken apart; others are told but not parsed
    public Conversations(ProtocolSettings settings, BlockPool blocks, Map<AppProtocol, ParserFactory> factories) {
        this.factories = new EnumMap<>(AppProtocol.class);
        this.factories.putAll(factories);
        ProtocolLimits limits = settings.limits();
        pool = new ObjectPool<>(limits.conversations(), () -> new Conversation(this, blocks, limits.detectBytes()));
    }

    /// Begins to follow the connection of which `packet` is one, on its way in `direction`.
    ///
    /// @return null if too many are followed, which is counted
    public Conversation open(PacketView packet, Direction direction) {
        Conversation conversation = pool.take();
        if (conversation == null) {
            refusals++;
            return null;
        }
        conversation.open(packet, direction);
        return conversation;
    }

    void takeBack(Conversation conversation) {
        pool.give(conversation);
    }

    AppParser parser(AppProtocol protocol, Endpoints endpoints) {
        ParserFactory factory = factories.get(protocol);
        return factory == null ? null : factory.take(endpoints);
    }

    /// Connections followed now.
    public int open() {
        return pool.lent();
    }

    /// How often a connection was not followed because there were too many.
    public long refusals() {
        return refusals;
    }
}
