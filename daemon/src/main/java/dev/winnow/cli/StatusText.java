package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.report.Words;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.StringJoiner;

/// The answer to `status` in words.
final class StatusText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final double MB = 1 << 20;

    private StatusText() {}

    /// Some lines, each ended.
    static String of(JsonNode status) {
        StringBuilder text = new StringBuilder();
        line(text, headline(status));
        for (JsonNode queue : status.path("queues")) {
            row(text, "queue " + queue.path("queue").asInt(), queue(queue));
        }
        row(text, "packets", packets(status.path("packets")));
        row(text, "now", now(status));
        row(text, "rules", rules(status.path("rules")));
        row(text, "flows", flows(status));
        if (status.has("bans")) {
            row(text, "bans", bans(status.path("bans")));
        }
        row(text, "allowed", allowed(status));
        if (status.path("lockdown").path("shut").asBoolean()) {
            row(text, "lockdown", LockdownText.of(status.path("lockdown"), Instant.now()));
        }
        row(text, "memory", memory(status.path("memory")));
        row(text, "events", events(status));
        for (JsonNode warning : status.path("warnings")) {
            row(text, "warning", warning.asText());
        }
        return text.toString();
    }

    private static String headline(JsonNode status) {
        StringJoiner reasons = new StringJoiner("; ");
        status.path("reasons").forEach(reason -> reasons.add(reason.asText()));
        return "winnow " + status.path("version").asText() + " is "
                + status.path("state").asText()
                + (reasons.length() == 0 ? "" : ": " + reasons)
                + (status.path("dry_run").asBoolean() ? ", dropping nothing (--dry-run)" : "")
                + ", up " + duration(status.path("uptime_seconds").asLong())
                + ", process " + status.path("pid").asLong();
    }

    private static String queue(JsonNode queue) {
        return "%,d waiting, dropped by the kernel: %,d queue full, %,d socket buffer full"
                .formatted(
                        queue.path("depth").asLong(),
                        queue.path("queue_dropped").asLong(),
                        queue.path("user_dropped").asLong());
    }

    private static String packets(JsonNode packets) {
        StringJoiner reasons = new StringJoiner(", ", " (", ")").setEmptyValue("");
        packets.path("dropped_by")
                .properties()
                .forEach(reason -> reasons.add("%s %,d"
                        .formatted(
                                reason.getKey().replace('_', ' '),
                                reason.getValue().asLong())));
        return "%,d received, %,d accepted, %,d dropped%s, %,d malformed, %,d alerts"
                .formatted(
                        packets.path("received").asLong(),
                        packets.path("accepted").asLong(),
                        packets.path("dropped").asLong(),
                        reasons,
                        packets.path("malformed").asLong(),
                        packets.path("alerts").asLong());
    }

    private static String now(JsonNode status) {
        JsonNode latency = status.path("latency");
        return "%,d packets/s, from queue to verdict median %,.0f us, p99 %,.0f us, p99.9 %,.0f us, max %,.0f us"
                .formatted(
                        status.path("packets").path("last_second").asLong(),
                        latency.path("median_us").asDouble(),
                        latency.path("p99_us").asDouble(),
                        latency.path("p999_us").asDouble(),
                        latency.path("max_us").asDouble());
    }

    private static String rules(JsonNode rules) {
        JsonNode files = rules.path("files");
        String from = files.isEmpty() ? "no file" : files.path(0).asText();
        return "%,d of %,d usable, loaded %s from %s%s"
                .formatted(
                        rules.path("usable").asLong(),
                        rules.path("total").asLong(),
                        time(rules.path("loaded").asText()),
                        from,
                        files.size() > 1 ? " and %,d more".formatted(files.size() - 1) : "");
    }

    private static String flows(JsonNode status) {
        JsonNode flows = status.path("flows");
        return "%,d followed, %,d had to make room, %,.1f MB of streams"
                .formatted(
                        flows.path("followed").asLong(),
                        flows.path("evicted").asLong(),
                        status.path("memory").path("stream_bytes").asLong() / MB);
    }

    private static String bans(JsonNode bans) {
        long strangers = bans.path("strangers").asLong();
        return "%,d hold, %,d refused, enforced by %s%s"
                .formatted(
                        bans.path("active").asLong(),
                        bans.path("refused").asLong(),
                        bans.path("enforced_by").asText(),
                        strangers == 0 ? "" : ", beside %,d of somebody else's".formatted(strangers));
    }

    private static String allowed(JsonNode status) {
        long spared = status.path("packets").path("spared").asLong();
        return "%,d addresses and networks come first%s"
                .formatted(
                        status.path("allowed").size(),
                        spared == 0
                                ? ""
                                : ", %,d packets of theirs would have been dropped (allowed_by in the events)"
                                        .formatted(spared));
    }

    private static String memory(JsonNode memory) {
        return "%,.0f MB resident, heap %,.0f of %,.0f MB"
                .formatted(
                        memory.path("resident_bytes").asLong() / MB,
                        memory.path("heap_bytes").asLong() / MB,
                        memory.path("heap_max_bytes").asLong() / MB);
    }

    private static String events(JsonNode status) {
        JsonNode events = status.path("events");
        return events.path("file").asText("to no file")
                + ", %,d lost".formatted(events.path("lost").asLong());
    }

    private static String time(String instant) {
        return instant.isEmpty() ? "?" : TIME.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
    }

    /// The two largest units.
    static String duration(long seconds) {
        return Words.duration(seconds);
    }

    private static void row(StringBuilder text, String name, String words) {
        line(text, "  %-9s %s".formatted(name, words));
    }

    private static void line(StringBuilder text, String line) {
        text.append(Terminal.oneLine(line)).append(System.lineSeparator());
    }
}
