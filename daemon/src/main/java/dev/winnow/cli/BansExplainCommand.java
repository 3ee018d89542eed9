package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.control.ControlClient;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `winnow bans explain`: why somebody is kept out, or is not.
@Command(
        name = "explain",
        description =
                "Say why somebody is kept out, or is not: bans, their history, the kernel's sets, the allow-list.",
        mixinStandardHelpOptions = true)
final class BansExplainCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions options;

    @Parameters(paramLabel = "PREFIX", description = "An address, or a network such as 198.51.100.0/24.")
    private String prefix;

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        BanWishes.checkPrefixes(List.of(prefix));
        try (ControlClient client = options.connect()) {
            JsonNode explanation = ControlOptions.ask(
                    client,
                    BanAnswers.EXPLAIN,
                    JsonNodeFactory.instance.objectNode().put("prefix", prefix));
            System.out.print(
                    json
                            ? explanation.toPrettyString() + System.lineSeparator()
                            : BanText.explanation(explanation, Instant.now()));
        }
        return ExitCode.OK;
    }
}
