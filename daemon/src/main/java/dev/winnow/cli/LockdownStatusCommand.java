package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.control.ControlClient;
import java.time.Instant;
import picocli.CommandLine.Command;

/// `winnow lockdown status`: what is shut.
@Command(
        name = "status",
        description = "Say what is shut, to whom not, and until when.",
        mixinStandardHelpOptions = true)
final class LockdownStatusCommand extends QuestionCommand {
    @Override
    JsonNode ask(ControlClient client) {
        return ControlOptions.ask(client, LockdownPoint.STATUS, JsonNodeFactory.instance.objectNode());
    }

    @Override
    String words(JsonNode answer) {
        return Terminal.oneLine(LockdownText.of(answer, Instant.now())) + System.lineSeparator();
    }
}
