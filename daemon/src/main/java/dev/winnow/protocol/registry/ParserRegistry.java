package dev.winnow.protocol.registry;

import dev.winnow.memory.BlockPool;
import dev.winnow.protocol.ParserFactory;
import dev.winnow.protocol.ProtocolSettings;
import dev.winnow.protocol.dns.DnsParsers;
import dev.winnow.rule.option.NumberField;
import dev.winnow.rule.syntax.AppProtocol;
import java.util.EnumMap;
import java.util.Map;

/// The parsers that a rule set needs.
///
/// To add a protocol, put its factory in here, under the condition that some rule asks for what it yields.
public final class ParserRegistry {
    private ParserRegistry() {}

    /// The factories for one thread; protocols of which nothing is asked have none, and are told but not parsed.
    ///
    /// @param blocks outlives the parsers
    public static Map<AppProtocol, ParserFactory> factories(ProtocolSettings settings, BlockPool blocks) {
        Map<AppProtocol, ParserFactory> factories = new EnumMap<>(AppProtocol.class);
        if (asksFor(settings, AppProtocol.DNS) || asksForDnsNumbers(settings)) {
            factories.put(AppProtocol.DNS, new DnsParsers(settings, blocks));
        }
        return factories;
    }

    private static boolean asksForDnsNumbers(ProtocolSettings settings) {
        return settings.asksFor(NumberField.DNS_OPCODE)
                || settings.asksFor(NumberField.DNS_RCODE)
                || settings.asksFor(NumberField.DNS_RRTYPE);
    }

    private static boolean asksFor(ProtocolSettings settings, AppProtocol protocol) {
        return settings.fields().stream()
                .flatMap(field -> field.protocol().stream())
                .anyMatch(protocol::equals);
    }
}
