package dev.winnow.protocol.http2;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.AppParser;
import dev.winnow.protocol.Endpoints;
import dev.winnow.protocol.ObjectPool;
import dev.winnow.protocol.ParserFactory;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.protocol.http.Decompressors;

/// Lends HTTP/2 parsers. Threading: one thread.
public final class Http2Parsers implements ParserFactory {
    private final ObjectPool<Http2Parser> parsers;

    /// @param blocks outlives the parsers
    /// @param bodiesAtOnce each piece of a body is looked into as it comes, as it must be where packets can be
    ///     dropped; else only large pieces are, and the whole
    public Http2Parsers(ProtocolSettings settings, BlockPool blocks, boolean bodiesAtOnce) {
        Http2Settings http = Http2Settings.of(settings, bodiesAtOnce);
        Decompressors decompressors = new Decompressors(blocks);
        ObjectPool<Http2Transaction> pool =
                new ObjectPool<>(http.parsers(), () -> new Http2Transaction(http, settings, decompressors, blocks));
        parsers = new ObjectPool<>(
                http.parsers(),
                () -> new Http2Parser(this, http, new TransactionQueue<>(pool, http.transactions()), blocks));
    }

    @Override
    public AppParser take(Endpoints endpoints) {
        return parsers.take();
    }

    void takeBack(Http2Parser parser) {
        parsers.give(parser);
    }
}
