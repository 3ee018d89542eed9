package dev.winnow.protocol.ftp;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.AppParser;
import dev.winnow.protocol.Endpoints;
import dev.winnow.protocol.Expectations;
import dev.winnow.protocol.ObjectPool;
import dev.winnow.protocol.ParserFactory;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.syntax.AppProtocol;

/// Lends parsers of FTP dialogues. Threading: one thread.
public final class FtpParsers implements ParserFactory {
    private final ObjectPool<FtpParser> parsers;
    private final Expectations expectations;
    private final boolean tellsBounces;
    private final boolean tellsEvents;

    /// @param blocks outlives the parsers
    /// @param expectations gets the connections that files take
    public FtpParsers(ProtocolSettings settings, BlockPool blocks, Expectations expectations) {
        this.expectations = expectations;
        tellsBounces = settings.asksFor(NumberField.FTP_BOUNCE);
        tellsEvents = settings.asksForEventsOf(AppProtocol.FTP);
        int conversations = settings.limits().conversations();
        int transactions = settings.limits().transactions();
        ObjectPool<FtpTransaction> pool = new ObjectPool<>(conversations, FtpTransaction::new);
        parsers = new ObjectPool<>(
                conversations, () -> new FtpParser(this, blocks, new TransactionQueue<>(pool, transactions)));
    }

    @Override
    public AppParser take(Endpoints endpoints) {
        FtpParser parser = parsers.take();
        if (parser != null) {
            parser.open(endpoints);
        }
        return parser;
    }

    void takeBack(FtpParser parser) {
        parsers.give(parser);
    }

    /// Whether some rule asks for them.
    boolean tellsBounces() {
        return tellsBounces;
    }

    /// Whether some rule asks what is odd about lines.
    boolean tellsEvents() {
        return tellsEvents;
    }

    Expectations expectations() {
        return expectations;
    }
}
