package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.control.ControlClient;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `winnow bans explain`: why somebody is kept out, or is not.
@Command(
        name = "explain",
        description =
                "Say why somebody is kept out, or is not: bans, their history, the kernel's sets, the allow-list.",
        mixinStandardHelpOptions = true)
final class BansExplainCommand extends QuestionCommand {
    @Parameters(paramLabel = "PREFIX", description = "An address, or a network such as 198.51.100.0/24.")
    private String prefix;

    @Override
    public Integer call() throws IOException {
        BanWishes.checkPrefixes(List.of(prefix));
        return super.call();
    }

    @Override
    JsonNode ask(ControlClient client) {
        return ControlOptions.ask(
                client,
                BanAnswers.EXPLAIN,
                JsonNodeFactory.instance.objectNode().put("prefix", prefix));
    }

    @Override
    String words(JsonNode answer) {
        return BanText.explanation(answer, Instant.now());
    }
}
