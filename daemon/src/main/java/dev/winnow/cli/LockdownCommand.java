package dev.winnow.cli;

import picocli.CommandLine.Command;

/// `winnow lockdown`: shuts ports to all but a few, for a while.
@Command(
        name = "lockdown",
        description = "Shut ports of this host to all but those who are connected and those who are named, for a time.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {LockdownOnCommand.class, LockdownOffCommand.class, LockdownStatusCommand.class},
        footer = {
            "",
            "The kernel opens by itself when the time is over, also while winnow is not running. Without winnow, "
                    + "'nft delete table inet winnow-lockdown' opens at once (not while packets wait in a queue: the "
                    + "kernel drops them with it)."
        })
final class LockdownCommand {}
