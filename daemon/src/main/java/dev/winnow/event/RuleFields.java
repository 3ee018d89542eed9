package dev.winnow.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.winnow.packet.IpProtocol;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.option.AlertOption;
import dev.winnow.rule.syntax.Identity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The `alert` object: the rule that an event is about.
final class RuleFields {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private RuleFields() {}

    /// @param event  whose ends the rule's `target` names
    /// @param blocked whether the rule kept the packet from going on
    /// @param client for whom a proxy forwarded
    static void write(
            ResolvedRule rule, EventRecord event, boolean blocked, Optional<String> client, JsonGenerator json)
            throws IOException {
        Identity identity = rule.identity();
        json.writeObjectFieldStart("alert");
        json.writeStringField("action", blocked ? "blocked" : "allowed");
        json.writeNumberField("gid", identity.gid());
        json.writeNumberField("signature_id", identity.sid());
        json.writeNumberField("rev", identity.rev());
        json.writeStringField("signature", identity.msg());
        json.writeStringField("category", rule.classification());
        json.writeNumberField("severity", rule.priority());
        if (rule.options().contains(AlertOption.Target.SRC_IP)) {
            writeEnds(event, "target", "source", json);
        } else if (rule.options().contains(AlertOption.Target.DEST_IP)) {
            writeEnds(event, "source", "target", json);
        }
        writeMetadata(identity.metadata(), json);
        if (client.isPresent()) {
            json.writeStringField("xff", client.get());
        }
        json.writeEndObject();
    }

    /// The role of the packet's sender and that of its receiver; the attacker comes first.
    private static void writeEnds(EventRecord event, String sender, String receiver, JsonGenerator json)
            throws IOException {
        boolean senderFirst = sender.equals("source");
        for (int i = 0; i < 2; i++) {
            boolean isSender = senderFirst == (i == 0);
            json.writeObjectFieldStart(isSender ? sender : receiver);
            json.writeStringField(
                    "ip",
                    isSender
                            ? AddressText.of(event.ipVersion(), event.sourceHigh(), event.sourceLow())
                            : AddressText.of(event.ipVersion(), event.destinationHigh(), event.destinationLow()));
            if (IpProtocol.hasPorts(event.protocol())) {
                json.writeNumberField("port", isSender ? event.sourcePort() : event.destinationPort());
            }
            json.writeEndObject();
        }
    }

    private static void writeMetadata(List<String> metadata, JsonGenerator json) throws IOException {
        if (metadata.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("metadata");
        for (Map.Entry<String, List<String>> entry : byKey(metadata).entrySet()) {
            json.writeArrayFieldStart(entry.getKey());
            for (String value : entry.getValue()) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /// `key value` entries; a key can come more than once. An entry of one word is a key with an empty value.
    private static Map<String, List<String>> byKey(List<String> metadata) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String entry : metadata) {
            String[] keyAndValue = SPACE.split(entry.strip(), 2);
            values.computeIfAbsent(keyAndValue[0], _ -> new ArrayList<>())
                    .add(keyAndValue.length > 1 ? keyAndValue[1] : "");
        }
        return values;
    }
}
