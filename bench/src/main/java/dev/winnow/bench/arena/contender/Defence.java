package dev.winnow.bench.arena.contender;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/// One way to defend a server. One object for one run of one story: it is started once, asked from time to time, and
/// stopped once.
///
/// Threading: one thread at a time.
public interface Defence {
    /// As the tables show it.
    String name();

    /// Why it cannot run on this machine, in words for the report; empty where it can.
    Optional<String> missing();

    /// Begins to defend `host`, and returns when it does so.
    ///
    /// @throws IOException where it cannot; the message is one line
    void start(ServerHost host) throws IOException;

    /// Ends its programs and takes out the rules that it put in. Does nothing where it was not started.
    void stop() throws IOException;

    /// The sources that are shut out now, as addresses or prefixes in CIDR notation; temporary ones with the others.
    /// Whoever is only slowed down is not among them.
    Set<String> banned() throws IOException;

    /// CPU time of its own programs since [#start], in nanoseconds; what the kernel does for its rules is nobody's.
    long cpuTimeNs() throws IOException;
}
