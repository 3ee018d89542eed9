package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.config.DurationType;
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

/// `winnow bans add`: keeps somebody out.
@Command(
        name = "add",
        description = "Keep addresses or networks out for a while.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Nobody is banned who is on the allow-list (ban.allow), is an address, a gateway or a resolver of this host, "
                    + "or is logged in through ssh, nor a network that has one of them in it; nor, without --force, who "
                    + "has a good history: who was served, and did nothing else, in three different hours of late.",
            "",
            "Exit status: 0 all are banned, 1 one is not, and why is said, 2 the call is wrong.",
            "",
            "Example: winnow bans add 198.51.100.0/24 --for 1h --reason 'ticket 4711'"
        })
final class BansAddCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions options;

    @Parameters(
            paramLabel = "PREFIX",
            arity = "1..*",
            description = "An address, or a network such as 198.51.100.0/24.")
    private List<String> prefixes;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "How long: 90s, 10m, 1h, 7d (default: what ban.times says for the first ban, or the next).")
    private String time;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for whoever asks later.")
    private String reason;

    @Option(names = "--force", description = "Ban also who has a good history.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        BanWishes.checkPrefixes(prefixes);
        if (time != null && DurationType.parse(time).isEmpty()) {
            throw CommandFailure.usage("--for: '" + time + "' is no time such as 90s, 10m, 1h or 7d");
        }
        try (ControlClient client = options.connect()) {
            BanWishes wishes = new BanWishes(client);
            return wishes.each(prefixes, this::add) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private String add(BanWishes wishes, String prefix) {
        ObjectNode parameters = BanWishes.parameters().put("prefix", prefix).put("force", force);
        if (time != null) {
            parameters.put("for", time);
        }
        if (reason != null) {
            parameters.put("reason", reason);
        }
        BanWishes.addSession(parameters);
        JsonNode ban = wishes.ask(BanAnswers.ADD, parameters);
        return ban.path("prefix").asText() + " is kept out until " + BanText.until(ban, Instant.now());
    }
}
