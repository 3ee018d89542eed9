package dev.winnow.rule;

import dev.winnow.rule.address.AddressSet;
import dev.winnow.rule.address.PortSet;
import dev.winnow.rule.option.Flow;
import dev.winnow.rule.option.RateLimit;
import dev.winnow.rule.option.RuleOption;
import dev.winnow.rule.source.Place;
import dev.winnow.rule.syntax.Action;
import dev.winnow.rule.syntax.AppProtocol;
import dev.winnow.rule.syntax.Direction;
import dev.winnow.rule.syntax.Identity;
import dev.winnow.rule.syntax.Protocol;
import java.util.List;
import java.util.Optional;

/// A rule with nothing left to look up: variables are sets, the classification is words and a priority, and every
/// option was checked. Its conditions are complete; a rule that winnow understands only in part never gets here.
///
/// @param application the protocol that the connection must have been told to be; from the header or the options
/// @param side who speaks, as `flow` says or the fields that the rule looks into
/// @param classification the description that events carry; empty for a rule without a class
/// @param priority 1 (gravest) to 255
/// @param options conditions in the rule's order, without rate limits and `noalert`
/// @param silent the rule acts without an alert event
public record ResolvedRule(
        Action action,
        Protocol protocol,
        Optional<AppProtocol> application,
        Flow.Direction side,
        AddressSet source,
        PortSet sourcePorts,
        Direction direction,
        AddressSet destination,
        PortSet destinationPorts,
        Identity identity,
        String classification,
        int priority,
        List<RuleOption> options,
        Optional<RateLimit> rateLimit,
        boolean silent,
        Place place) {
    /// The priority of a rule that neither names one nor a class.
    public static final int DEFAULT_PRIORITY = 3;

    public ResolvedRule {
        options = List.copyOf(options);
    }
}
