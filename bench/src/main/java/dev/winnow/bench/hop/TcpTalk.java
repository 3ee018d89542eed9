package dev.winnow.bench.hop;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The packets of one TCP connection, raw IPv4. Checksums are those of other bytes: decode with
/// [dev.winnow.packet.ChecksumMode#IGNORE].
final class TcpTalk {
    static final int SYN = 2;
    static final int FIN = 1;
    static final int ACK = 16;

    private static final int ADDRESSES = 12;
    private static final int PORTS = 20;
    private static final int SEQUENCE = 24;
    private static final int ACKNOWLEDGMENT = 28;
    private static final int FLAGS = 33;
    private static final int WINDOW = 34;

    private final Arena arena;
    private final int clientPort;
    private final List<MemorySegment> packets = new ArrayList<>();
    private int client;
    private int server;

    TcpTalk(Arena arena, int clientPort) {
        this.arena = arena;
        this.clientPort = clientPort;
    }

    TcpTalk open() {
        add(true, SYN, client++, 0, "");
        add(false, SYN | ACK, server++, client, "");
        return add(true, ACK, client, server, "");
    }

    TcpTalk client(String text) {
        add(true, ACK, client, server, text);
        client += text.length();
        return add(false, ACK, server, client, "");
    }

    TcpTalk server(String text) {
        add(false, ACK, server, client, text);
        server += text.length();
        return add(true, ACK, client, server, "");
    }

    /// The client sends `text` in segments, each pair of them in the wrong order.
    TcpTalk swapped(String text, int segmentLength) {
        for (int at = 0; at < text.length(); at += 2 * segmentLength) {
            add(
                    true,
                    ACK,
                    client + at + segmentLength,
                    server,
                    text.substring(at + segmentLength, at + 2 * segmentLength));
            add(true, ACK, client + at, server, text.substring(at, at + segmentLength));
            add(false, ACK, server, client + at + 2 * segmentLength, "");
        }
        client += text.length();
        return this;
    }

    TcpTalk close() {
        add(true, FIN | ACK, client++, server, "");
        add(false, FIN | ACK, server++, client, "");
        return add(true, ACK, client, server, "");
    }

    List<MemorySegment> packets() {
        return List.copyOf(packets);
    }

    private TcpTalk add(boolean fromClient, int flags, int sequence, int acknowledgment, String text) {
        byte[] bytes = SamplePacket.IPV4_TCP.around(text.getBytes(StandardCharsets.ISO_8859_1));
        ByteBuffer packet = ByteBuffer.wrap(bytes);
        int source = packet.getInt(ADDRESSES);
        int destination = packet.getInt(ADDRESSES + 4);
        packet.putInt(ADDRESSES, fromClient ? source : destination);
        packet.putInt(ADDRESSES + 4, fromClient ? destination : source);
        packet.putShort(PORTS, (short) (fromClient ? clientPort : SamplePacket.DESTINATION_PORT));
        packet.putShort(PORTS + 2, (short) (fromClient ? SamplePacket.DESTINATION_PORT : clientPort));
        packet.putInt(SEQUENCE, sequence)
                .putInt(ACKNOWLEDGMENT, acknowledgment)
                .put(FLAGS, (byte) flags)
                .putShort(WINDOW, (short) 0xFFFF);
        packets.add(arena.allocate(bytes.length, Long.BYTES).copyFrom(MemorySegment.ofArray(bytes)));
        return this;
    }
}
