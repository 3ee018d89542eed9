package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.control.ControlClient;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `winnow bans list`: who is kept out, why, and until when.
@Command(
        name = "list",
        description = "List the bans that hold: until when, at which level, how many offences, by whom and why.",
        mixinStandardHelpOptions = true)
final class BansListCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions options;

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        try (ControlClient client = options.connect()) {
            JsonNode list = BanPages.all(client);
            System.out.print(json ? list.toPrettyString() + System.lineSeparator() : BanText.list(list, Instant.now()));
        }
        return ExitCode.OK;
    }
}
