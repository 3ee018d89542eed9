package dev.winnow.rule;

import dev.winnow.rule.option.NumberRange;
import dev.winnow.rule.option.PacketOption.IpProtocol;
import dev.winnow.rule.syntax.Protocol;
import dev.winnow.rule.syntax.Rule;
import java.util.List;
import java.util.Optional;

/// What several `ip_proto` of a rule can have against each other, and against its header, as in Suricata 7.0.10.
final class IpProtocolChecks {
    private IpProtocolChecks() {}

    /// Why the options cannot stand together, if they cannot.
    static Optional<String> contradiction(Rule rule) {
        List<NumberRange> ranges = rule.options().stream()
                .filter(IpProtocol.class::isInstance)
                .map(option -> ((IpProtocol) option).number())
                .toList();
        if (ranges.isEmpty()) {
            return Optional.empty();
        }
        if (!isOfIp(rule)) {
            return Optional.of("`ip_proto` is for rules whose header names no protocol but `ip`");
        }
        if (ranges.size() > 1 && ranges.stream().anyMatch(IpProtocolChecks::isOne)) {
            return Optional.of("an `ip_proto` that names one protocol leaves nothing to another one");
        }
        List<NumberRange> above = ranges.stream()
                .filter(range -> !range.negated() && range.low() > 0)
                .toList();
        List<NumberRange> below = ranges.stream()
                .filter(range -> !range.negated() && range.low() == 0)
                .toList();
        if (above.size() > 1 || below.size() > 1) {
            return Optional.of("a rule has at most one `ip_proto` with `<`, and one with `>`");
        }
        // The limits themselves are one less and one more.
        boolean apart = !above.isEmpty()
                && !below.isEmpty()
                && above.getFirst().low() - 1 > below.getFirst().high();
        return apart ? Optional.of("no protocol can satisfy both `ip_proto`") : Optional.empty();
    }

    private static boolean isOfIp(Rule rule) {
        Protocol protocol = rule.header().protocol();
        boolean isIp = protocol == Protocol.IP || protocol == Protocol.IPV4 || protocol == Protocol.IPV6;
        return isIp && rule.header().application().isEmpty();
    }

    private static boolean isOne(NumberRange range) {
        return !range.negated() && range.low() == range.high();
    }
}
