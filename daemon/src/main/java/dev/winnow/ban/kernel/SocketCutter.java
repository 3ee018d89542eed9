package dev.winnow.ban.kernel;

import dev.winnow.ban.Prefix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Ends this host's TCP connections with somebody at once, in whatever state they are, with a reset to the other
/// side: a server gets its slot back, also from connections that say nothing any more.
///
/// Source: sock_diag(7), SOCK_DESTROY, by ss(8); needs CONFIG_INET_DIAG_DESTROY and CAP_NET_ADMIN.
///
/// Threading: one thread, which waits for ss.
public final class SocketCutter {
    /// What fits a command line with room to spare.
    private static final int AT_ONCE = 256;

    /// Ends all connections with addresses in these prefixes.
    ///
    /// @throws KernelException where ss is missing, or is refused
    public void cut(Collection<Prefix> prefixes) throws KernelException {
        List<Prefix> all = List.copyOf(prefixes);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            Tool.run(command(all.subList(from, Math.min(all.size(), from + AT_ONCE))), "");
        }
    }

    private static List<String> command(List<Prefix> prefixes) {
        List<String> command = new ArrayList<>(List.of("ss", "-K", "-H", "-n", "-t", "state", "connected"));
        String or = "";
        for (Prefix prefix : prefixes) {
            if (!or.isEmpty()) {
                command.add(or);
            }
            command.add("dst");
            command.add(prefix.version() == 4 ? prefix.toString() : bracketed(prefix));
            or = "or";
        }
        return command;
    }

    /// ss takes what is behind a colon for a port.
    private static String bracketed(Prefix prefix) {
        return "[" + prefix.address() + "]/" + prefix.length();
    }
}
