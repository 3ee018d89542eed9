package dev.winnow.lane;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What client and server say to each other in turn, over TCP.
final class Turns {
    private static final int HANDSHAKE_PACKETS = 3;

    private Turns() {}

    /// The turns, counted from 0, with which, or with whose acknowledgment, a rule matches.
    ///
    /// @param turns as [#packets] has them, none of them null
    static List<Integer> matched(String rule, boolean enforcing, String... turns) {
        List<Integer> matched = new ArrayList<>();
        try (JudgedTraffic traffic = new JudgedTraffic(rule, enforcing)) {
            List<byte[]> packets = packets(turns);
            for (int i = 0; i < packets.size(); i++) {
                int before = traffic.alerts().size();
                traffic.send(packets.get(i));
                int turn = (i - HANDSHAKE_PACKETS) / 2;
                matched.addAll(Collections.nCopies(traffic.alerts().size() - before, turn));
            }
        }
        return matched;
    }

    /// The packets of a connection in which each turn is acknowledged at once, raw IPv4.
    ///
    /// @param turns ISO-8859-1, `^` is a line's end; one that begins with `<` is the server's; null is none
    static List<byte[]> packets(String... turns) {
        TcpScript script = new TcpScript();
        List<byte[]> packets = new ArrayList<>(script.handshake());
        int client = 1;
        int server = 1;
        for (String turn : turns) {
            if (turn == null) {
                continue;
            }
            String said = turn.replace("^", "\r\n");
            if (said.startsWith("<")) {
                packets.add(script.server(server, said.substring(1)));
                server += said.length() - 1;
                packets.add(script.client(client, ""));
            } else {
                packets.add(script.client(client, said));
                client += said.length();
                packets.add(script.server(server, ""));
            }
        }
        packets.add(script.client(client, ""));
        packets.add(script.server(server, ""));
        return packets;
    }
}
