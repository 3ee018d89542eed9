package dev.winnow.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.winnow.rule.ResolvedRule;
import dev.winnow.rule.syntax.Identity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The `alert` object: the rule that an event is about.
final class RuleFields {
    private RuleFields() {}

    /// @param blocked whether the rule kept the packet from going on
    static void write(ResolvedRule rule, boolean blocked, JsonGenerator json) throws IOException {
        Identity identity = rule.identity();
        json.writeObjectFieldStart("alert");
        json.writeStringField("action", blocked ? "blocked" : "allowed");
        json.writeNumberField("gid", identity.gid());
        json.writeNumberField("signature_id", identity.sid());
        json.writeNumberField("rev", identity.rev());
        json.writeStringField("signature", identity.msg());
        json.writeStringField("category", rule.classification());
        json.writeNumberField("severity", rule.priority());
        writeMetadata(identity.metadata(), json);
        json.writeEndObject();
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
            String[] keyAndValue = entry.strip().split("\\s+", 2);
            values.computeIfAbsent(keyAndValue[0], _ -> new ArrayList<>())
                    .add(keyAndValue.length > 1 ? keyAndValue[1] : "");
        }
        return values;
    }
}
