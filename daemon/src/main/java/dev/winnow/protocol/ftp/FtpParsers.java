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

/// Lends parsers of FTP dialogues. Threading: one thread.
public final class FtpParsers implements ParserFactory {
    private final ObjectPool<FtpParser> parsers;
    private final Expectations expectations;
    private final boolean tellsBounces;

    /// @param blocks outlives the parsers
    /// @param expectations gets the connections that files take
    public FtpParsers(ProtocolSettings settings, BlockPool blocks, Expectations expectations) {
        this.expectations = expectations;
        tellsBounces = settings.asksFor(NumberField.FTP_BOUNCE);
        int conversations = settings.limits().conversations();
        int transactions = settings.limits().transactions();
        ObjectPool<FtpBounce> bounces = new ObjectPool<>(conversations, FtpBounce::new);
        parsers = new ObjectPool<>(
                conversations, () -> new FtpParser(this, blocks, new TransactionQueue<>(bounces, transactions)));
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

    Expectations expectations() {
        return expectations;
    }
}
