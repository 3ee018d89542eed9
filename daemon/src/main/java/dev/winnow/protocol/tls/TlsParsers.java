package dev.winnow.protocol.tls;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.AppParser;
import dev.winnow.protocol.Endpoints;
import dev.winnow.protocol.ObjectPool;
import dev.winnow.protocol.ParserFactory;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.TransactionQueue;
import dev.winnow.rule.option.Field;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.Optional;

/// Lends TLS parsers. Threading: one thread.
public final class TlsParsers implements ParserFactory {
    private static final int TRANSACTIONS_OF_A_CONNECTION = 1;

    private final ObjectPool<TlsParser> parsers;

    /// @param blocks outlives the parsers
    public TlsParsers(ProtocolSettings settings, BlockPool blocks) {
        int conversations = settings.limits().conversations();
        TlsTools tools = new TlsTools(
                HexDigest.md5(),
                HexDigest.sha1(),
                new Ja4(blocks),
                new DistinguishedName(),
                readsHellos(settings),
                readsCertificates(settings),
                settings.asksForEventsOf(AppProtocol.TLS));
        ObjectPool<TlsTransaction> pool = new ObjectPool<>(conversations, () -> new TlsTransaction(tools, blocks));
        parsers = new ObjectPool<>(
                conversations, () -> new TlsParser(this, new TransactionQueue<>(pool, TRANSACTIONS_OF_A_CONNECTION)));
    }

    private static boolean readsHellos(ProtocolSettings settings) {
        return settings.asksFor(NumberField.TLS_VERSION)
                || settings.asksFor(NumberField.TLS_STATE)
                || readsCertificates(settings)
                || settings.asksForEventsOf(AppProtocol.TLS)
                || settings.fields().stream().anyMatch(field -> field.protocol().equals(Optional.of(AppProtocol.TLS)));
    }

    private static boolean readsCertificates(ProtocolSettings settings) {
        return settings.asksForEventsOf(AppProtocol.TLS)
                || settings.asksFor(Field.TLS_CERT_SUBJECT)
                || settings.asksFor(Field.TLS_CERT_ISSUER)
                || settings.asksFor(Field.TLS_CERT_SERIAL)
                || settings.asksFor(Field.TLS_CERT_FINGERPRINT)
                || settings.asksFor(Field.TLS_CERTS)
                || settings.asksFor(NumberField.TLS_CERTIFICATES)
                || settings.asksFor(NumberField.TLS_NOT_BEFORE)
                || settings.asksFor(NumberField.TLS_NOT_AFTER);
    }

    @Override
    public AppParser take(Endpoints endpoints) {
        return parsers.take();
    }

    void takeBack(TlsParser parser) {
        parsers.give(parser);
    }
}
