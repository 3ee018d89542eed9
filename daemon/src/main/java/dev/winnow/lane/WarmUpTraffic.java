package dev.winnow.lane;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// What an ordinary web server and its visitors say, for [WarmUp]: pages plain, compressed and in chunks, forms, and
/// the
/// look-up of a name before each visit. Always the same.
final class WarmUpTraffic {
    private static final int VISITS = 48;
    private static final int REQUESTS = 4;
    private static final int FIRST_PORT = 20_000;

    /// As many as there are with five letters and digits.
    private static final int WORDS = 36 * 36 * 36 * 36 * 36;

    /// RFC 1035 section 4.1: one question, www.example, A, IN.
    private static final byte[] QUERY = {
        0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 3, 'w', 'w', 'w', 7, 'e', 'x', 'a', 'm', 'p', 'l', 'e', 0, 0, 1, 0, 1
    };

    private static final String BROWSER = """
            Host: www.example.com
            User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0
            Accept: text/html,application/xhtml+xml,*/*;q=0.8
            Accept-Language: en-GB,en;q=0.5
            """;

    private static final String SERVER = """
            HTTP/1.1 200 OK
            Server: nginx
            Content-Type: text/html
            Connection: keep-alive
            """;

    private final Random random = new Random(1);
    private final WarmUpPackets packets;

    private WarmUpTraffic(Arena arena) {
        packets = new WarmUpPackets(arena);
    }

    /// The packets in their order, raw IPv4, all of them whole and right.
    static List<MemorySegment> packets(Arena arena) {
        WarmUpTraffic traffic = new WarmUpTraffic(arena);
        for (int i = 0; i < VISITS; i++) {
            traffic.visit(FIRST_PORT + i);
        }
        return traffic.packets.all();
    }

    private void visit(int port) {
        packets.datagram(port, QUERY);
        packets.open(port, random.nextInt(), random.nextInt());
        for (int i = 0; i < REQUESTS; i++) {
            switch (random.nextInt(REQUESTS)) {
                case 0 -> exchange(get("Accept-Encoding: gzip\n"), counted("Content-Encoding: gzip\n", zipped(page())));
                case 1 -> exchange(post(), chunked(page()));
                default -> exchange(get(""), counted("", page()));
            }
        }
        packets.close();
    }

    private void exchange(byte[] request, byte[] answer) {
        packets.send(true, request);
        packets.send(false, answer);
    }

    private byte[] get(String more) {
        String target = "/" + word() + "/" + word() + ".html?id=" + random.nextInt(100_000);
        return message("GET " + target + " HTTP/1.1\n" + browser() + more, new byte[0]);
    }

    private byte[] post() {
        byte[] form = bytes("user=" + word() + "&comment=" + (word() + "+").repeat(random.nextInt(1, 30)));
        String type = "Content-Type: application/x-www-form-urlencoded\nContent-Length: " + form.length + "\n";
        return message("POST /" + word() + " HTTP/1.1\n" + browser() + type, form);
    }

    private String browser() {
        return BROWSER + "Referer: http://www.example.com/" + word() + "\nCookie: session=" + word() + "\n";
    }

    private static byte[] counted(String more, byte[] body) {
        return message(SERVER + more + "Content-Length: " + body.length + "\n", body);
    }

    private static byte[] chunked(byte[] body) {
        byte[] chunk = joined(bytes(Integer.toHexString(body.length) + "\r\n"), body);
        return message(SERVER + "Transfer-Encoding: chunked\n", joined(chunk, bytes("\r\n0\r\n\r\n")));
    }

    private static byte[] message(String head, byte[] body) {
        return joined(bytes(head.replace("\n", "\r\n") + "\r\n"), body);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(first.length + second.length);
        joined.writeBytes(first);
        joined.writeBytes(second);
        return joined.toByteArray();
    }

    private byte[] page() {
        StringBuilder page = new StringBuilder("<html><body>");
        for (int words = 200 << random.nextInt(7); words > 0; words--) {
            page.append(word()).append(' ');
        }
        return bytes(page.append("</body></html>").toString());
    }

    private String word() {
        return Integer.toString(random.nextInt(WORDS), Character.MAX_RADIX);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return zipped.toByteArray();
    }
}
