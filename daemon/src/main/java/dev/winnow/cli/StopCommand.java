package dev.winnow.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.control.ControlClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/// `winnow stop`: ends the running filter.
@Command(
        name = "stop",
        description = "Stop the running filter, and wait until its rules are out and its queues are given up.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Only root may do that. Packets that wait in the queue get their verdicts first; connections go on.",
            "",
            "Exit status: 0 stopped, 1 not running, not allowed, or not stopped within 20 s, 2 the call is wrong."
        })
final class StopCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Mixin
    private ControlOptions options;

    @Override
    public Integer call() throws IOException {
        try (ControlClient client = options.connect()) {
            ControlOptions.ask(client, "stop", JsonNodeFactory.instance.objectNode());
            if (!client.awaitEnd(PATIENCE)) {
                throw CommandFailure.work("winnow was told to stop and has not within " + PATIENCE.toSeconds()
                        + " s: look at its log, or end it with SIGKILL; traffic flows then");
            }
        }
        System.out.println("winnow has stopped");
        return ExitCode.OK;
    }
}
