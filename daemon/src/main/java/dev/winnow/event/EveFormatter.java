package dev.winnow.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.winnow.detect.Excerpts;
import dev.winnow.flow.Direction;
import dev.winnow.packet.IpProtocol;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.Field;
import dev.winnow.verdict.Reason;
import dev.winnow.verdict.VerdictWord;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Optional;

/// Turns an event record into JSON objects: one `alert` for each alert, one `packet` if an earlier packet was tagged,
/// then one `drop` if the packet was dropped; or one `anomaly`, of type `attack`. Field names and their order are those
/// of Suricata's user guide,
/// chapter "EVE JSON Format". Winnow's own are those of attacks, `dry_run`: true where the packet went on in
/// spite of what the event says, and `allowed_by`: what kept a packet from being dropped.
final class EveFormatter {
    /// A JSON reader that has only doubles, such as JavaScript's, keeps 53 bits.
    private static final int FLOW_ID_SHIFT = 64 - 53;

    private final EventTime times;
    private final Optional<ForwardedAddress> forwarded;

    /// @param zone the zone that timestamps are told in
    /// @param forwarded how alerts tell whom a proxy forwards for, if they do
    EveFormatter(ZoneId zone, Optional<ForwardedAddress> forwarded) {
        this.forwarded = forwarded;
        times = new EventTime(zone);
    }

    /// Writes the `index`th alert of the record as one object.
    void writeAlert(EventRecord event, int index, JsonGenerator json) throws IOException {
        json.writeStartObject();
        Optional<String> client = forwarded.flatMap(header -> clientOf(event.alerts(), index, header));
        boolean overwrites = forwarded.map(ForwardedAddress::overwrites).orElse(false);
        writeHead(event, "alert", client.filter(_ -> overwrites), json);
        event.flow().writeVariables(json);
        EventAlerts alerts = event.alerts();
        boolean tellsTransaction = alerts.tellsTransaction(index);
        if (tellsTransaction) {
            writeTransactionId(alerts, index, json);
        }
        RuleFields.write(alerts.rule(index), event, alerts.isBlocked(index), client, json);
        if (event.isInner()) {
            TunnelFields.write(event, json);
        }
        if (tellsTransaction) {
            TransactionFields.write(alerts.excerpts(), alerts.transaction(index), json);
        }
        FlowFacts flow = event.flow();
        flow.writeApplication(json);
        flow.writeDirection(json);
        if (flow.isKnown()) {
            flow.write(timestamp(flow.startNs()), json);
        }
        writeVerdict(event, json);
        json.writeEndObject();
    }

    private static Optional<String> clientOf(EventAlerts alerts, int index, ForwardedAddress header) {
        int transaction = alerts.transaction(index);
        return transaction == Excerpts.NONE
                ? Optional.empty()
                : header.in(alerts.excerpts().texts(transaction, Field.HTTP_REQUEST_HEADER, Direction.TO_SERVER));
    }

    private static void writeTransactionId(EventAlerts alerts, int index, JsonGenerator json) throws IOException {
        json.writeNumberField("tx_id", alerts.excerpts().id(alerts.transaction(index)));
        if (alerts.isGuess(index)) {
            json.writeBooleanField("tx_guessed", true);
        }
    }

    /// Writes the packet itself as one object.
    void writePacket(EventRecord event, JsonGenerator json) throws IOException {
        FrameCopy frame = event.frame();
        json.writeStartObject();
        writeHead(event, "packet", Optional.empty(), json);
        json.writeFieldName("packet");
        json.writeBinary(frame.bytes(), 0, frame.length());
        json.writeObjectFieldStart("packet_info");
        json.writeNumberField("linktype", frame.linkType());
        json.writeEndObject();
        json.writeEndObject();
    }

    /// Writes the record's drop as one object.
    void writeDrop(EventRecord event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeHead(event, "drop", Optional.empty(), json);
        event.flow().writeDirection(json);
        json.writeObjectFieldStart("drop");
        HeaderFields.write(event, json);
        json.writeStringField("reason", dropReason(Reason.of(event.verdictWord())));
        json.writeEndObject();
        ResolvedRule rule = event.alerts().dropRule();
        if (rule != null) {
            RuleFields.write(rule, event, true, Optional.empty(), json);
        }
        writeVerdict(event, json);
        json.writeEndObject();
    }

    /// Writes the attack that the record is about as one object.
    void writeAttack(EventRecord event, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("timestamp", timestamp(event.timestampNs()));
        writeOrigin(event, json);
        json.writeStringField("event_type", "anomaly");
        event.attack().writeSubject(json);
        event.attack().write(json);
        json.writeEndObject();
    }

    /// @param client stands in the place of the client's address
    private void writeHead(EventRecord event, String type, Optional<String> client, JsonGenerator json)
            throws IOException {
        json.writeStringField("timestamp", timestamp(event.timestampNs()));
        json.writeNumberField("flow_id", event.flowHash() >>> FLOW_ID_SHIFT);
        writeOrigin(event, json);
        json.writeStringField("event_type", type);
        if (event.vlanCount() > 0) {
            json.writeArrayFieldStart("vlan");
            for (int i = 0; i < event.vlanCount(); i++) {
                json.writeNumber(event.vlanId(i));
            }
            json.writeEndArray();
        }
        if (event.ipVersion() != 0) {
            writeTuple(event, client, json);
        }
        json.writeStringField("pkt_src", TunnelFields.packetSource(event));
        if (event.isTried()) {
            json.writeBooleanField("dry_run", true);
        }
    }

    private String timestamp(long timestampNs) {
        return times.text(timestampNs);
    }

    private static void writeOrigin(EventRecord event, JsonGenerator json) throws IOException {
        switch (event.origin()) {
            case EventOrigin.Capture(String filename) -> {
                if (event.originNumber() != 0 && !event.isInner()) {
                    json.writeNumberField("pcap_cnt", event.originNumber());
                }
                json.writeStringField("pcap_filename", filename);
            }
            case EventOrigin.Live(var interfaceNames) -> {
                if (event.originNumber() != 0) {
                    json.writeStringField("in_iface", interfaceNames.apply((int) event.originNumber()));
                }
            }
        }
    }

    private static void writeTuple(EventRecord event, Optional<String> client, JsonGenerator json) throws IOException {
        int protocol = event.protocol();
        boolean ports = IpProtocol.hasPorts(protocol);
        boolean toServer = event.flow().goesToServer();
        String source = AddressText.of(event.ipVersion(), event.sourceHigh(), event.sourceLow());
        String destination = AddressText.of(event.ipVersion(), event.destinationHigh(), event.destinationLow());
        json.writeStringField("src_ip", toServer ? client.orElse(source) : source);
        if (ports) {
            json.writeNumberField("src_port", event.sourcePort());
        }
        json.writeStringField("dest_ip", toServer ? destination : client.orElse(destination));
        if (ports) {
            json.writeNumberField("dest_port", event.destinationPort());
        }
        json.writeStringField("proto", ProtocolName.of(protocol));
        if (!event.isFragment() && (protocol == IpProtocol.ICMP || protocol == IpProtocol.ICMPV6)) {
            json.writeNumberField("icmp_type", event.icmpType());
            json.writeNumberField("icmp_code", event.icmpCode());
        }
        json.writeNumberField("ip_v", event.ipVersion());
    }

    private static void writeVerdict(EventRecord event, JsonGenerator json) throws IOException {
        long word = event.verdictWord();
        boolean toSource = (word & VerdictWord.REJECT_SOURCE) != 0;
        boolean toDestination = (word & VerdictWord.REJECT_DESTINATION) != 0;
        json.writeObjectFieldStart("verdict");
        json.writeStringField(
                "action", event.isDropped() ? "drop" : event.alerts().isPassed() ? "pass" : "alert");
        if (Reason.of(word) == Reason.ALLOW_LIST) {
            json.writeStringField("allowed_by", "allow-list");
        }
        if (toSource || toDestination) {
            String target = toSource && toDestination ? "both" : toSource ? "to_client" : "to_server";
            json.writeStringField("reject-target", target);
            json.writeArrayFieldStart("reject");
            json.writeString(event.protocol() == IpProtocol.TCP ? "tcp-reset" : "icmp-prohib");
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static String dropReason(Reason reason) {
        return switch (reason) {
            case RULE -> "rules";
            case FLOW -> "flow drop";
            case RATE -> "threshold detection_filter";
            case MIDSTREAM -> "stream midstream";
            case AMBIGUOUS -> "stream error";
            case STREAM_MEMORY -> "stream reassembly";
            case APPLICATION -> "applayer error";
            case FLOW_MEMORY -> "flow memcap";
            case FRAGMENT_MEMORY -> "defrag memcap";
            case MALFORMED -> "decode error";
            case NONE, BAN, ATTACK, OVERLOAD, ERROR, ALLOW_LIST -> reason.label();
        };
    }
}
