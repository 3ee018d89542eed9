package dev.winnow.protocol;

import dev.winnow.flow.Flow;
import dev.winnow.memory.BlockPool;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.EnumMap;
import java.util.Map;

/// Lends the conversations of one thread from a bounded pool.
///
/// Threading: one thread. Ownership: a conversation is its flow's until [Conversation#release].
public final class Conversations {
    private final ProtocolSettings settings;
    private final Map<AppProtocol, ParserFactory> factories;
    private final Expectations expectations;
    private final ProtocolGuess guess;
    private final Ciphertext ciphertext;
    private final ObjectPool<Conversation> pool;
    private long refusals;
    private boolean current = true;

    /// Conversations whose parsers announce no others.
    ///
    /// @param blocks outlives all conversations
    /// @param factories of the protocols that are taken apart; others are told but not parsed
    public Conversations(ProtocolSettings settings, BlockPool blocks, Map<AppProtocol, ParserFactory> factories) {
        this(settings, blocks, factories, new Expectations(2), false);
    }

    /// @param blocks outlives all conversations
    /// @param factories of the protocols that are taken apart; others are told but not parsed
    /// @param expectations connections that the parsers know of before they come
    /// @param atOnce whether requests must be told before they are answered
    public Conversations(
            ProtocolSettings settings,
            BlockPool blocks,
            Map<AppProtocol, ParserFactory> factories,
            Expectations expectations,
            boolean atOnce) {
        this.settings = settings;
        this.expectations = expectations;
        guess = new ProtocolGuess(atOnce);
        ciphertext = settings.ciphertext();
        this.factories = new EnumMap<>(AppProtocol.class);
        this.factories.putAll(factories);
        ProtocolLimits limits = settings.limits();
        pool = new ObjectPool<>(limits.conversations(), () -> new Conversation(this, blocks, limits.detectBytes()));
    }

    /// Begins to follow a flow.
    ///
    /// @return null if too many are followed, which is counted
    public Conversation open(Flow flow) {
        Conversation conversation = take();
        if (conversation != null) {
            conversation.endpoints().set(flow);
            conversation.begin();
        }
        return conversation;
    }

    /// Says that others are opened from now on, for rules that ask for other things; those that are open go on as they
    /// began.
    public void retire() {
        current = false;
    }

    boolean isCurrent() {
        return current;
    }

    /// What their parsers are made for.
    public ProtocolSettings settings() {
        return settings;
    }

    /// A conversation whose ends are not set yet, or null.
    Conversation take() {
        Conversation conversation = pool.take();
        refusals += conversation == null ? 1 : 0;
        return conversation;
    }

    /// The protocol that was announced for a connection, or null.
    AppProtocol expected(Endpoints endpoints) {
        return expectations.take(endpoints.serverHigh(), endpoints.serverLow(), endpoints.serverPort());
    }

    ProtocolGuess guess() {
        return guess;
    }

    Ciphertext ciphertext() {
        return ciphertext;
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
