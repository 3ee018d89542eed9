package dev.winnow.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.control.ControlClient;

/// The bans of a running filter, which come page by page because they may be many.
final class BanPages {
    private BanPages() {}

    /// The first page's object with the bans of all pages.
    static ObjectNode all(ControlClient client) {
        ObjectNode whole = page(client, 0);
        ArrayNode bans = (ArrayNode) whole.path("bans");
        boolean more = whole.path("more").asBoolean();
        whole.remove("more");
        while (more) {
            ObjectNode next = page(client, bans.size());
            bans.addAll((ArrayNode) next.path("bans"));
            more = next.path("more").asBoolean() && !next.path("bans").isEmpty();
        }
        return whole;
    }

    private static ObjectNode page(ControlClient client, int offset) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("offset", offset);
        return (ObjectNode) ControlOptions.ask(client, BanAnswers.LIST, parameters);
    }
}
