package dev.winnow.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ban.Ban;
import dev.winnow.ban.Explanation;
import dev.winnow.ban.kernel.KernelSets.Held;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Bans as the control socket tells them: times in UTC, as ISO 8601 writes them.
final class BanJson {
    private BanJson() {}

    static ObjectNode of(Ban ban) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("prefix", ban.prefix().toString())
                .put("reason", ban.cause().reason())
                .put("detector", ban.cause().detector())
                .put("by", ban.cause().by())
                .put("begin", time(ban.beginNs()))
                .put("until", time(ban.endNs()))
                .put("level", ban.level())
                .put("hits", ban.hits());
        if (ban.cause().sid() != 0) {
            json.put("signature_id", ban.cause().sid());
        }
        if (!ban.cause().evidence().isEmpty()) {
            json.put("evidence", ban.cause().evidence());
        }
        return ban.liftedBy().isEmpty() ? json : json.put("lifted_by", ban.liftedBy());
    }

    static ObjectNode of(Explanation explanation) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("prefix", explanation.prefix().toString())
                .put("finding", explanation.finding())
                .put("guilt", explanation.guilt())
                .put("next_seconds", TimeUnit.NANOSECONDS.toSeconds(explanation.nextNs()))
                .put("within", explanation.within())
                .put("enforced_by", explanation.enforcement());
        explanation.protection().ifPresent(why -> json.put("protected", why));
        json.set("covering", bans(explanation.covering()));
        json.set("history", bans(explanation.history()));
        ArrayNode held = json.putArray("kernel");
        for (Held one : explanation.held()) {
            held.addObject()
                    .put("range", one.range().toString())
                    .put("remaining_seconds", TimeUnit.NANOSECONDS.toSeconds(one.remainingNs()));
        }
        return json;
    }

    private static ArrayNode bans(List<Ban> bans) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        bans.forEach(ban -> array.add(of(ban)));
        return array;
    }

    private static String time(long ns) {
        return Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(ns)).toString();
    }
}
