package dev.winnow.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ban.Source;
import dev.winnow.control.ControlClient;
import dev.winnow.rule.address.IpAddress;
import java.util.ArrayList;
import java.util.List;

/// What a running filter knows of bans and visitors, which comes page by page because it may be much.
final class BanPages {
    private BanPages() {}

    /// The first page's object with the bans of all pages.
    static ObjectNode all(ControlClient client) {
        return whole(client, BanAnswers.LIST, "bans");
    }

    /// Whom the filter has served lately.
    static List<Source> visitors(ControlClient client) {
        List<Source> visitors = new ArrayList<>();
        whole(client, BanAnswers.VISITORS, "visitors")
                .path("visitors")
                .forEach(text ->
                        IpAddress.parse(text.asText()).ifPresent(address -> visitors.add(new Source(address, 1))));
        return visitors;
    }

    private static ObjectNode whole(ControlClient client, String command, String what) {
        ObjectNode whole = page(client, command, 0);
        ArrayNode all = (ArrayNode) whole.path(what);
        boolean more = whole.path("more").asBoolean();
        whole.remove("more");
        while (more) {
            ObjectNode next = page(client, command, all.size());
            all.addAll((ArrayNode) next.path(what));
            more = next.path("more").asBoolean() && !next.path(what).isEmpty();
        }
        return whole;
    }

    private static ObjectNode page(ControlClient client, String command, int offset) {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode().put("offset", offset);
        return (ObjectNode) ControlOptions.ask(client, command, parameters);
    }
}
