package dev.winnow.lane;

import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// What a web server sees: connections that stay, connections that come and go, names asked for, the beginnings of
/// TLS. The same packets each round, a minute later.
final class MixedTraffic {
    private static final String CLIENT = "198.18.0.1";
    private static final String SERVER = "198.18.0.2";
    private static final long ROUND_NS = 60_000_000_000L;
    private static final long PACKET_NS = 1_000;
    private static final int CONNECTIONS = 40;
    private static final int KEPT_ALIVE = 10;

    /// RFC 5246 section 7.4.1.2, for the name `www.example.org`.
    private static final byte[] CLIENT_HELLO = HexFormat.of()
            .parseHex("160301004f0100004b0303" + "11".repeat(32)
                    + "000004c02f00350100001e00000014001200000f7777772e6578616d706c652e6f7267000b00020100");

    /// RFC 1035 section 4.1: `example.org`, type A.
    private static final byte[] DNS_QUERY =
            HexFormat.of().parseHex("123401000001000000000000076578616d706c65036f72670000010001");

    private final List<MemorySegment> packets = new ArrayList<>();
    private long round;

    MixedTraffic() throws IOException {
        for (int i = 0; i < CONNECTIONS; i++) {
            int port = 20_000 + 4 * i;
            http(port, i % KEPT_ALIVE == 0 ? KEPT_ALIVE : 1);
            tls(port + 1);
            names(port + 2);
        }
    }

    int packetCount() {
        return packets.size();
    }

    /// Lets the judge see each packet once.
    void run(PacketJudge judge) {
        long nowNs = ++round * ROUND_NS;
        for (int i = 0; i < packets.size(); i++) {
            MemorySegment packet = packets.get(i);
            int length = (int) packet.byteSize();
            judge.judgeIp(packet, 0, length, length, nowNs, ChecksumMode.VALIDATE);
            nowNs += PACKET_NS;
        }
    }

    private void http(int port, int requests) throws IOException {
        Talk talk = new Talk(port, 80);
        for (int i = 0; i < requests; i++) {
            talk.fromClient("""
                    POST /search.php?q=%d&x=%%41b HTTP/1.1\r
                    Host: www.example.org\r
                    User-Agent: Mozilla/5.0 (X11)\r
                    Accept: text/html\r
                    Cookie: a=b\r
                    Content-Length: 11\r
                    \r
                    name=winnow""".formatted(i).getBytes(StandardCharsets.ISO_8859_1));
            byte[] body = i % 2 == 0 ? zipped("<html>" + "words ".repeat(500)) : new byte[4_000];
            String head = "HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html\r\n"
                    + (i % 2 == 0 ? "Content-Encoding: gzip\r\n" : "") + "Content-Length: " + body.length + "\r\n\r\n";
            talk.fromServer(head.getBytes(StandardCharsets.ISO_8859_1));
            talk.fromServer(body);
        }
        talk.close();
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }

    private void tls(int port) {
        Talk talk = new Talk(port, 443);
        talk.fromClient(CLIENT_HELLO);
        talk.close();
    }

    private void names(int port) {
        packets.add(PacketBuilder.raw()
                .ipv4(CLIENT, SERVER)
                .udp(port, 53)
                .payload(DNS_QUERY)
                .build());
        byte[] answer = DNS_QUERY.clone();
        answer[2] |= (byte) 0x80;
        packets.add(PacketBuilder.raw()
                .ipv4(SERVER, CLIENT)
                .udp(53, port)
                .payload(answer)
                .build());
    }

    /// One TCP connection, from its handshake on.
    private final class Talk {
        private static final int SEGMENT = 1_448;

        private final int clientPort;
        private final int serverPort;
        private int clientNext = 1;
        private int serverNext = 1;

        Talk(int clientPort, int serverPort) {
            this.clientPort = clientPort;
            this.serverPort = serverPort;
            client(TcpFlags.SYN, 0, new byte[0]);
            server(TcpFlags.SYN | TcpFlags.ACK, 0, new byte[0]);
            client(TcpFlags.ACK, clientNext, new byte[0]);
        }

        void fromClient(byte[] bytes) {
            client(TcpFlags.ACK | TcpFlags.PSH, clientNext, bytes);
            clientNext += bytes.length;
            server(TcpFlags.ACK, serverNext, new byte[0]);
        }

        void fromServer(byte[] bytes) {
            for (int from = 0; from < bytes.length; from += SEGMENT) {
                byte[] part = Arrays.copyOfRange(bytes, from, Math.min(from + SEGMENT, bytes.length));
                server(TcpFlags.ACK, serverNext, part);
                serverNext += part.length;
                client(TcpFlags.ACK, clientNext, new byte[0]);
            }
        }

        void close() {
            client(TcpFlags.FIN | TcpFlags.ACK, clientNext++, new byte[0]);
            server(TcpFlags.FIN | TcpFlags.ACK, serverNext++, new byte[0]);
            client(TcpFlags.ACK, clientNext, new byte[0]);
        }

        private void client(int flags, int sequence, byte[] payload) {
            add(
                    PacketBuilder.raw().ipv4(CLIENT, SERVER).tcp(clientPort, serverPort),
                    flags,
                    sequence,
                    serverNext,
                    payload);
        }

        private void server(int flags, int sequence, byte[] payload) {
            add(
                    PacketBuilder.raw().ipv4(SERVER, CLIENT).tcp(serverPort, clientPort),
                    flags,
                    sequence,
                    clientNext,
                    payload);
        }

        private void add(PacketBuilder packet, int flags, int sequence, int acknowledgment, byte[] payload) {
            packets.add(packet.flags(flags)
                    .sequence(sequence)
                    .acknowledgment((flags & TcpFlags.ACK) == 0 ? 0 : acknowledgment)
                    .payload(payload)
                    .build());
        }
    }
}
