package dev.winnow.rule.syntax;

/// A rule's header as written: `protocol source sourcePort -> destination destinationPort`.
public record RuleHeader(
        Protocol protocol,
        AddressExpression source,
        PortExpression sourcePort,
        Direction direction,
        AddressExpression destination,
        PortExpression destinationPort) {}
