package dev.winnow.report;

import dev.winnow.ban.Prefix;
import dev.winnow.event.EvidencePacket;
import dev.winnow.event.EvidenceReader;
import dev.winnow.history.AttackRow;
import dev.winnow.history.OffenceRow;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What the abuse desk of one network gets, as files: a mail to be sent as it is (`report.eml`), and what is
/// attached to it: for each source and type of incident a report for machines, and the packets.
///
/// The mail has one text for a person and a machine's reports behind it, rather than being a mail for each incident:
/// most desks read by eye, and thirty-one neighbours are one case. It names no receiver: who that is only the network
/// knows, and nobody is asked.
public final class AbuseReport {
    /// The mail's file.
    public static final String MAIL = "report.eml";

    private final Prefix network;
    private final List<Accusation> accusations;
    private final Reporter reporter;
    private final Supplier<UUID> ids;
    private final Words words = new Words(ZoneOffset.UTC);
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<MailPart> parts = new ArrayList<>();

    private AbuseReport(Prefix network, List<Accusation> accusations, Reporter reporter, Supplier<UUID> ids) {
        this.network = network;
        this.accusations = accusations;
        this.reporter = reporter;
        this.ids = ids;
    }

    /// One report for each network that there is something to say to.
    ///
    /// @param packets by the address that they are from or to
    /// @param spared  who is never accused: this host, and whom it relies on
    /// @param ids     of reports and mails, each other than those before
    public static List<AbuseReport> of(
            Facts facts,
            Map<String, List<EvidencePacket>> packets,
            Predicate<Prefix> spared,
            Reporter reporter,
            Supplier<UUID> ids) {
        Map<Prefix, List<Accusation>> byNetwork = new LinkedHashMap<>();
        Accusations.of(facts, packets, spared)
                .forEach(accusation -> byNetwork
                        .computeIfAbsent(accusation.network(), _ -> new ArrayList<>())
                        .add(accusation));
        List<AbuseReport> reports = new ArrayList<>();
        byNetwork.forEach((network, accusations) -> {
            AbuseReport report = new AbuseReport(network, accusations, reporter, ids);
            report.make(facts.period().untilMs());
            reports.add(report);
        });
        return reports;
    }

    /// The network, as a folder's name.
    public String folder() {
        return network.toString().replace(':', '-').replace('/', '_');
    }

    /// File names and what is in them.
    public Map<String, byte[]> files() {
        return files;
    }

    private void make(long timeMs) {
        parts.add(MailPart.text(letter()));
        accusations.forEach(this::attach);
        String subject = "Abuse from " + network + ": " + String.join(", ", names(accusations.getFirst()));
        Mail mail = new Mail(reporter.contact(), List.of(), subject, timeMs, ZoneOffset.UTC, ids.get(), parts);
        files.put(MAIL, mail.text().getBytes(StandardCharsets.US_ASCII));
    }

    private void attach(Accusation accusation) {
        byte[] pcapng = pcapng(accusation.packets());
        String log = String.join("\n", log(accusation)) + "\n";
        for (XarfIncident incident : XarfIncidents.of(accusation)) {
            String json = Xarf.of(incident, accusation, reporter, ids.get(), pcapng, log)
                            .toPrettyString() + "\n";
            String type = incident.type().name().toLowerCase(Locale.ROOT);
            attach(
                    "application/json",
                    accusation.fileName() + "-" + type + ".xarf.json",
                    json.getBytes(StandardCharsets.UTF_8));
        }
        if (pcapng.length > 0) {
            attach("application/x-pcapng", accusation.fileName() + ".pcapng", pcapng);
        }
    }

    private void attach(String contentType, String name, byte[] bytes) {
        files.put(name, bytes);
        parts.add(MailPart.attachment(contentType, name, bytes));
    }

    private static byte[] pcapng(List<EvidencePacket> packets) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        if (!packets.isEmpty()) {
            file.writeBytes(EvidenceReader.beginning());
            packets.forEach(packet -> packet.appendTo(file));
        }
        return file.toByteArray();
    }

    private String letter() {
        List<String> lines = new ArrayList<>();
        lines.add("Hosts of the network " + network + " have attacked " + reporter.host() + ". Please look into it:");
        lines.add("they may have been broken into. All times are UTC.");
        for (Accusation accusation : accusations) {
            lines.add("");
            lines.add(accusation.address());
            log(accusation).forEach(line -> lines.add("  " + line));
        }
        lines.add("");
        lines.add(
                "Attached are reports for machines (XARF 4, xarf.org) and, where there are any, the packets (pcapng,");
        lines.add("for Wireshark and its like; the reason is each packet's comment).");
        lines.add("");
        lines.add(reporter.organization() + ", " + reporter.contact());
        return String.join("\n", lines) + "\n";
    }

    private static List<String> names(Accusation accusation) {
        return XarfIncidents.of(accusation).stream()
                .flatMap(incident -> incident.names().stream())
                .distinct()
                .limit(3)
                .toList();
    }

    /// What one source did, a line each: what was found, then packets.
    private List<String> log(Accusation accusation) {
        List<String> lines = new ArrayList<>();
        for (AttackRow attack : accusation.attacks()) {
            lines.add(during(attack.beginMs(), attack.lastMs())
                    + attack.detector() + ", up to " + Words.number(attack.peak()) + " at a time"
                    + at(attack.protocol(), attack.target(), attack.port()));
        }
        for (OffenceRow offence : accusation.offences()) {
            lines.add(during(offence.firstMs(), offence.lastMs())
                    + offence.name() + ", " + Words.count(offence.count(), "packet", "packets")
                    + at(offence.protocol(), offence.target(), offence.targetPort()));
        }
        accusation.packets().forEach(packet -> lines.add(line(packet)));
        return lines.stream().map(AbuseReport::printable).toList();
    }

    private String during(long firstMs, long lastMs) {
        return words.time(firstMs) + " to " + words.time(lastMs) + ": ";
    }

    private static String at(String protocol, String target, int port) {
        return ", at " + target + (port == 0 ? "" : " port " + port) + ", " + protocol;
    }

    private String line(EvidencePacket packet) {
        return words.time(packet.timestampNs() / 1_000_000)
                + " packet " + packet.protocol() + " "
                + packet.source() + " " + packet.sourcePort() + " > "
                + packet.target() + " " + packet.targetPort()
                + " (" + packet.comment() + ")"
                + (packet.excerpt().isEmpty() ? "" : ": " + packet.excerpt());
    }

    private static String printable(String line) {
        return line.replaceAll("\\p{Cntrl}", ".");
    }
}
