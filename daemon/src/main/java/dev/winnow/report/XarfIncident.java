package dev.winnow.report;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// An incident in the terms of XARF. Times in milliseconds since 1970.
///
/// @param names  of what was found, by detectors or rules
/// @param port   of the target; 0 without one
record XarfIncident(
        Type type,
        List<String> names,
        String target,
        int port,
        String protocol,
        long firstMs,
        long lastMs,
        long times) {
    /// XARF's types of the category `connection` that winnow reports.
    enum Type {
        PORT_SCAN,
        DDOS,
        VULNERABILITY_SCAN
    }

    XarfIncident {
        names = List.copyOf(names);
    }

    XarfIncident with(XarfIncident other) {
        Set<String> all = new LinkedHashSet<>(names);
        all.addAll(other.names);
        return new XarfIncident(
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
