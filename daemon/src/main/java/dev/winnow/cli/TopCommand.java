package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.control.ControlClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `winnow top`: the status, again and again.
@Command(
        name = "top",
        description = "Show the running filter's status every second, until Ctrl-C; once where no terminal is.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit status: as of 'winnow status'; 1 when the filter ends meanwhile."})
final class TopCommand implements Callable<Integer> {
    private static final long INTERVAL_MS = 1_000;

    @Mixin
    private ControlOptions options;

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean interactive = Terminal.isInteractive();
        try (ControlClient client = options.connect()) {
            JsonNode status;
            do {
                status = ControlOptions.ask(client, "status", JsonNodeFactory.instance.objectNode());
                if (interactive) {
                    Terminal.redrawAll(StatusText.of(status));
                    Thread.sleep(INTERVAL_MS);
                }
            } while (interactive);
            System.out.print(StatusText.of(status));
            return StatusCommand.exitCode(status);
        }
    }
}
