package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.control.ControlClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A command that asks the running filter something and prints the answer, in words or as JSON.
abstract class QuestionCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions options;

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    /// Asks.
    abstract JsonNode ask(ControlClient client) throws IOException;

    /// The answer in words, whole lines.
    abstract String words(JsonNode answer);

    /// What the answer makes of the command.
    int exitStatus(JsonNode answer) {
        return ExitCode.OK;
    }

    @Override
    public Integer call() throws IOException {
        try (ControlClient client = options.connect()) {
            JsonNode answer = ask(client);
            System.out.print(json ? answer.toPrettyString() + System.lineSeparator() : words(answer));
            return exitStatus(answer);
        }
    }
}
