package dev.winnow.protocol.ftp;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.AppParser;
import dev.winnow.protocol.Endpoints;
import dev.winnow.protocol.Expectations;
import dev.winnow.protocol.FileTransaction;
import dev.winnow.protocol.ObjectPool;
import dev.winnow.protocol.ParserFactory;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.rule.syntax.AppProtocol;

/// Lends parsers of the connections that FTP sends files over. Threading: one thread.
public final class FtpDataParsers implements ParserFactory {
    private final ObjectPool<FtpDataParser> parsers;
    private final Expectations expectations;

    /// @param blocks outlives the parsers
    /// @param expectations knows what the connections carry
    public FtpDataParsers(ProtocolSettings settings, BlockPool blocks, Expectations expectations) {
        this.expectations = expectations;
        int conversations = settings.limits().conversations();
        ObjectPool<FileTransaction> files =
                new ObjectPool<>(conversations, () -> new FileTransaction(AppProtocol.FTP_DATA, settings, blocks));
        parsers = new ObjectPool<>(
                conversations, () -> new FtpDataParser(this, blocks, new TransactionQueue<>(files, 2)));
    }

    @Override
    public AppParser take(Endpoints endpoints) {
        FtpDataParser parser = parsers.take();
        if (parser != null) {
            parser.open(expectations);
        }
        return parser;
    }

    void takeBack(FtpDataParser parser) {
        parsers.give(parser);
    }
}
