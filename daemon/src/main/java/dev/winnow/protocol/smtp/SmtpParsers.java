package dev.winnow.protocol.smtp;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.AppParser;
import dev.winnow.protocol.BodyLimits;
import dev.winnow.protocol.Endpoints;
import dev.winnow.protocol.ObjectPool;
import dev.winnow.protocol.ParserFactory;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.rule.option.Field;

/// Lends SMTP parsers. Threading: one thread.
public final class SmtpParsers implements ParserFactory {
    private final ObjectPool<SmtpParser> parsers;
    private final boolean readsFiles;

    /// @param blocks outlives the parsers
    public SmtpParsers(ProtocolSettings settings, BlockPool blocks) {
        int conversations = settings.limits().conversations();
        int transactions = settings.limits().transactions();
        BodyLimits limits = settings.limits().file();
        ObjectPool<SmtpTransaction> pool = new ObjectPool<>(conversations, () -> new SmtpTransaction(blocks, limits));
        parsers = new ObjectPool<>(
                conversations, () -> new SmtpParser(this, blocks, new TransactionQueue<>(pool, transactions)));
        readsFiles = settings.asksFor(Field.FILE_DATA) || settings.asksFor(Field.FILE_NAME);
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
