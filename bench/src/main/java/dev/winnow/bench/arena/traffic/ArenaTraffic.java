package dev.winnow.bench.arena.traffic;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// Everybody who meets in the arena and is no tool of its own.
@Command(
        name = "traffic",
        subcommands = {
            Visitors.class,
            Lingerers.class,
            IdleConnections.class,
            ChunkedOverflow.class,
            Bots.class,
            Storm.class
        },
        description = "Visits and attacks the server of the arena.")
public final class ArenaTraffic {
    private ArenaTraffic() {}

    /// Runs one of the programs and ends the JVM with the exit status.
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ArenaTraffic()).execute(arguments));
    }
}
