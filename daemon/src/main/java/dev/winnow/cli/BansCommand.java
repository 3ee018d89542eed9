package dev.winnow.cli;

import picocli.CommandLine.Command;

/// `winnow bans`: who is kept out.
@Command(
        name = "bans",
        description = "Say who is kept out and why, keep somebody out, let somebody in, choose whom to keep out.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            BansListCommand.class,
            BansAddCommand.class,
            BansRemoveCommand.class,
            BansExplainCommand.class,
            BansExportCommand.class,
            CoverCommand.class
        },
        footer = {
            "",
            "All but 'cover' speak to the running filter. Bans end by themselves, come back after a restart, and hold on "
                    + "in the kernel while winnow is not running."
        })
final class BansCommand {}
