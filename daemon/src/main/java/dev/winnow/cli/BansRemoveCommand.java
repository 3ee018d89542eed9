package dev.winnow.cli;

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
                long count = wishes.ask(
                                BanAnswers.REMOVE, BanWishes.parameters().put("all", true))
                        .path("removed")
                        .asLong();
                System.out.println("%,d bans were lifted".formatted(count));
                return ExitCode.OK;
            }
            return wishes.each(whom.prefixes, BansRemoveCommand::remove) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    private static String remove(BanWishes wishes, String prefix) {
        wishes.ask(BanAnswers.REMOVE, BanWishes.parameters().put("prefix", prefix));
        return prefix + " may come in again";
    }
}
