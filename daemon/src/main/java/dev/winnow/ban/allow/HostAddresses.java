package dev.winnow.ban.allow;

import dev.winnow.ban.Prefix;
import dev.winnow.rule.address.IpAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What a host knows of itself: its addresses, its gateways and resolvers, and who is logged in through ssh.
///
/// Threading: one thread. What cannot be read is passed over.
public final class HostAddresses {
    static final String LOGGED_IN = "at the other end of an open ssh session";

    private final RoutingTables routes;
    private final ResolverFiles resolvers;
    private final SshSessions sessions;

    /// @param sshConnection the environment's `SSH_CONNECTION`, or null: the session that started winnow
    public HostAddresses(String sshConnection) {
        this(
                new RoutingTables(Path.of("/proc/thread-self/net")),
                new ResolverFiles(List.of(Path.of("/etc/resolv.conf"), Path.of("/run/systemd/resolve/resolv.conf"))),
                new SshSessions(Path.of("/proc"), sshConnection));
    }

    HostAddresses(RoutingTables routes, ResolverFiles resolvers, SshSessions sessions) {
        this.routes = routes;
        this.resolvers = resolvers;
        this.sessions = sessions;
    }

    /// All of them, as they are now.
    public List<AllowedPrefix> all() {
        List<AllowedPrefix> all = new ArrayList<>();
        own().forEach(address ->
                all.add(new AllowedPrefix(Prefix.around(address, address.bits()), "an address of this host", true)));
        routes.gateways().forEach(address -> all.add(host(address, "a gateway of this host")));
        resolvers.addresses().forEach(address -> all.add(host(address, "a resolver of this host")));
        sessions.peers().forEach(address -> all.add(host(address, LOGGED_IN)));
        return all;
    }

    /// The ports at which this host listens for ssh; the usual one in any case.
    public Set<Integer> sshPorts() {
        return sessions.ports();
    }

    private static AllowedPrefix host(IpAddress address, String why) {
        return new AllowedPrefix(Prefix.around(address, address.bits()), why);
    }

    private static List<IpAddress> own() {
        try (Stream<NetworkInterface> interfaces = NetworkInterface.networkInterfaces()) {
            return interfaces
                    .flatMap(NetworkInterface::inetAddresses)
                    .map(HostAddresses::address)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (SocketException _) {
            return List.of();
        }
    }

    /// A link-local address has its interface behind a percent sign.
    private static Optional<IpAddress> address(InetAddress address) {
        return IpAddress.parse(address.getHostAddress().replaceFirst("%.*", ""));
    }
}
