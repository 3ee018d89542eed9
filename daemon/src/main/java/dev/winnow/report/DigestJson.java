package dev.winnow.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.history.AttackRow;
import dev.winnow.history.LockdownRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// A digest as JSON, for other programs. Times are ISO 8601, in UTC.
public final class DigestJson {
    /// Grows with each change that a reader could stumble over.
    private static final int VERSION = 1;

    private DigestJson() {}

    public static ObjectNode of(Digest digest) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("version", VERSION)
                .put("host", digest.host())
                .put("since", time(digest.period().sinceMs()))
                .put("until", time(digest.period().untilMs()))
                .put("well", digest.isWell());
        texts(json.putArray("problems"), digest.problems());
        counts(json.putObject("packets"), digest.totals().counts());
        json.put("step_seconds", digest.stepMs() / 1_000);
        each(json, "over_time", digest.counts(), (bucket, node) -> {
            node.put("begin", time(bucket.beginMs()));
            counts(node, bucket.counts());
        });
        each(json, "tried", digest.tried(), DigestJson::tried);
        each(json, "sources", digest.sources(), DigestJson::offender);
        each(
                json,
                "networks",
                digest.networks(),
                (network, node) -> node.put("prefix", network.prefix())
                        .put("sources", network.sources())
                        .put("alerts", network.events())
                        .put("dropped", network.dropped()));
        each(json, "attacks", digest.attacks(), DigestJson::attack);
        done(json.putObject("done"), digest.done());
        each(json, "lockdowns", digest.lockdowns(), DigestJson::lockdown);
        each(
                json,
                "evidence",
                digest.evidence(),
                (file, node) -> node.put("file", file.name())
                        .put("bytes", file.bytes())
                        .put("packets", file.packets())
                        .put("first", time(file.firstMs()))
                        .put("last", time(file.lastMs())));
        each(
                json,
                "gaps",
                digest.gaps(),
                (gap, node) -> node.put("begin", time(gap.beginMs()))
                        .put("end", time(gap.endMs()))
                        .put("stopped", gap.stopped()));
        return json.put("last_line", digest.lastLine());
    }

    private static String time(long timeMs) {
        return Instant.ofEpochMilli(timeMs).toString();
    }

    private static <T> void each(ObjectNode json, String name, List<T> rows, BiConsumer<T, ObjectNode> writer) {
        ArrayNode array = json.putArray(name);
        rows.forEach(row -> writer.accept(row, array.addObject()));
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static void counts(ObjectNode node, Map<String, Long> counts) {
        new TreeMap<>(counts).forEach(node::put);
    }

    private static void tried(Digest.Tried tried, ObjectNode node) {
        node.put("name", tried.name());
        if (tried.sid() != 0) {
            node.put("signature_id", tried.sid());
        }
        node.put("times", tried.times()).put("sources", tried.sources());
        if (!tried.most().isEmpty()) {
            node.put("most_by", tried.most());
        }
        if (tried.peak() > 0) {
            node.put("peak", tried.peak());
        }
        texts(node.putArray("techniques"), tried.techniques());
    }

    private static void offender(Digest.Offender offender, ObjectNode node) {
        node.put("src_ip", offender.address())
                .put("alerts", offender.events())
                .put("dropped", offender.dropped())
                .put("first", time(offender.firstMs()))
                .put("last", time(offender.lastMs()))
                .put("proved", offender.proved());
        if (offender.bannedTill() > 0) {
            node.put("banned_until", time(offender.bannedTill()));
        }
        texts(node.putArray("did"), offender.did());
    }

    private static void attack(AttackRow attack, ObjectNode node) {
        node.put("event", attack.detector())
                .put(attack.sender() ? "by" : "of", attack.subject())
                .put("dest_ip", attack.target())
                .put("dest_port", attack.port())
                .put("proto", attack.protocol())
                .put("begin", time(attack.beginMs()))
                .put("last", time(attack.lastMs()))
                .put("over", attack.over())
                .put("peak", attack.peak())
                .put("threshold", attack.threshold())
                .put("sources", attack.sources())
                .put("reaction", attack.reaction());
        texts(node.putArray("techniques"), attack.techniques());
    }

    private static void lockdown(LockdownRow lockdown, ObjectNode node) {
        node.put("begin", time(lockdown.beginMs()))
                .put("end", time(lockdown.lastMs()))
                .put("by", lockdown.by());
        if (!lockdown.openedBy().isEmpty()) {
            node.put("opened_by", lockdown.openedBy());
        }
        texts(node.putArray("ports"), lockdown.ports());
        texts(node.putArray("kept"), lockdown.kept());
    }

    private static void done(ObjectNode node, Digest.Done done) {
        node.put("bans_begun", done.bansBegun())
                .put("bans_by_operator", done.byOperator())
                .put("bans_held", done.bansHeld())
                .put("bans_lifted", done.bansLifted())
                .put("rejects_sent", done.rejects());
        counts(node.putObject("reactions"), done.reactions());
        counts(node.putObject("dropped"), done.dropped());
        each(
                node,
                "bans",
                done.bans(),
                (ban, line) -> line.put("prefix", ban.prefix())
                        .put("reason", ban.reason())
                        .put("by", ban.by())
                        .put("begin", time(ban.beginMs()))
                        .put("until", time(ban.endMs()))
                        .put("level", ban.level())
                        .put("hits", ban.hits()));
    }
}
