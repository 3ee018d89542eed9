package dev.winnow.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/// One incident as an abuse desk's machines read it: XARF 4, JSON. Of the versions in use it is the one that is kept up
/// (3 is superseded, 0.2 with its YAML in mails is gone), and those who take reports through an interface ask for it.
///
/// Source: the specification and the schemas of github.com/xarf/xarf-spec, `xarf-core.json` and `connection-*.json`.
final class Xarf {
    private static final String VERSION = "4.2.0";
    private static final int MOST_EVIDENCE = 5 << 20;
    private static final int MOST_DESCRIPTION = 1_000;
    private static final int MOST_ORGANIZATION = 200;
    private static final Set<String> PROTOCOLS = Set.of("tcp", "udp", "icmp");

    private Xarf() {}

    /// @param id     of this report and no other
    /// @param pcapng the packets; empty where none are known
    /// @param log    the same in words
    static ObjectNode of(
            XarfIncident incident, Accusation accusation, Reporter reporter, UUID id, byte[] pcapng, String log) {
        ObjectNode report = JsonNodeFactory.instance
                .objectNode()
                .put("xarf_version", VERSION)
                .put("report_id", id.toString())
                .put("timestamp", time(incident.lastMs()));
        contact(report.putObject("reporter"), reporter);
        contact(report.putObject("sender"), reporter);
        report.put("source_identifier", accusation.address());
        if (accusation.sourcePort() != 0) {
            report.put("source_port", accusation.sourcePort());
        }
        report.put("category", "connection")
                .put("type", incident.type().name().toLowerCase(Locale.ROOT))
                .put("evidence_source", "ids_detection")
                .put("destination_ip", incident.target());
        if (incident.port() != 0) {
            report.put("destination_port", incident.port());
        }
        String names = String.join(", ", incident.names());
        report.put("protocol", protocol(incident))
                .put("first_seen", time(incident.firstMs()))
                .put("last_seen", time(incident.lastMs()))
                .put("description", names.substring(0, Math.min(MOST_DESCRIPTION, names.length())));
        addOfType(incident, report);
        evidence(report.putArray("evidence"), pcapng, log);
        return report;
    }

    private static void addOfType(XarfIncident incident, ObjectNode report) {
        switch (incident.type()) {
            case PORT_SCAN -> {}
            case DDOS -> {
                report.put("attack_vector", incident.names().getFirst());
                report.put("duration_seconds", Math.max(1, (incident.lastMs() - incident.firstMs()) / 1_000));
            }
            case VULNERABILITY_SCAN -> {
                report.put("scan_type", "mixed").put("total_requests", incident.times());
                report.put("scanner_signature", incident.names().getFirst());
                if (incident.port() != 0) {
                    report.putArray("targeted_ports").add(incident.port());
                }
            }
        }
    }

    /// The schema of scans in general knows few protocols, and a word for the others; the rest is of those anyway.
    private static String protocol(XarfIncident incident) {
        String name = incident.protocol().toLowerCase(Locale.ROOT).replace("ipv6-", "");
        return incident.type() != XarfIncident.Type.VULNERABILITY_SCAN || PROTOCOLS.contains(name) ? name : "mixed";
    }

    private static void contact(ObjectNode contact, Reporter reporter) {
        String name = reporter.organization();
        contact.put("org", name.substring(0, Math.min(MOST_ORGANIZATION, name.length())))
                .put("contact", reporter.contact())
                .put("domain", reporter.domain());
    }

    private static String time(long timeMs) {
        return Instant.ofEpochMilli(timeMs).toString();
    }

    private static void evidence(ArrayNode evidence, byte[] pcapng, String log) {
        add(evidence, "text/plain", "What was found, in words; times are UTC", log.getBytes(StandardCharsets.UTF_8));
        if (pcapng.length > 0) {
            add(evidence, "application/x-pcapng", "The packets, each with the reason as its comment", pcapng);
        }
    }

    private static void add(ArrayNode evidence, String contentType, String description, byte[] bytes) {
        if (bytes.length <= MOST_EVIDENCE) {
            evidence.addObject()
                    .put("content_type", contentType)
                    .put("description", description)
                    .put("payload", Base64.getEncoder().encodeToString(bytes))
                    .put("hash", "sha256:" + HexFormat.of().formatHex(sha256(bytes)))
                    .put("size", bytes.length);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
