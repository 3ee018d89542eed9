package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.control.ControlCommand;
import dev.winnow.control.ControlException;
import dev.winnow.control.ControlRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a running filter does for those who speak to it, by socket or by signal.
final class RunControl {
    private final StatusReport report;
    private final RuleReload reload;
    private final StopSignal stop;
    private final List<ControlCommand> more;

    /// @param more commands that others answer
    RunControl(StatusReport report, RuleReload reload, StopSignal stop, List<ControlCommand> more) {
        this.report = report;
        this.reload = reload;
        this.stop = stop;
        this.more = more;
    }

    ControlRegistry registry() {
        List<ControlCommand> commands = new ArrayList<>(more);
        commands.add(ControlCommand.asks("status", _ -> report.at(Instant.now())));
        commands.add(ControlCommand.changes(
                        "reload", request -> reload(request.path("strict").asBoolean()))
                .slow());
        commands.add(ControlCommand.changes("stop", _ -> {
            stop.request();
            return JsonNodeFactory.instance.objectNode();
        }));
        return new ControlRegistry(commands);
    }

    /// Has SIGHUP load the rules anew. Where a person looks on, it stops the filter as before: the terminal is gone.
    void catchHangUp() {
        if (!Terminal.isInteractive()) {
            HangUpSignal.handle(this::reloadForSignal);
        }
    }

    private void reloadForSignal() {
        try {
            reload(false);
        } catch (ControlException e) {
            if (e.code().equals(ControlException.BUSY)) {
                RunCommand.say(e.getMessage());
            }
        }
    }

    private JsonNode reload(boolean strict) throws ControlException {
        try {
            JsonNode answer = reload.run(strict);
            RunCommand.say("reloaded: " + reload.inForce().summary());
            return answer;
        } catch (ControlException e) {
            if (!e.code().equals(ControlException.BUSY)) {
                RunCommand.say("reload failed: " + Terminal.oneLine(e.getMessage()));
            }
            throw e;
        }
    }
}
