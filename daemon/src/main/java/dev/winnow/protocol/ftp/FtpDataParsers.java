package dev.winnow.protocol.ftp;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.AppParser;
import dev.winnow.protocol.BodyLimits;
import dev.winnow.protocol.Endpoints;
import dev.winnow.protocol.FileTransaction;
import dev.winnow.protocol.ObjectPool;
import dev.winnow.protocol.ParserFactory;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.rule.syntax.AppProtocol;

/// Lends parsers of the connections that FTP sends files over. Threading: one thread.
public final class FtpDataParsers implements ParserFactory {
    private final ObjectPool<FtpDataParser> parsers;

    /// @param blocks outlives the parsers
    public FtpDataParsers(ProtocolSettings settings, BlockPool blocks) {
        int conversations = settings.limits().conversations();
        BodyLimits limits = settings.limits().file();
        ObjectPool<FileTransaction> files =
                new ObjectPool<>(conversations, () -> new FileTransaction(AppProtocol.FTP_DATA, blocks, limits));
        parsers = new ObjectPool<>(conversations, () -> new FtpDataParser(this, new TransactionQueue<>(files, 2)));
    }

    @Override
    public AppParser take(Endpoints endpoints) {
        return parsers.take();
    }

    void takeBack(FtpDataParser parser) {
        parsers.give(parser);
    }
}
