package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.control.ControlClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/// `winnow bans export`: who is kept out, for other programs.
@Command(
        name = "export",
        description = "Print the banned prefixes, one a line, for other programs.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: winnow bans export | ssh other.example 'xargs -r -n 50 winnow bans add --for 1h'"})
final class BansExportCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions options;

    @Override
    public Integer call() throws IOException {
        try (ControlClient client = options.connect()) {
            for (JsonNode ban : BanPages.all(client).path("bans")) {
                System.out.println(ban.path("prefix").asText());
            }
        }
        return ExitCode.OK;
    }
}
