package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.control.ControlClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/// `winnow lockdown off`: opens.
@Command(name = "off", description = "Open what is shut, at once.", mixinStandardHelpOptions = true)
final class LockdownOffCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions options;

    @Override
    public Integer call() throws IOException {
        try (ControlClient client = options.connect()) {
            JsonNode before = ControlOptions.ask(client, LockdownPoint.OFF, BanWishes.parameters());
            System.out.println(before.path("shut").asBoolean() ? "everything is open again" : "nothing was shut");
        }
        return ExitCode.OK;
    }
}
