package dev.winnow.lane;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;

/// What attackers send in bulk, for those who judge it.
final class Floods {
    private static final int SERVER_PORT = 80;
    private static final int HOSTS = 250;

    private Floods() {}

    static PacketBuilder syn(String source, int sourcePort) {
        return PacketBuilder.raw()
                .ipv4(source, TcpScript.SERVER)
                .tcp(sourcePort, SERVER_PORT)
                .flags(TcpFlags.SYN);
    }

    /// A SYN each of so many sources.
    static void syns(JudgedTraffic traffic, int sources) {
        for (int i = 0; i < sources; i++) {
            traffic.send(syn("198.19." + i / HOSTS + "." + i % HOSTS, 1_024 + i));
        }
    }

    /// A connection of [TcpScript#CLIENT], on which the same page is asked for again and again, and answered.
    ///
    /// @param pauseNs before each request
    static void requests(JudgedTraffic traffic, int requests, long pauseNs) {
        TcpScript script = new TcpScript();
        script.handshake().forEach(traffic::send);
        String request = "GET /same HTTP/1.1\r\nHost: a\r\n\r\n";
        String answer = "HTTP/1.1 204 No Content\r\n\r\n";
        for (int i = 0; i < requests; i++) {
            traffic.later(pauseNs).send(script.client(1 + i * request.length(), request));
            traffic.send(script.server(1 + i * answer.length(), answer));
        }
    }
}
