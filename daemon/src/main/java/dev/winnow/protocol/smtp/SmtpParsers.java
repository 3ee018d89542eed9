package dev.winnow.protocol.smtp;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.AppParser;
import dev.winnow.protocol.Endpoints;
import dev.winnow.protocol.ObjectPool;
import dev.winnow.protocol.ParserFactory;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.TransactionQueue;

/// Lends SMTP parsers. Threading: one thread.
public final class SmtpParsers implements ParserFactory {
    private final ObjectPool<SmtpParser> parsers;
    private final boolean readsFiles;

    /// @param blocks outlives the parsers
    public SmtpParsers(ProtocolSettings settings, BlockPool blocks) {
        int conversations = settings.limits().conversations();
        int transactions = settings.limits().transactions();
        ObjectPool<SmtpTransaction> pool = new ObjectPool<>(conversations, () -> new SmtpTransaction(settings, blocks));
        parsers = new ObjectPool<>(
                conversations, () -> new SmtpParser(this, blocks, new TransactionQueue<>(pool, transactions)));
        readsFiles = settings.asksForFiles();
    }

    @Override
    public AppParser take(Endpoints endpoints) {
        SmtpParser parser = parsers.take();
        if (parser != null) {
            parser.open();
        }
        return parser;
    }

    void takeBack(SmtpParser parser) {
        parsers.give(parser);
    }

    boolean readsFiles() {
        return readsFiles;
    }
}
