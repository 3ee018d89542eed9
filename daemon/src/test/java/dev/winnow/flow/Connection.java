package dev.winnow.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.packet.ChecksumMode;
import dev.winnow.packet.FragmentLimits;
import dev.winnow.packet.FragmentStore;
import dev.winnow.packet.LinkType;
import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.PacketDecoder;
import dev.winnow.packet.PacketView;
import dev.winnow.packet.TcpFlags;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/// A TCP connection on its way through a table. Numbers are relative: the SYN has 0, the first byte 1.
final class Connection {
    static final String CLIENT = "198.18.0.1";
    static final String SERVER = "198.18.0.2";
    static final long SECOND_NS = 1_000_000_000L;

    private static final PacketDecoder DECODER =
            new PacketDecoder(new FragmentStore(Arena.ofAuto(), FragmentLimits.DEFAULT));

    private final FlowTable table;
    private final PacketView view = new PacketView();
    private int clientPort = 40_000;
    private int clientInitial = 1000;
    private int serverInitial = 5000;
    private int window = 65_535;
    private String options = "";
    private long nowNs = 1_700_000_000L * SECOND_NS;
    private Flow flow;

    Connection(FlowTable table) {
        this.table = table;
    }

    Connection port(int newClientPort) {
        clientPort = newClientPort;
        return this;
    }

    Connection initial(int client, int server) {
        clientInitial = client;
        serverInitial = server;
        return this;
    }

    /// Of the segments that follow.
    Connection window(int newWindow) {
        window = newWindow;
        return this;
    }

    /// Of the segments that follow, in hexadecimal.
    Connection options(String newOptions) {
        options = newOptions;
        return this;
    }

    Connection later(double seconds) {
        nowNs += (long) (seconds * SECOND_NS);
        return this;
    }

    /// Sends a packet that is written down: `side flags sequence acknowledgment [payload]`, side `c` or `s`.
    Connection packet(String written) {
        String[] words = written.split(" ", -1);
        int sequence = Integer.parseInt(words[2]);
        int acknowledgment = Integer.parseInt(words[3]);
        String payload = words.length > 4 ? words[4] : "";
        return words[0].equals("c")
                ? client(words[1], sequence, acknowledgment, payload)
                : server(words[1], sequence, acknowledgment, payload);
    }

    /// @param flags letters of FSRPAU
    Connection client(String flags, int sequence, int acknowledgment, String payload) {
        boolean acks = flags.contains("A");
        return send(PacketBuilder.raw()
                .ipv4(CLIENT, SERVER)
                .tcp(clientPort, 80)
                .flags(bits(flags))
                .window(window)
                .tcpOptions(options)
                .sequence(clientInitial + sequence)
                .acknowledgment(acks ? serverInitial + acknowledgment : 0)
                .payload(payload));
    }

    Connection client(String flags, int sequence, int acknowledgment) {
        return client(flags, sequence, acknowledgment, "");
    }

    /// @param flags letters of FSRPAU
    Connection server(String flags, int sequence, int acknowledgment, String payload) {
        boolean acks = flags.contains("A");
        return send(PacketBuilder.raw()
                .ipv4(SERVER, CLIENT)
                .tcp(80, clientPort)
                .flags(bits(flags))
                .window(window)
                .tcpOptions(options)
                .sequence(serverInitial + sequence)
                .acknowledgment(acks ? clientInitial + acknowledgment : 0)
                .payload(payload));
    }

    Connection server(String flags, int sequence, int acknowledgment) {
        return server(flags, sequence, acknowledgment, "");
    }

    Connection handshake() {
        return client("S", 0, 0).server("SA", 0, 1).client("A", 1, 1);
    }

    Connection send(PacketBuilder packet) {
        flow = table.track(decode(packet, LinkType.RAW));
        return this;
    }

    Connection sendFrame(PacketBuilder frame) {
        flow = table.track(decode(frame, LinkType.ETHERNET));
        return this;
    }

    private PacketView decode(PacketBuilder packet, LinkType link) {
        decode(packet, link, nowNs, view);
        return view;
    }

    private static void decode(PacketBuilder packet, LinkType link, long timestampNs, PacketView view) {
        MemorySegment bytes = packet.build();
        DECODER.decode(bytes, 0, (int) bytes.byteSize(), link, timestampNs, ChecksumMode.VALIDATE, view);
        assertThat(view.isMalformed()).isFalse();
        assertThat(view.checksumsGood()).isTrue();
    }

    /// A raw packet as the decoder shows it.
    static PacketView view(PacketBuilder packet, long timestampNs) {
        PacketView view = new PacketView();
        decode(packet, LinkType.RAW, timestampNs, view);
        return view;
    }

    private static int bits(String flags) {
        return flags.chars()
                .map(letter -> switch (letter) {
                    case 'F' -> TcpFlags.FIN;
                    case 'S' -> TcpFlags.SYN;
                    case 'R' -> TcpFlags.RST;
                    case 'P' -> TcpFlags.PSH;
                    case 'A' -> TcpFlags.ACK;
                    case 'U' -> TcpFlags.URG;
                    default -> throw new IllegalArgumentException("flag " + letter);
                })
                .sum();
    }

    Flow flow() {
        return flow;
    }

    long nowNs() {
        return nowNs;
    }

    /// The names of what was odd about the last packet.
    List<String> events() {
        return Arrays.stream(StreamEvent.values())
                .filter(event -> (table.events() & event.bit()) != 0)
                .map(StreamEvent::keyword)
                .toList();
    }
}
