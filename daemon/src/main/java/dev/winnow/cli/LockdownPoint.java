package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ban.BanRunner;
import dev.winnow.ban.Prefix;
import dev.winnow.ban.allow.AllowedPrefix;
import dev.winnow.ban.allow.HostAddresses;
import dev.winnow.ban.kernel.NftSets;
import dev.winnow.ban.lockdown.Kept;
import dev.winnow.ban.lockdown.Lockdown;
import dev.winnow.ban.lockdown.LockdownException;
import dev.winnow.ban.lockdown.LockdownListener;
import dev.winnow.ban.lockdown.LockdownOrder;
import dev.winnow.ban.lockdown.LockdownState;
import dev.winnow.ban.lockdown.PortRange;
import dev.winnow.bindings.ffm.Errno;
import dev.winnow.bindings.ffm.LibraryMissing;
import dev.winnow.config.DurationType;
import dev.winnow.control.ControlCommand;
import dev.winnow.control.ControlException;
import dev.winnow.event.EventLines;
import dev.winnow.event.EventTime;
import dev.winnow.lane.Engine;
import dev.winnow.reaction.LockdownEvents;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// What a running filter does about `winnow lockdown`. Threading: that of slow control commands; [#tick] and [#state]
/// by any.
final class LockdownPoint {
    static final String ON = "lockdown-on";
    static final String OFF = "lockdown-off";
    static final String STATUS = "lockdown-status";

    private static final Duration USUAL = Duration.ofHours(1);

    private final Lockdown lockdown;
    private final Optional<String> obstacle;

    /// @param dryRun whether nothing may be shut
    /// @param lines  where events go; empty: nowhere
    /// @param memory told of lockdowns too
    /// @param say    told what an earlier run has left
    LockdownPoint(
            Engine engine, boolean dryRun, Optional<EventLines> lines, LockdownListener memory, Consumer<String> say) {
        LockdownListener events = new LockdownEvents(
                json -> lines.ifPresent(open -> open.offer(json)), new EventTime(ZoneId.systemDefault()));
        HostAddresses host = new HostAddresses(System.getenv("SSH_CONNECTION"));
        lockdown = new Lockdown(
                () -> first(engine, host),
                () -> host.sshPorts().stream()
                        .sorted()
                        .map(port -> new PortRange(port, port))
                        .toList(),
                (change, state, by, nowNs) -> {
                    events.changed(change, state, by, nowNs);
                    memory.changed(change, state, by, nowNs);
                });
        obstacle = dryRun ? Optional.of("this is a trial (--dry-run)") : missing();
        if (obstacle.isEmpty()) {
            restore(say);
        }
    }

    /// As of now, because somebody may have logged in just before.
    private static List<AllowedPrefix> first(Engine engine, HostAddresses host) {
        return Stream.concat(engine.bans().allowed().all().stream(), host.all().stream())
                .distinct()
                .toList();
    }

    private static Optional<String> missing() {
        try {
            int probed = NftSets.probe();
            return probed == 0
                    ? Optional.empty()
                    : Optional.of("it needs nftables, which the kernel does not have for winnow ("
                            + Errno.describe(probed) + ")");
        } catch (LibraryMissing e) {
            return Optional.of("it needs nftables: " + e.getMessage());
        }
    }

    private void restore(Consumer<String> say) {
        try {
            lockdown.restore(BanRunner.nanosSince1970());
            if (lockdown.state().isShut()) {
                say.accept("a lockdown is in force: 'winnow lockdown status' shows it");
            }
        } catch (LockdownException e) {
            say.accept("whether a lockdown is in force cannot be told: " + e.getMessage());
        }
    }

    /// Notes that the kernel has opened. Call now and then.
    void tick() {
        lockdown.tick(BanRunner.nanosSince1970());
    }

    /// What is shut.
    LockdownState state() {
        return lockdown.state();
    }

    /// The commands that a control socket is to know.
    List<ControlCommand> commands() {
        return List.of(
                ControlCommand.changes(ON, this::on).slow(),
                ControlCommand.changes(OFF, this::off).slow(),
                ControlCommand.asks(STATUS, _ -> json(lockdown.state())));
    }

    private JsonNode on(JsonNode parameters) throws ControlException {
        if (obstacle.isPresent()) {
            throw failed("nothing is shut: " + obstacle.get());
        }
        try {
            return json(lockdown.on(order(parameters), BanRunner.nanosSince1970()));
        } catch (LockdownException e) {
            throw failed("nothing is shut: " + e.getMessage());
        }
    }

    private static LockdownOrder order(JsonNode parameters) throws ControlException {
        List<Kept> kept = new ArrayList<>();
        for (JsonNode text : parameters.path("keep")) {
            kept.add(Kept.parse(text.asText())
                    .orElseThrow(() -> bad(text.asText() + " is neither ssh:ADDRESS nor an address or a network")));
        }
        List<PortRange> ports = List.of();
        if (parameters.path("all").asBoolean()) {
            ports = List.of(PortRange.ALL);
        } else if (parameters.has("ports")) {
            String text = parameters.path("ports").asText();
            ports = PortRange.parse(text).orElseThrow(() -> bad("'" + text + "' are no ports such as 22,8000-8080"));
        }
        return new LockdownOrder(
                ports,
                kept,
                Prefix.parse(parameters.path("session").asText()),
                time(parameters).toNanos(),
                BanAnswers.operator(parameters));
    }

    private static Duration time(JsonNode parameters) throws ControlException {
        if (!parameters.has("for")) {
            return USUAL;
        }
        String text = parameters.path("for").asText();
        return DurationType.parse(text)
                .filter(time -> time.toNanos() <= Lockdown.LONGEST_NS)
                .orElseThrow(() -> bad("'" + text + "' is no time such as 90s, 10m or 1h, of a week at most"));
    }

    private JsonNode off(JsonNode parameters) throws ControlException {
        try {
            return json(lockdown.off(BanAnswers.operator(parameters), BanRunner.nanosSince1970()));
        } catch (LockdownException e) {
            throw failed("nothing is opened: " + e.getMessage());
        }
    }

    /// What is shut, for those who ask.
    static ObjectNode json(LockdownState state) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("shut", state.isShut());
        if (!state.isShut()) {
            return json;
        }
        ArrayNode ports = json.putArray("ports");
        state.ports().forEach(range -> ports.add(range.toString()));
        ArrayNode kept = json.putArray("kept");
        state.kept().forEach(kept::add);
        json.put(
                "until",
                Instant.ofEpochSecond(TimeUnit.NANOSECONDS.toSeconds(state.endNs()))
                        .toString());
        return json.put("by", state.by());
    }

    private static ControlException failed(String why) {
        return new ControlException(ControlException.FAILED, why);
    }

    private static ControlException bad(String why) {
        return new ControlException(ControlException.BAD_PARAMETER, why);
    }
}
