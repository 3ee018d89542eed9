package dev.winnow.lane;

import dev.winnow.packet.PacketBuilder;
import dev.winnow.packet.TcpFlags;
import dev.winnow.protocol.dns.DnsMessages;
import dev.winnow.protocol.smb.SmbMessages;
import dev.winnow.protocol.ssh.SshMessages;
import dev.winnow.protocol.tls.TlsMessages;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Traffic written in one line, as packets of raw IPv4 or IPv6. `^` is a line's end, `\x41` a byte.
///
/// ```
/// udp one | +5 | two            datagrams; +5 lets five seconds pass
/// tcp question | <answer         what client and server say in turn
/// script > 0 [S]|< 0 [SA]       a TcpScript, | between its lines
/// packet tcp flags=S seq=7      one packet of tcp, udp, icmp, tcp6, udp6 or icmp6
/// get /path Name: value         a request without a body, and its answer
/// post body                     a request with one
/// answer 200 OK Name: value     any request, and that answer
/// file a.exe hello              a file in an answer
/// http2 1 payload               one frame of that type from the client
/// dns type=1 name=a.b           a query
/// tls sni=a subject=b           hellos and perhaps certificates
/// ssh software algorithms       greetings and offers of both sides
/// ftp RETR                      a file over a connection of its own
/// smb hello                     a file that is written
/// ```
final class PairTraffic {
    private static final String CLIENT = TcpScript.CLIENT;
    private static final String SERVER = TcpScript.SERVER;
    private static final String OK = "<HTTP/1.1 200 OK^Content-Length: 0^^";
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9a-f]{2})");
    private static final int CHECKSUM_IPV4 = 10;

    private PairTraffic() {}

    /// The packets; an empty one stands for a time that passes, see [#seconds].
    static List<byte[]> packets(String line) {
        String[] kindAndRest = line.split(" ", 2);
        String rest =
                BYTE.matcher(kindAndRest[1]).replaceAll(code -> quoted((char) Integer.parseInt(code.group(1), 16)));
        return switch (kindAndRest[0]) {
            case "udp" ->
                Arrays.stream(rest.split(" \\| ", -1))
                        .map(PairTraffic::datagram)
                        .toList();
            case "tcp" -> Turns.packets(rest.split(" \\| ", -1));
            case "script" -> new TcpScript().packets(rest.replace('|', '\n'));
            case "packet" -> List.of(packet(rest));
            case "get" -> Turns.packets("GET " + request(rest), OK);
            case "post" -> Turns.packets("POST / HTTP/1.1^Host: a^Content-Length: " + rest.length() + "^^" + rest, OK);
            case "answer" -> Turns.packets("GET / HTTP/1.1^Host: a^^", "<HTTP/1.1 " + answer(rest));
            case "file" -> file(rest.split(" ", -1));
            case "http2" -> http2(rest.charAt(0) - '0', rest.substring(2));
            case "dns" -> dns(settings(rest));
            case "tls" -> tls(settings(rest));
            case "ssh" -> ssh(rest.split(" ", -1));
            case "ftp" -> ftp(rest);
            case "smb" -> Turns.packets(text(SmbMessages.written(rest)));
            default -> throw new IllegalArgumentException(line);
        };
    }

    private static String quoted(char character) {
        return Matcher.quoteReplacement(String.valueOf(character));
    }

    private static String text(byte[]... parts) {
        StringBuilder text = new StringBuilder();
        for (byte[] part : parts) {
            text.append(new String(part, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private static Map<String, String> settings(String words) {
        Map<String, String> settings = new HashMap<>();
        for (String word : words.split(" ", -1)) {
            String[] nameAndValue = word.split("=", 2);
            settings.put(nameAndValue[0], nameAndValue.length > 1 ? nameAndValue[1] : "");
        }
        return settings;
    }

    private static byte[] datagram(String text) {
        return text.startsWith("+")
                ? new byte[Integer.parseInt(text)]
                : PacketBuilder.raw()
                        .ipv4(CLIENT, SERVER)
                        .udp(40_000, 2000)
                        .payload(text)
                        .bytes();
    }

    /// How long the sender waits, or 0 for a packet.
    static int seconds(byte[] packet) {
        return packet.length < 20 ? packet.length : 0;
    }

    private static String request(String line) {
        String[] pathAndHeader = line.split(" ", 2);
        return pathAndHeader[0] + " HTTP/1.1^Host: a^" + (pathAndHeader.length > 1 ? pathAndHeader[1] + "^^" : "^");
    }

    private static String answer(String line) {
        String[] parts = line.split(" ", 3);
        return parts[0] + " " + parts[1] + "^" + parts[2] + "^Content-Length: 0^^";
    }

    private static List<byte[]> file(String[] nameAndBody) {
        String length = "^Content-Length: " + nameAndBody[1].length();
        return Turns.packets(
                "GET /" + nameAndBody[0] + " HTTP/1.1^Host: a^^", "<HTTP/1.1 200 OK" + length + "^^" + nameAndBody[1]);
    }

    private static List<byte[]> http2(int type, String payload) {
        return Turns.packets(
                "PRI * HTTP/2.0^^SM^^" + frame(4, 0, 0, ""),
                "<" + frame(4, 0, 0, ""),
                type == 1 ? "" : frame(1, 4, 1, "\u0082\u0086\u0084"),
                frame(type, type == 1 ? 4 : 0, type == 4 ? 0 : 1, payload),
                "<" + frame(4, 1, 0, ""));
    }

    private static String frame(int type, int flags, int stream, String payload) {
        return "\0\0" + (char) payload.length() + (char) type + (char) flags + "\0\0\0" + (char) stream + payload;
    }

    private static List<byte[]> dns(Map<String, String> settings) {
        int opcode = Integer.parseInt(settings.getOrDefault("opcode", "0"));
        int rcode = Integer.parseInt(settings.getOrDefault("rcode", "0"));
        int type = Integer.parseInt(settings.getOrDefault("type", "1"));
        int flags = opcode << 11 | (rcode == 0 ? 0x0100 : 0x8180 | rcode);
        byte[] query = DnsMessages.header(0x0100 | opcode << 11, 1, 0)
                .question(settings.get("name"), type)
                .bytes();
        byte[] message = DnsMessages.header(flags, 1, 0)
                .question(settings.get("name"), type)
                .bytes();
        byte[] asked = PacketBuilder.raw()
                .ipv4(CLIENT, SERVER)
                .udp(40_000, 53)
                .payload(query)
                .bytes();
        return rcode == 0
                ? List.of(asked)
                : List.of(
                        asked,
                        PacketBuilder.raw()
                                .ipv4(SERVER, CLIENT)
                                .udp(53, 40_000)
                                .payload(message)
                                .bytes());
    }

    private static List<byte[]> tls(Map<String, String> settings) {
        String server = settings.getOrDefault("server", "1.2");
        String hello = text(TlsMessages.hello(
                version(settings.getOrDefault("version", "1.2")),
                Integer.parseInt(settings.getOrDefault("random", "0")),
                settings.get("sni")));
        if (server.equals("none")) {
            return Turns.packets(hello);
        }
        String answer = text(TlsMessages.answer(version(server)));
        if (settings.containsKey("subject")) {
            answer += text(TlsMessages.certificates(
                    settings.get("subject"),
                    Integer.parseInt(settings.getOrDefault("serial", "55"), 16),
                    Integer.parseInt(settings.getOrDefault("chain", "1")),
                    Integer.parseInt(settings.getOrDefault("from", "2003")),
                    Integer.parseInt(settings.getOrDefault("until", "2050"))));
        }
        return Turns.packets(hello, "<" + answer);
    }

    private static int version(String number) {
        return 0x0301 + number.charAt(2) - '0';
    }

    private static List<byte[]> ssh(String[] softwareAndAlgorithms) {
        String said =
                "SSH-2.0-" + softwareAndAlgorithms[0] + "\r\n" + SshMessages.keyExchange(softwareAndAlgorithms[1]);
        return Turns.packets(said, "<" + said);
    }

    /// Port 5001, and the server sends or receives.
    private static List<byte[]> ftp(String command) {
        List<byte[]> packets = new ArrayList<>(Turns.packets(
                "<220 ftp^",
                "USER a^",
                "<331 password^",
                "PASV^",
                "<227 Entering (198,18,0,2,19,137)^",
                command + " a^",
                "<150 go^"));
        PacketBuilder syn = PacketBuilder.raw().ipv4(CLIENT, SERVER).tcp(40_001, 5001);
        packets.add(syn.flags(TcpFlags.SYN).sequence(0).acknowledgment(0).bytes());
        PacketBuilder synAck = PacketBuilder.raw().ipv4(SERVER, CLIENT).tcp(5001, 40_001);
        packets.add(synAck.flags(TcpFlags.SYN | TcpFlags.ACK).sequence(0).bytes());
        packets.add(PacketBuilder.raw().ipv4(CLIENT, SERVER).tcp(40_001, 5001).bytes());
        boolean down = command.equals("RETR");
        packets.add(down ? data(SERVER, CLIENT, 5001, 40_001, 1) : data(CLIENT, SERVER, 40_001, 5001, 1));
        packets.add(down ? data(CLIENT, SERVER, 40_001, 5001, 6) : data(SERVER, CLIENT, 5001, 40_001, 6));
        return packets;
    }

    /// The side that acknowledges more than 1 sends nothing.
    private static byte[] data(String from, String to, int sourcePort, int destinationPort, int acknowledged) {
        PacketBuilder packet = PacketBuilder.raw().ipv4(from, to).tcp(sourcePort, destinationPort);
        return packet.acknowledgment(acknowledged)
                .payload(acknowledged > 1 ? "" : "hello")
                .bytes();
    }

    private static byte[] packet(String words) {
        String transport = words.split(" ", -1)[0];
        Map<String, String> settings = settings(words);
        boolean six = transport.endsWith("6");
        PacketBuilder packet = six
                ? PacketBuilder.raw().ipv6("fd00::1", "fd00::2")
                : PacketBuilder.raw().ipv4(settings.getOrDefault("src", CLIENT), settings.getOrDefault("dst", SERVER));
        setNetwork(packet, settings, transport);
        setTransport(packet, settings, transport);
        byte[] bytes = packet.bytes();
        if (settings.containsKey("badip")) {
            bytes[CHECKSUM_IPV4] ^= 0x55;
        } else if (settings.containsKey("bad")) {
            int checksum = transport.startsWith("tcp") ? 16 : transport.startsWith("udp") ? 6 : 2;
            bytes[(six ? 40 : 20) + checksum] ^= 0x55;
        }
        return settings.containsKey("cut") ? Arrays.copyOf(bytes, bytes.length - 1) : bytes;
    }

    private static void setNetwork(PacketBuilder packet, Map<String, String> settings, String transport) {
        settings.forEach((name, value) -> {
            switch (name) {
                case "ttl" -> packet.ttl(Integer.parseInt(value));
                case "tos" -> packet.tos(Integer.parseInt(value));
                case "id" -> packet.id(Integer.parseInt(value));
                case "bits" -> packet.fragmentBits(Integer.parseInt(value));
                case "offset" -> packet.fragmentOffset(Integer.parseInt(value));
                case "options" -> {
                    if (transport.startsWith("udp")) {
                        packet.ipOptions(value);
                    }
                }
                default -> {}
            }
        });
    }

    private static void setTransport(PacketBuilder packet, Map<String, String> settings, String transport) {
        int sport = Integer.parseInt(settings.getOrDefault("sport", "40000"));
        int dport = Integer.parseInt(settings.getOrDefault("dport", "7"));
        switch (transport) {
            case "udp", "udp6" -> packet.udp(sport, dport).payload("payload");
            case "tcp", "tcp6" -> setTcp(packet.tcp(sport, dport), settings);
            default ->
                packet.icmp(
                        Integer.parseInt(settings.getOrDefault("type", "8")),
                        Integer.parseInt(settings.getOrDefault("code", "0")),
                        Integer.parseInt(settings.getOrDefault("rest", "0")));
        }
    }

    private static void setTcp(PacketBuilder packet, Map<String, String> settings) {
        settings.forEach((name, value) -> {
            switch (name) {
                case "flags" -> packet.flags(value.equals("S") ? TcpFlags.SYN : TcpFlags.SYN | TcpFlags.ACK);
                case "seq" -> packet.sequence(Integer.parseInt(value));
                case "ack" -> packet.acknowledgment(Integer.parseInt(value));
                case "window" -> packet.window(Integer.parseInt(value));
                case "options" -> packet.tcpOptions(value);
                default -> {}
            }
        });
    }
}
