package dev.winnow.event;

import dev.winnow.event.Offence.Kind;
import dev.winnow.packet.IpProtocol;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.verdict.Reason;

/// Tells a listener what an event record is about.
///
/// Threading: one thread, the event writer's.
final class OffenceTeller {
    private final OffenceListener listener;

    OffenceTeller(OffenceListener listener) {
        this.listener = listener;
    }

    void tell(EventRecord event) {
        if (event.attack().isKnown()) {
            listener.attack(event.attack().notice(event.timestampNs()));
            return;
        }
        if (event.ipVersion() == 0) {
            return;
        }
        EventAlerts alerts = event.alerts();
        boolean dropped = event.isDropped() && !event.isTried();
        ResolvedRule guilty = alerts.dropRule();
        boolean named = false;
        for (int i = 0; i < alerts.count(); i++) {
            ResolvedRule rule = alerts.rule(i);
            boolean decided = !named && (guilty == null ? i == 0 : rule.equals(guilty));
            named |= decided;
            tell(event, rule, dropped && decided);
        }
        if (event.isDropped() && !named) {
            tell(event, guilty, dropped);
        }
    }

    /// @param rule null where something else dropped the packet
    private void tell(EventRecord event, ResolvedRule rule, boolean dropped) {
        boolean ports = !event.isFragment() && IpProtocol.hasPorts(event.protocol());
        boolean answers = event.flow().isAnswer();
        int sourcePort = ports ? event.sourcePort() : 0;
        int targetPort = ports ? event.destinationPort() : 0;
        var source = AddressText.number(event.ipVersion(), event.sourceHigh(), event.sourceLow());
        var target = AddressText.number(event.ipVersion(), event.destinationHigh(), event.destinationLow());
        listener.offence(new Offence(
                event.timestampNs(),
                rule == null ? Kind.DROP : Kind.RULE,
                rule == null ? Reason.of(event.verdictWord()).label() : name(rule),
                rule == null ? 0 : rule.identity().sid(),
                answers ? target : source,
                answers ? targetPort : sourcePort,
                answers ? source : target,
                answers ? sourcePort : targetPort,
                ProtocolName.of(event.protocol()),
                dropped,
                event.protocol() == IpProtocol.TCP && event.flow().isEstablished()));
    }

    private static String name(ResolvedRule rule) {
        String message = rule.identity().msg();
        return message.isEmpty() ? "rule " + rule.identity().sid() : message;
    }
}
