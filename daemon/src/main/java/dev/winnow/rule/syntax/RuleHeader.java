package dev.winnow.rule.syntax;

import java.util.Optional;

/// A rule's header as written: `protocol source sourcePort -> destination destinationPort`.
///
/// @param protocol of the network or transport layer; what the application protocol runs over if one is written
/// @param application the application protocol that is written instead
public record RuleHeader(
        Protocol protocol,
        Optional<AppProtocol> application,
        AddressExpression source,
        PortExpression sourcePort,
        Direction direction,
        AddressExpression destination,
        PortExpression destinationPort) {
    /// The protocol's name as written.
    public String protocolKeyword() {
        return application.map(AppProtocol::keyword).orElse(protocol.keyword());
    }
}
