package dev.winnow.reaction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ban.lockdown.LockdownListener;
import dev.winnow.ban.lockdown.LockdownState;
import dev.winnow.event.EventTime;
import java.util.Locale;
import java.util.function.Consumer;

/// Tells of lockdowns as events: when one begins, and when it is lifted or ends.
///
/// Threading: one change at a time.
public final class LockdownEvents implements LockdownListener {
    private final Consumer<String> lines;
    private final EventTime times;

    /// @param lines takes an event, a JSON object
    public LockdownEvents(Consumer<String> lines, EventTime times) {
        this.lines = lines;
        this.times = times;
    }

    @Override
    public void changed(Change change, LockdownState state, String by, long nowNs) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("timestamp", times.text(nowNs))
                .put("event_type", "lockdown");
        ObjectNode fields =
                event.putObject("lockdown").put("action", change.name().toLowerCase(Locale.ROOT));
        ArrayNode ports = fields.putArray("ports");
        state.ports().forEach(range -> ports.add(range.toString()));
        ArrayNode kept = fields.putArray("kept");
        state.kept().forEach(kept::add);
        fields.put("until", times.text(state.endNs()));
        if (!by.isEmpty()) {
            fields.put("by", by);
        }
        lines.accept(event.toString());
    }
}
