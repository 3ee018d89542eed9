package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.StringJoiner;

/// A lockdown in words.
final class LockdownText {
    private LockdownText() {}

    /// One sentence without its full stop.
    static String of(JsonNode lockdown, Instant now) {
        if (!lockdown.path("shut").asBoolean()) {
            return "nothing is shut";
        }
        String by = lockdown.path("by").asText();
        return "ports " + list(lockdown.path("ports")) + " are shut to all but the connected"
                + (lockdown.path("kept").isEmpty() ? "" : " and " + list(lockdown.path("kept")))
                + " until " + BanText.until(lockdown, now)
                + (by.isEmpty() ? "" : ", by " + by);
    }

    private static String list(JsonNode texts) {
        StringJoiner list = new StringJoiner(", ");
        texts.forEach(text -> list.add(text.asText()));
        return list.toString();
    }
}
