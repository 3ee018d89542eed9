package dev.winnow.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.control.ControlClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `winnow bans remove`: lets somebody in again.
@Command(
        name = "remove",
        description = "Let the banned in again, at once; a ban that was lifted counts for nobody's guilt.",
        mixinStandardHelpOptions = true)
final class BansRemoveCommand implements Callable<Integer> {
    @Mixin
    private ControlOptions options;

    @ArgGroup(multiplicity = "1")
    private Whom whom;

    static final class Whom {
        @Parameters(paramLabel = "PREFIX", arity = "1..*", description = "As 'winnow bans list' has it.")
        private List<String> prefixes = List.of();

        @Option(names = "--all", required = true, description = "Everybody.")
        private boolean all;
    }

    @Override
    public Integer call() throws IOException {
        BanWishes.checkPrefixes(whom.prefixes);
        try (ControlClient client = options.connect()) {
            BanWishes wishes = new BanWishes(client);
            if (whom.all) {
                System.out.println("%,d bans were lifted".formatted(removeAll(wishes)));
                return ExitCode.OK;
            }
            return wishes.each(whom.prefixes, BansRemoveCommand::remove) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /// Many bans take several answers, between which the filter bans and lets in others.
    private static long removeAll(BanWishes wishes) {
        long count = 0;
        boolean more = true;
        while (more) {
            JsonNode answer =
                    wishes.ask(BanAnswers.REMOVE, BanWishes.parameters().put("all", true));
            count += answer.path("removed").asLong();
            more = answer.path("more").asBoolean();
        }
        return count;
    }

    private static String remove(BanWishes wishes, String prefix) {
        wishes.ask(BanAnswers.REMOVE, BanWishes.parameters().put("prefix", prefix));
        return prefix + " may come in again";
    }
}
