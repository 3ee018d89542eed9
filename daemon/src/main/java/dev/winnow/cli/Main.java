package dev.winnow.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/// The `winnow` command.
@Command(
        name = "winnow",
        description = "Filters the packets of a server under attack: an iptables rule queues them, winnow judges them.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ReplayCommand.class,
            MonitorCommand.class,
            CheckCommand.class,
            StatusCommand.class,
            TopCommand.class,
            ReloadCommand.class,
            StopCommand.class,
            BansCommand.class,
            GenerateCompletion.class,
            HelpCommand.class
        },
        footer = {
            "",
            "Exit status: 0 done, 1 the work failed, 2 the call is wrong; of status also 3, degraded.",
            "Shell completion: source <(winnow generate-completion)"
        })
public final class Main {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of a failure.")
    @SuppressWarnings("UnusedVariable") // the failure handler looks at the call itself, which may not have parsed
    private boolean debug;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        FailureHandler failures = new FailureHandler();
        return new CommandLine(new Main())
                .registerConverter(Path.class, Main::path)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setExecutionStrategy(FailureHandler::runLast)
                .setUsageHelpAutoWidth(true)
                .setAbbreviatedOptionsAllowed(false);
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(
                    "'" + name + "' cannot be a file name in this locale: set LC_ALL=C.UTF-8, or rename the file");
        }
    }
}
