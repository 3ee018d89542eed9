package dev.winnow.bench.load;

import java.util.List;

/// A program that holds the queue.
///
/// @param name as the report shows it
/// @param command that starts it and keeps it in the foreground until SIGTERM
/// @param cpus the processors that it may use
/// @param dropsMark whether it drops packets that carry [Load#MARK]; it accepts all others
record Contender(String name, List<String> command, String cpus, boolean dropsMark) {}
