package dev.winnow.protocol.ssh;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.AppParser;
import dev.winnow.protocol.Endpoints;
import dev.winnow.protocol.ObjectPool;
import dev.winnow.protocol.ParserFactory;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.TransactionEvent;
import dev.winnow.rule.syntax.AppProtocol;

/// Lends SSH parsers. Threading: one thread.
public final class SshParsers implements ParserFactory {
    private final ObjectPool<SshParser> parsers;
    private final Hassh hassh = new Hassh();
    private final boolean readsOffers;
    private final boolean tellsEvents;

    /// @param blocks outlives the parsers
    public SshParsers(ProtocolSettings settings, BlockPool blocks) {
        int conversations = settings.limits().conversations();
        ObjectPool<SshTransaction> pool = new ObjectPool<>(conversations, () -> new SshTransaction(blocks));
        parsers = new ObjectPool<>(conversations, () -> new SshParser(this, blocks, new TransactionQueue<>(pool, 1)));
        tellsEvents = settings.asksForEventsOf(AppProtocol.SSH);
        readsOffers = settings.asksFor(Field.SSH_HASSH)
                || settings.asksFor(Field.SSH_HASSH_STRING)
                || settings.asksFor(Field.SSH_HASSH_SERVER)
                || settings.asksFor(Field.SSH_HASSH_SERVER_STRING)
                || settings.asksFor(TransactionEvent.SSH_RECORD);
    }

    @Override
    public AppParser take(Endpoints endpoints) {
        SshParser parser = parsers.take();
        if (parser != null) {
            parser.open();
        }
        return parser;
    }

    void takeBack(SshParser parser) {
        parsers.give(parser);
    }

    Hassh hassh() {
        return hassh;
    }

    /// Whether some rule asks what is odd about a side.
    boolean tellsEvents() {
        return tellsEvents;
    }

    boolean readsOffers() {
        return readsOffers;
    }
}
