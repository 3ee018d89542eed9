package dev.winnow.attack;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;

/// One TCP connection of a scenario, packet by packet. Each method sends what one side does.
final class Talk {
    static final String SERVER = "198.18.0.80";
    private static int nextPort;

    private final AttackTraffic traffic;
    private final String client;
    private final String server;
    private final int clientPort;
    private final int serverPort;
    private int clientNext = 1_000;
    private int serverNext = 5_000;
    private int window = 65_535;

    Talk(AttackTraffic traffic, String client, int serverPort) {
        this(traffic, client, SERVER, serverPort);
    }

    Talk(AttackTraffic traffic, String client, String server, int serverPort) {
        this.traffic = traffic;
        this.client = client;
        this.server = server;
        this.serverPort = serverPort;
        clientPort = 1_024 + nextPort++ % 60_000;
    }

    Talk syn() {
        return client(TcpFlags.SYN, "", 1);
    }

    Talk open() {
        syn();
        server(TcpFlags.SYN | TcpFlags.ACK, "", 1);
        return client(TcpFlags.ACK, "", 0);
    }

    Talk ask(String bytes) {
        client(TcpFlags.ACK | TcpFlags.PSH, bytes, bytes.length());
        return server(TcpFlags.ACK, "", 0);
    }

    Talk answer(String bytes) {
        server(TcpFlags.ACK | TcpFlags.PSH, bytes, bytes.length());
        return client(TcpFlags.ACK, "", 0);
    }

    /// From now on the client takes so many bytes at a time, and says so.
    Talk window(int bytes) {
        window = bytes;
        return client(TcpFlags.ACK, "", 0);
    }

    Talk clientFin() {
        return client(TcpFlags.FIN | TcpFlags.ACK, "", 1);
    }

    Talk serverFin() {
        return server(TcpFlags.FIN | TcpFlags.ACK, "", 1);
    }

    Talk acknowledge() {
        return client(TcpFlags.ACK, "", 0);
    }

    Talk close() {
        clientFin();
        serverFin();
        return acknowledge();
    }

    Talk clientReset() {
        return client(TcpFlags.RST | TcpFlags.ACK, "", 0);
    }

    Talk serverReset() {
        return server(TcpFlags.RST | TcpFlags.ACK, "", 0);
    }

    Talk clientFlags(int flags) {
        return client(flags, "", 0);
    }

    private Talk client(int flags, String bytes, int advance) {
        traffic.send(PacketBuilder.raw()
                .ipv4(client, server)
                .tcp(clientPort, serverPort)
                .flags(flags)
                .window(window)
                .sequence(clientNext)
                .acknowledgment((flags & TcpFlags.ACK) == 0 ? 0 : serverNext)
                .payload(bytes));
        clientNext += advance;
        return this;
    }

    private Talk server(int flags, String bytes, int advance) {
        traffic.send(PacketBuilder.raw()
                .ipv4(server, client)
                .tcp(serverPort, clientPort)
                .flags(flags)
                .sequence(serverNext)
                .acknowledgment(clientNext)
                .payload(bytes));
        serverNext += advance;
        return this;
    }
}
