package dev.winnow.protocol.dns;

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

/// Lends DNS parsers. Threading: one thread.
public final class DnsParsers implements ParserFactory {
    private final ObjectPool<DnsParser> parsers;
    private final DnsReader reader;
    private final boolean readsResponses;
    private final DnsExaminer examiner;

    /// @param blocks outlives the parsers
    public DnsParsers(ProtocolSettings settings, BlockPool blocks) {
        int conversations = settings.limits().conversations();
        int transactions = settings.limits().transactions();
        ObjectPool<DnsTransaction> pool = new ObjectPool<>(conversations, () -> new DnsTransaction(blocks));
        parsers = new ObjectPool<>(
                conversations, () -> new DnsParser(this, blocks, new TransactionQueue<>(pool, transactions)));
        reader = new DnsReader(settings.asksFor(Field.DNS_QUERY));
        readsResponses = settings.watchesErrors()
                || settings.asksFor(NumberField.DNS_OPCODE)
                || settings.asksFor(NumberField.DNS_RCODE)
                || settings.asksFor(NumberField.DNS_RRTYPE)
                || settings.asksForEventsOf(AppProtocol.DNS);
        examiner = settings.asksForEventsOf(AppProtocol.DNS) ? new DnsExaminer() : null;
    }

    @Override
    public AppParser take(Endpoints endpoints) {
        DnsParser parser = parsers.take();
        if (parser != null) {
            parser.open(endpoints.isStream());
        }
        return parser;
    }

    void takeBack(DnsParser parser) {
        parsers.give(parser);
    }

    DnsReader reader() {
        return reader;
    }

    /// Tells what is odd about messages; null where nobody asks.
    DnsExaminer examiner() {
        return examiner;
    }

    boolean readsResponses() {
        return readsResponses;
    }
}
