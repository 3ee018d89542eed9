package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.control.ControlClient;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `winnow lockdown status`: what is shut.
@Command(
        name = "status",
        description = "Say what is shut, to whom not, and until when.",
        mixinStandardHelpOptions = true)
final class LockdownStatusCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions options;

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try (ControlClient client = options.connect()) {
            JsonNode state = ControlOptions.ask(client, LockdownPoint.STATUS, JsonNodeFactory.instance.objectNode());
            System.out.println(json ? state.toPrettyString() : Terminal.oneLine(LockdownText.of(state, Instant.now())));
        }
        return ExitCode.OK;
    }
}
