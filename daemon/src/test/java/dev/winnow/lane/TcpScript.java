package dev.winnow.lane;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A TCP connection written down, a packet a line:
///
/// ```
/// > 1 GET /ab^                 the client sends bytes from place 1 on; the SYN has place 0; ^ is a line's end
/// < 1                          the server acknowledges all that the client has sent
/// > 9 [F]                      flags: letters of FSRPAU; A alone where there are none
/// > 9 [A ttl=1 bad] xyz        also win=, ack=, urg=, ts=, and at the end bad for a wrong checksum
/// ```
///
/// A script that does not begin with a SYN is preceded by a handshake.
final class TcpScript {
    static final String CLIENT = "198.18.0.1";
    static final String SERVER = "198.18.0.2";

    private static final int CLIENT_PORT = 40_000;
    private static final int SERVER_PORT = 80;
    private static final int CHECKSUM = 36;
    private static final Pattern FLAGS = Pattern.compile("[FSRPAU]+");
    private static final Pattern SETTING = Pattern.compile("([a-z]+)=(\\d+)");
    private static final Pattern LINE = Pattern.compile("([<>]) (\\d+)(?: \\[([^]]*)])?(?: (.*))?", Pattern.DOTALL);

    private final int clientInitial;
    private final int serverInitial;
    private long clientNext;
    private long serverNext;

    /// @param clientInitial the SYN's sequence number
    TcpScript(int clientInitial, int serverInitial) {
        this.clientInitial = clientInitial;
        this.serverInitial = serverInitial;
    }

    TcpScript() {
        this(1000, 5000);
    }

    /// The packets of a script, raw IPv4.
    List<byte[]> packets(String script) {
        List<byte[]> packets = new ArrayList<>();
        if (!script.lines().findFirst().orElse("").contains("[S")) {
            packets.addAll(handshake());
        }
        script.lines().map(this::packet).forEach(packets::add);
        return packets;
    }

    List<byte[]> handshake() {
        return List.of(packet("> 0 [S]"), packet("< 0 [SA]"), packet("> 1"));
    }

    /// The client sends `text` from place `place` on; ISO-8859-1, ^ is a line's end.
    byte[] client(int place, String text) {
        return packet("> " + place + " [PA] " + text);
    }

    byte[] server(int place, String text) {
        return packet("< " + place + " [PA] " + text);
    }

    private byte[] packet(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        boolean fromClient = matcher.group(1).equals(">");
        int place = Integer.parseInt(matcher.group(2));
        String text = matcher.group(4) == null ? "" : matcher.group(4).replace("^", "\r\n");
        PacketBuilder packet = PacketBuilder.raw();
        if (fromClient) {
            packet.ipv4(CLIENT, SERVER).tcp(CLIENT_PORT, SERVER_PORT).sequence(clientInitial + place);
        } else {
            packet.ipv4(SERVER, CLIENT).tcp(SERVER_PORT, CLIENT_PORT).sequence(serverInitial + place);
        }
        String options = matcher.group(3) == null ? "A" : matcher.group(3);
        advance(fromClient, place + text.length() + (options.matches("[PAU]*[SF].*") ? 1 : 0));
        acknowledge(packet, fromClient, fromClient ? serverNext : clientNext);
        return finish(packet, fromClient, options, text);
    }

    private void advance(boolean fromClient, long next) {
        if (fromClient) {
            clientNext = Math.max(clientNext, next);
        } else {
            serverNext = Math.max(serverNext, next);
        }
    }

    private void acknowledge(PacketBuilder packet, boolean fromClient, long place) {
        packet.acknowledgment((fromClient ? serverInitial : clientInitial) + (int) place);
    }

    private byte[] finish(PacketBuilder packet, boolean fromClient, String options, String text) {
        packet.payload(text.getBytes(StandardCharsets.ISO_8859_1));
        Matcher flags = FLAGS.matcher(options);
        if (flags.lookingAt()) {
            packet.flags(flags.group().chars().map(TcpScript::flag).sum());
        }
        if (!options.contains("A")) {
            packet.acknowledgment(0);
        }
        SETTING.matcher(options).results().forEach(setting -> {
            int value = Integer.parseInt(setting.group(2));
            switch (setting.group(1)) {
                case "ttl" -> packet.ttl(value);
                case "win" -> packet.window(value);
                case "urg" -> packet.urgentPointer(value);
                case "ack" -> acknowledge(packet, fromClient, value);
                case "ts" -> packet.tcpOptions("0101080a%08x00000000".formatted(value));
                default -> throw new IllegalArgumentException(options);
            }
        });
        byte[] bytes = packet.bytes();
        if (options.endsWith("bad")) {
            bytes[CHECKSUM] ^= 0x55;
        }
        return bytes;
    }

    private static int flag(int letter) {
        return switch (letter) {
            case 'F' -> TcpFlags.FIN;
            case 'S' -> TcpFlags.SYN;
            case 'R' -> TcpFlags.RST;
            case 'P' -> TcpFlags.PSH;
            case 'A' -> TcpFlags.ACK;
            case 'U' -> TcpFlags.URG;
            default -> throw new IllegalArgumentException("flag " + (char) letter);
        };
    }
}
