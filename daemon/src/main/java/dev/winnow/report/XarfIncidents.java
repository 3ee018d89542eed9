package dev.winnow.report;

import dev.winnow.history.AttackRow;
import dev.winnow.history.OffenceRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an accusation is in the terms of XARF: one incident of each type at most.
final class XarfIncidents {
    /// Those with ports that XARF knows.
    private static final Set<String> PROTOCOLS = Set.of("TCP", "UDP", "SCTP");

    private XarfIncidents() {}

    /// Incidents by type. A scan or a flood of which no source port is known cannot be told as such, because XARF wants
    /// the port for networks that share addresses: it is told as a scan in general.
    static List<XarfIncident> of(Accusation accusation) {
        boolean port = accusation.sourcePort() != 0;
        Map<XarfIncident.Type, XarfIncident> incidents = new EnumMap<>(XarfIncident.Type.class);
        for (AttackRow attack : accusation.attacks()) {
            boolean known = port && PROTOCOLS.contains(attack.protocol());
            add(incidents, ofAttack(attack, known ? type(attack) : XarfIncident.Type.VULNERABILITY_SCAN));
        }
        for (OffenceRow offence : accusation.offences()) {
            add(incidents, ofRule(offence));
        }
        return new ArrayList<>(incidents.values());
    }

    private static void add(Map<XarfIncident.Type, XarfIncident> incidents, XarfIncident incident) {
        incidents.merge(incident.type(), incident, XarfIncident::with);
    }

    private static XarfIncident.Type type(AttackRow attack) {
        return attack.detector().endsWith("_scan") ? XarfIncident.Type.PORT_SCAN : XarfIncident.Type.DDOS;
    }

    private static XarfIncident ofAttack(AttackRow attack, XarfIncident.Type type) {
        return new XarfIncident(
                type,
                List.of(attack.detector()),
                attack.target(),
                attack.port(),
                attack.protocol(),
                attack.beginMs(),
                attack.lastMs(),
                Math.max(1, attack.peak()));
    }

    private static XarfIncident ofRule(OffenceRow offence) {
        return new XarfIncident(
                XarfIncident.Type.VULNERABILITY_SCAN,
                List.of(offence.name()),
                offence.target(),
                offence.targetPort(),
                offence.protocol(),
                offence.firstMs(),
                offence.lastMs(),
                offence.count());
    }
}
