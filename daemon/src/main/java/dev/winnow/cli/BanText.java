package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/// What a running filter says of bans, for a person.
final class BanText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private BanText() {}

    /// A line for each ban, and one for all of them; each ended.
    static String list(JsonNode list, Instant now) {
        StringBuilder text = new StringBuilder();
        for (JsonNode ban : list.path("bans")) {
            line(text, row(ban, now));
        }
        line(
                text,
                "%,d bans, enforced by %s"
                        .formatted(
                                list.path("bans").size(),
                                list.path("enforced_by").asText()));
        if (list.path("strangers").asInt() > 0) {
            line(
                    text,
                    "%,d more prefixes are in the kernel's sets, put there by somebody else"
                            .formatted(list.path("strangers").asInt()));
        }
        if (list.has("trouble")) {
            line(text, "trouble: " + list.path("trouble").asText());
        }
        return text.toString();
    }

    private static String row(JsonNode ban, Instant now) {
        return "%-18s until %s  level %d, %,d %s, by %s: %s"
                .formatted(
                        ban.path("prefix").asText(),
                        until(ban, now),
                        ban.path("level").asInt(),
                        ban.path("hits").asLong(),
                        ban.path("hits").asLong() == 1 ? "offence" : "offences",
                        ban.path("by").asText(),
                        ban.path("reason").asText());
    }

    /// When a ban ends, and how long that is still.
    static String until(JsonNode ban, Instant now) {
        Instant end = Instant.parse(ban.path("until").asText());
        return time(end) + " ("
                + StatusText.duration(Math.max(0, Duration.between(now, end).toSeconds())) + ")";
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atZone(ZoneId.systemDefault()));
    }

    /// Some lines, each ended.
    static String explanation(JsonNode explanation, Instant now) {
        StringBuilder text = new StringBuilder();
        line(text, explanation.path("finding").asText());
        explanation.path("covering").forEach(ban -> {
            line(text, "  holds     " + row(ban, now));
            if (ban.has("evidence")) {
                line(text, "  evidence  " + ban.path("evidence").asText());
            }
        });
        if (explanation.path("within").asInt() > 0
                && explanation.path("covering").isEmpty()) {
            line(
                    text,
                    "  within    %,d bans".formatted(explanation.path("within").asInt()));
        }
        explanation.path("kernel").forEach(held -> line(text, "  kernel    " + held(held)));
        line(text, "  enforced  by " + explanation.path("enforced_by").asText());
        explanation.path("history").forEach(ban -> line(text, "  past      " + past(ban)));
        if (explanation.has("protected")) {
            line(text, "  protected " + explanation.path("protected").asText());
        } else {
            line(
                    text,
                    "  next      would be banned for "
                            + StatusText.duration(
                                    explanation.path("next_seconds").asLong()));
        }
        return text.toString();
    }

    private static String held(JsonNode held) {
        long seconds = held.path("remaining_seconds").asLong();
        return held.path("range").asText()
                + (seconds == 0 ? " without an end" : " for another " + StatusText.duration(seconds));
    }

    private static String past(JsonNode ban) {
        return time(Instant.parse(ban.path("begin").asText()))
                + " to " + time(Instant.parse(ban.path("until").asText()))
                + ", level " + ban.path("level").asInt() + ": "
                + ban.path("reason").asText()
                + (ban.has("lifted_by") ? ", lifted by " + ban.path("lifted_by").asText() : "");
    }

    private static void line(StringBuilder text, String line) {
        text.append(Terminal.oneLine(line)).append(System.lineSeparator());
    }
}
