package dev.winnow.cli;

import dev.winnow.bindings.libc.ErrnoException;
import dev.winnow.bindings.libc.UnixDatagram;
import java.util.Optional;
import java.util.function.Consumer;

/// The service manager that started winnow and waits to hear how far it is; systemd, for `Type=notify`. Where nobody
/// waits, nobody is told.
///
/// Source: sd_notify(3).
final class ServiceManager {
    private final Optional<String> socket;
    private final Consumer<String> log;

    /// @param socket what `NOTIFY_SOCKET` is; empty where it is not set
    /// @param log    told why it cannot be told, in words for a person
    ServiceManager(Optional<String> socket, Consumer<String> log) {
        this.socket = socket;
        this.log = log;
    }

    static ServiceManager ofEnvironment(Consumer<String> log) {
        return new ServiceManager(Optional.ofNullable(System.getenv("NOTIFY_SOCKET")), log);
    }

    /// Packets are filtered from now on.
    ///
    /// @param status one line for `systemctl status`
    void ready(String status) {
        tell("READY=1\nSTATUS=" + status);
    }

    /// The end has begun.
    void stopping() {
        tell("STOPPING=1");
    }

    /// Traffic comes first: winnow filters though the service manager may not know.
    private void tell(String states) {
        socket.ifPresent(name -> {
            try {
                UnixDatagram.send(name, states);
            } catch (ErrnoException | IllegalArgumentException e) {
                log.accept("the service manager cannot be told (NOTIFY_SOCKET): " + e.getMessage());
            }
        });
    }
}
