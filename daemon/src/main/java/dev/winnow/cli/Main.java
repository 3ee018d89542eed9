package dev.winnow.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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
        footer = {
            "",
            "Exit status: 0 done, 1 the work failed, 2 the call is wrong; of status also 3, degraded.",
            "Shell completion: source <(winnow generate-completion)"
        })
public final class Main {
    /// In the order of the usage message.
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("run", RunCommand.class);
        COMMANDS.put("replay", ReplayCommand.class);
        COMMANDS.put("monitor", MonitorCommand.class);
        COMMANDS.put("check", CheckCommand.class);
        COMMANDS.put("status", StatusCommand.class);
        COMMANDS.put("top", TopCommand.class);
        COMMANDS.put("reload", ReloadCommand.class);
        COMMANDS.put("stop", StopCommand.class);
        COMMANDS.put("bans", BansCommand.class);
        COMMANDS.put("lockdown", LockdownCommand.class);
        COMMANDS.put("report", ReportCommand.class);
    }

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print the stack trace of a failure.")
    @SuppressWarnings("UnusedVariable") // the failure handler looks at the call itself, which may not have parsed
    private boolean debug;

    private Main() {}

    public static void main(String[] arguments) {
        String first = arguments.length == 0 ? "" : arguments[0];
        System.exit(commandLine(first).execute(arguments));
    }

    /// With all commands.
    static CommandLine commandLine() {
        return commandLine("");
    }

    /// Knows the command that is called and, to start sooner, no other; where none is called by its name, all.
    ///
    /// @param first argument
    static CommandLine commandLine(String first) {
        CommandLine line = new CommandLine(new Main());
        Class<?> called = COMMANDS.get(first);
        if (called == null) {
            COMMANDS.forEach(line::addSubcommand);
            line.addSubcommand(GenerateCompletion.class).addSubcommand(HelpCommand.class);
        } else {
            line.addSubcommand(first, called);
        }
        FailureHandler failures = new FailureHandler();
        return line.registerConverter(Path.class, Main::path)
                .setExecutionExceptionHandler(failures)
                .setParameterExceptionHandler(failures)
                .setExecutionStrategy(FailureHandler::runLast)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
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
