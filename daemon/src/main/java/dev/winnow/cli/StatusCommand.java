package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.control.ControlClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/// `winnow status`: how the running filter is doing.
@Command(
        name = "status",
        description = "Say how the running filter is doing, and what is wrong where something is.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Degraded is a filter that does not do all that it should: in the last minute the kernel dropped packets "
                    + "or events were lost, a thread is dead, or the last reload failed.",
            "",
            "Exit status: 0 healthy, 3 degraded, 1 not running or not to be asked, 2 the call is wrong.",
            "",
            "Examples:",
            "  winnow status",
            "  winnow status --json | jq .packets.dropped_by"
        })
final class StatusCommand extends QuestionCommand {
    /// Of a filter that does not do all that it should.
    static final int DEGRADED = 3;

    @Override
    JsonNode ask(ControlClient client) {
        return ControlOptions.ask(client, "status", JsonNodeFactory.instance.objectNode());
    }

    @Override
    String words(JsonNode answer) {
        return StatusText.of(answer);
    }

    @Override
    int exitStatus(JsonNode answer) {
        return exitCode(answer);
    }

    static int exitCode(JsonNode status) {
        return status.path("state").asText().equals("healthy") ? ExitCode.OK : DEGRADED;
    }
}
