package dev.winnow.protocol.ftp;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.AppParser;
import dev.winnow.protocol.Endpoints;
import dev.winnow.protocol.Expectations;
import dev.winnow.protocol.ObjectPool;
import dev.winnow.protocol.ParserFactory;
import dev.winnow.protocol.ProtocolSettings;

/// Lends parsers of FTP dialogues. Threading: one thread.
public final class FtpParsers implements ParserFactory {
    private final ObjectPool<FtpParser> parsers;
    private final Expectations expectations;

    /// @param blocks outlives the parsers
    /// @param expectations gets the connections that files take
    public FtpParsers(ProtocolSettings settings, BlockPool blocks, Expectations expectations) {
        this.expectations = expectations;
        parsers = new ObjectPool<>(settings.limits().conversations(), () -> new FtpParser(this, blocks));
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

    Expectations expectations() {
        return expectations;
    }
}
