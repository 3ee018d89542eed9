package dev.winnow.ban.kernel;

import dev.winnow.ban.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gives up handshakes with this host that nobody completes: those whose SYN+ACK had to be sent again, which takes the
/// kernel a second. It would keep them for a minute, and turn away others for want of room.
///
/// Source: sock_diag(7), SOCK_DESTROY, by ss(8), whose `timer:(on,800ms,1)` says how often it was sent again.
///
/// Threading: one thread, which waits for ss.
public final class HalfOpenCutter {
    private static final int AT_ONCE = 256;

    /// A flood fills no more than the backlog; what is left is found the next time.
    private static final int MOST = 4_096;

    /// Peer and timer of a line of ss.
    private static final Pattern SENT_AGAIN =
            Pattern.compile("^\\s*\\d+\\s+\\d+\\s+\\S+\\s+(\\S+)\\s+timer:\\([^,]+,[^,]+,[1-9]\\d*\\)");

    /// Gives up those with the addresses of this host that are in `server`.
    ///
    /// @throws KernelException where ss is missing, or is refused
    public void cut(Prefix server) throws KernelException {
        List<String> late =
                late(Tool.run(List.of("ss", "-H", "-n", "-t", "-o", "state", "syn-recv", "src", text(server)), ""));
        for (int from = 0; from < late.size(); from += AT_ONCE) {
            Tool.run(command(late.subList(from, Math.min(late.size(), from + AT_ONCE))), "");
        }
    }

    private static String text(Prefix prefix) {
        return prefix.version() == 4 ? prefix.toString() : "[" + prefix.address() + "]/" + prefix.length();
    }

    /// The peers, with their ports, that had to be answered again.
    static List<String> late(String listing) {
        return listing.lines()
                .map(SENT_AGAIN::matcher)
                .filter(Matcher::find)
                .map(line -> line.group(1))
                .limit(MOST)
                .toList();
    }

    private static List<String> command(List<String> peers) {
        List<String> command = new ArrayList<>(List.of("ss", "-K", "-H", "-n", "-t", "state", "syn-recv"));
        String or = "";
        for (String peer : peers) {
            if (!or.isEmpty()) {
                command.add(or);
            }
            command.addAll(List.of("dst", peer));
            or = "or";
        }
        return command;
    }
}
