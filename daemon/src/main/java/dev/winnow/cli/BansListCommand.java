package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.control.ControlClient;
import java.time.Instant;
import picocli.CommandLine.Command;

/// `winnow bans list`: who is kept out, why, and until when.
@Command(
        name = "list",
        description = "List the bans that hold: until when, at which level, how many offences, by whom and why.",
        mixinStandardHelpOptions = true)
final class BansListCommand extends QuestionCommand {
    @Override
    JsonNode ask(ControlClient client) {
        return BanPages.all(client);
    }

    @Override
    String words(JsonNode answer) {
        return BanText.list(answer, Instant.now());
    }
}
