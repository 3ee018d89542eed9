package dev.winnow.cli;

import dev.winnow.agent.AgentRunner;
import dev.winnow.config.WinnowConfig;
import dev.winnow.control.ControlRegistry;
import dev.winnow.control.ControlServer;
import dev.winnow.control.ControlSocket;
import java.io.IOException;
import java.util.Optional;

/// Where a running filter can be asked and told, on a thread of its own. Without it the filter filters all the same:
/// traffic comes first.
///
/// Threading: one thread opens and closes. Ownership: owns socket and thread.
final class ControlPoint implements AutoCloseable {
    private ControlServer server;
    private AgentRunner runner;

    /// Opens the socket that `config` asks for.
    ///
    /// @return what there is to say about it; empty where all is as it should be
    Optional<String> open(WinnowConfig.Control config, ControlRegistry registry) {
        if (!config.enabled()) {
            return Optional.empty();
        }
        FaultLog faults = new FaultLog(_ -> {});
        try {
            ControlSocket socket = ControlSocket.open(config.path());
            server = new ControlServer(socket, registry, faults::report);
            runner = new AgentRunner(server, server, () -> {}, faults::report).start();
            return socket.hasGroup()
                    ? Optional.empty()
                    : Optional.of(socket.path() + " is for root only: there is no group winnow"
                            + " whose members could ask too; make one with 'groupadd --system winnow'");
        } catch (IOException e) {
            return Optional.of("no control socket, so 'winnow status' and its kin do not work: "
                    + Terminal.oneLine(String.valueOf(e.getMessage())));
        }
    }

    /// Cuts off all clients: those that wait for the filter to end take it for a sign that it has.
    @Override
    public void close() {
        if (server != null) {
            runner.close();
            try {
                server.close();
            } catch (IOException _) {
                // The next winnow replaces what is left of the socket.
            }
        }
    }
}
