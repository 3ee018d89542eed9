package dev.winnow.cli;

import picocli.CommandLine.Command;

/// `winnow bans`: who is kept out.
@Command(
        name = "bans",
        description = "Choose whom to keep out.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = CoverCommand.class)
final class BansCommand {}
