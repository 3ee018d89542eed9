package dev.winnow.reaction;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ban.Ban;
import dev.winnow.ban.BanListener;
import dev.winnow.ban.BanOutcome.Refused;
import dev.winnow.ban.Prefix;
import dev.winnow.event.EventTime;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Tells of bans as events: one when a ban begins, one each time it is extended, one when it ends; and one for
/// each that somebody was kept from.
///
/// Threading: that of the listener.
public final class BanEvents implements BanListener {
    private final Consumer<String> lines;
    private final Supplier<Optional<String>> capture;
    private final EventTime times;
    private final boolean dryRun;
    private final Consumer<String> messages;

    /// @param lines    takes an event, a JSON object
    /// @param capture  the file that the packets come from at the moment; empty on a live host
    /// @param dryRun   whether nobody is kept out in spite of what events say
    /// @param messages told what does not work
    public BanEvents(
            Consumer<String> lines,
            Supplier<Optional<String>> capture,
            EventTime times,
            boolean dryRun,
            Consumer<String> messages) {
        this.lines = lines;
        this.capture = capture;
        this.times = times;
        this.dryRun = dryRun;
        this.messages = messages;
    }

    @Override
    public void changed(Change change, Ban ban, long nowNs) {
        lines.accept(event(change, ban, nowNs).toString());
    }

    @Override
    public void refused(Refused refused, long nowNs) {
        ObjectNode event = event(refused.prefix(), nowNs);
        event.putObject("ban")
                .put("action", "refused")
                .put("prefix", refused.prefix().toString())
                .put("reason", refused.why());
        lines.accept(event.toString());
    }

    private ObjectNode event(Change change, Ban ban, long nowNs) {
        ObjectNode event = event(ban.prefix(), nowNs);
        event.putObject("ban")
                .put("action", change.name().toLowerCase(Locale.ROOT))
                .setAll(fields(ban));
        return event;
    }

    private ObjectNode event(Prefix prefix, long nowNs) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("timestamp", times.text(nowNs));
        capture.get().ifPresent(file -> event.put("pcap_filename", file));
        event.put("event_type", "ban");
        if (prefix.isHost()) {
            event.put("src_ip", prefix.toString());
        }
        return dryRun ? event.put("dry_run", true) : event;
    }

    private ObjectNode fields(Ban ban) {
        ObjectNode fields = JsonNodeFactory.instance
                .objectNode()
                .put("prefix", ban.prefix().toString())
                .put("reason", ban.cause().reason())
                .put("detector", ban.cause().detector());
        if (ban.cause().sid() != 0) {
            fields.put("signature_id", ban.cause().sid());
        }
        if (!ban.cause().evidence().isEmpty()) {
            fields.put("evidence", ban.cause().evidence());
        }
        fields.put("by", ban.cause().by())
                .put("level", ban.level())
                .put("hits", ban.hits())
                .put("begin", times.text(ban.beginNs()))
                .put("until", times.text(ban.endNs()));
        return ban.liftedBy().isEmpty() ? fields : fields.put("lifted_by", ban.liftedBy());
    }

    @Override
    public void trouble(String message) {
        messages.accept(message);
    }
}
