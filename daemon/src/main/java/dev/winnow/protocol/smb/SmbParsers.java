package dev.winnow.protocol.smb;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.AppParser;
import dev.winnow.protocol.Endpoints;
import dev.winnow.protocol.FileTransaction;
import dev.winnow.protocol.ObjectPool;
import dev.winnow.protocol.ParserFactory;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.rule.syntax.AppProtocol;

/// Lends SMB parsers. Threading: one thread.
public final class SmbParsers implements ParserFactory {
    private final ObjectPool<SmbParser> parsers;

    /// @param blocks outlives the parsers
    public SmbParsers(ProtocolSettings settings, BlockPool blocks) {
        int conversations = settings.limits().conversations();
        int transactions = settings.limits().transactions();
        ObjectPool<FileTransaction> files =
                new ObjectPool<>(conversations, () -> new FileTransaction(AppProtocol.SMB, settings, blocks));
        parsers = new ObjectPool<>(
                conversations, () -> new SmbParser(this, blocks, new TransactionQueue<>(files, transactions)));
    }

    @Override
    public AppParser take(Endpoints endpoints) {
        return parsers.take();
    }

    void takeBack(SmbParser parser) {
        parsers.give(parser);
    }
}
