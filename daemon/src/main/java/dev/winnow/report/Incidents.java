package dev.winnow.report;

import dev.winnow.history.AttackRow;
import dev.winnow.history.OffenceRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What an accusation is in the terms of XARF: one incident of each type at most.
final class Incidents {
    /// XARF's types of the category `connection` that winnow reports.
    enum Type {
        PORT_SCAN,
        DDOS,
        VULNERABILITY_SCAN
    }

    /// Those with ports that XARF knows.
    private static final Set<String> PROTOCOLS = Set.of("TCP", "UDP", "SCTP");

    private Incidents() {}

    /// One incident. Times in milliseconds since 1970.
    ///
    /// @param names  of what was found, by detectors or rules
    /// @param port   of the target; 0 without one
    record Incident(
            Type type,
            List<String> names,
            String target,
            int port,
            String protocol,
            long firstMs,
            long lastMs,
            long times) {
        Incident {
            names = List.copyOf(names);
        }

        private Incident with(Incident other) {
            Set<String> all = new LinkedHashSet<>(names);
            all.addAll(other.names);
            return new Incident(
                    type,
                    List.copyOf(all),
                    target,
                    port,
                    protocol,
                    Math.min(firstMs, other.firstMs),
                    Math.max(lastMs, other.lastMs),
                    times + other.times);
        }
    }

    /// Incidents by type. A scan or a flood of which no source port is known cannot be told as such, because XARF wants
    /// the port for networks that share addresses: it is told as a scan in general.
    static List<Incident> of(Accusation accusation) {
        boolean port = accusation.sourcePort() != 0;
        Map<Type, Incident> incidents = new EnumMap<>(Type.class);
        for (AttackRow attack : accusation.attacks()) {
            boolean known = port && PROTOCOLS.contains(attack.protocol());
            add(incidents, ofAttack(attack, known ? type(attack) : Type.VULNERABILITY_SCAN));
        }
        for (OffenceRow offence : accusation.offences()) {
            add(incidents, ofRule(offence));
        }
        return new ArrayList<>(incidents.values());
    }

    private static void add(Map<Type, Incident> incidents, Incident incident) {
        incidents.merge(incident.type(), incident, Incident::with);
    }

    private static Type type(AttackRow attack) {
        return attack.detector().endsWith("_scan") ? Type.PORT_SCAN : Type.DDOS;
    }

    private static Incident ofAttack(AttackRow attack, Type type) {
        return new Incident(
                type,
                List.of(attack.detector()),
                attack.target(),
                attack.port(),
                attack.protocol(),
                attack.beginMs(),
                attack.lastMs(),
                Math.max(1, attack.peak()));
    }

    private static Incident ofRule(OffenceRow offence) {
        return new Incident(
                Type.VULNERABILITY_SCAN,
                List.of(offence.name()),
                offence.target(),
                offence.targetPort(),
                offence.protocol(),
                offence.firstMs(),
                offence.lastMs(),
                offence.count());
    }
}
