package dev.winnow.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ban.lockdown.Kept;
import dev.winnow.ban.lockdown.PortRange;
import dev.winnow.config.DurationType;
import dev.winnow.control.ControlClient;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `winnow lockdown on`: shuts.
@Command(
        name = "on",
        description = "Shut ports, in the place of those that are shut already.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Whoever is connected stays so: of TCP only new connections are refused, of UDP what comes to ports below "
                    + "those from which this host asks. Whoever is logged in through ssh gets in again, and so do you, "
                    + "this host's gateways and resolvers and whom ban.allow names. Where ssh would be shut and nobody "
                    + "gets in by it, nothing is shut.",
            "",
            "Exit status: 0 it is shut, 1 it is not, and why is said, 2 the call is wrong.",
            "",
            "Examples:",
            "  winnow lockdown on --keep ssh:198.51.100.7 --for 30m",
            "  winnow lockdown on --ports 22,3306,8000-8999 --keep 198.51.100.0/24",
            "  winnow lockdown on --all --keep ssh:198.51.100.7"
        })
final class LockdownOnCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions options;

    @Option(
            names = "--keep",
            paramLabel = "[ssh:]ADDRESS",
            split = ",",
            description =
                    "Who gets in all the same, an address or a network: by ssh alone, or by all ports; repeatable.")
    private List<String> keep = List.of();

    @ArgGroup
    private Ports ports = new Ports();

    static final class Ports {
        @Option(
                names = "--ports",
                paramLabel = "LIST",
                description = "What to shut, such as 22,8000-8080 (default: the ports that ssh is listened for at).")
        private String list;

        @Option(names = "--all", description = "Shut all ports.")
        private boolean all;
    }

    @Option(names = "--for", paramLabel = "TIME", description = "How long: 90s, 10m, 1h, at most 7d (default: 1h).")
    private String time;

    @Override
    public Integer call() throws IOException {
        try (ControlClient client = options.connect()) {
            System.out.println(Terminal.oneLine(
                    LockdownText.of(ControlOptions.ask(client, LockdownPoint.ON, parameters()), Instant.now())));
        }
        return ExitCode.OK;
    }

    private ObjectNode parameters() {
        ObjectNode parameters = BanWishes.parameters().put("all", ports.all);
        ArrayNode kept = parameters.putArray("keep");
        for (String text : keep) {
            if (Kept.parse(text).isEmpty()) {
                throw CommandFailure.usage("--keep: '" + text + "' is neither ssh:ADDRESS nor an address or a network");
            }
            kept.add(text);
        }
        if (ports.list != null) {
            if (PortRange.parse(ports.list).isEmpty()) {
                throw CommandFailure.usage("--ports: '" + ports.list + "' are no ports such as 22,8000-8080");
            }
            parameters.put("ports", ports.list);
        }
        if (time != null) {
            if (DurationType.parse(time).isEmpty()) {
                throw CommandFailure.usage("--for: '" + time + "' is no time such as 90s, 10m or 1h");
            }
            parameters.put("for", time);
        }
        BanWishes.addSession(parameters);
        return parameters;
    }
}
