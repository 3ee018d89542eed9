package dev.winnow.protocol.http;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.Endpoints;
import dev.winnow.protocol.ObjectPool;
import dev.winnow.protocol.ParserFactory;
import dev.winnow.protocol.ProtocolSettings;

/// Lends HTTP/1 parsers and their transactions. Threading: one thread.
public final class HttpParserFactory implements ParserFactory {
    private final ObjectPool<HttpParser> parsers;
    private final ObjectPool<HttpTransaction> transactions;

    /// @param blocks outlives all parsers
    /// @param bodiesAtOnce each piece of a body is looked into as it comes, as it must be where packets can be
    ///     dropped; else only large pieces are, and the whole
    public HttpParserFactory(ProtocolSettings settings, BlockPool blocks, boolean bodiesAtOnce) {
        HttpSettings http = HttpSettings.of(settings, bodiesAtOnce);
        Decompressors decompressors = new Decompressors(blocks);
        parsers = new ObjectPool<>(http.parsers(), () -> new HttpParser(this, blocks, http.transactions()));
        transactions =
                new ObjectPool<>(http.parsers(), () -> new HttpTransaction(blocks, decompressors, http, settings));
    }

    @Override
    public HttpParser take(Endpoints endpoints) {
        return parsers.take();
    }

    void give(HttpParser parser) {
        parsers.give(parser);
    }

    /// A cleared transaction, or null if too many are lent.
    HttpTransaction takeTransaction() {
        return transactions.take();
    }

    void give(HttpTransaction transaction) {
        transactions.give(transaction);
    }
}
