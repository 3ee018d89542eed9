package dev.winnow.protocol.http2;

import dev.winnow.protocol.Talk;
import java.io.ByteArrayOutputStream;

/// HTTP/2 frames, made byte by byte.
final class Http2Messages {
    static final byte[] PREFACE = Talk.bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    static final byte[] SETTINGS = frame(4, 0, 0);

    private Http2Messages() {}

    static byte[] bytes(int... values) {
        byte[] all = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            all[i] = (byte) values[i];
        }
        return all;
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] u32(long value) {
        return bytes((int) (value >>> 24), (int) (value >>> 16), (int) (value >>> 8), (int) value);
    }

    static byte[] frame(int type, int flags, int stream, byte[]... payload) {
        byte[] all = join(payload);
        return join(bytes(all.length >>> 16, all.length >>> 8, all.length, type, flags), u32(stream), all);
    }

    private static byte[] string(String text) {
        byte[] all = Talk.bytes(text);
        return all.length < 0x7F ? join(bytes(all.length), all) : join(bytes(0x7F, all.length - 0x7F), all);
    }

    /// A header that is not to be added to the table.
    static byte[] header(String name, String value) {
        return join(bytes(0), string(name), string(value));
    }

    /// A header that is to be added to the table.
    static byte[] added(String name, String value) {
        return join(bytes(0x40), string(name), string(value));
    }

    /// A HEADERS frame that ends the headers.
    static byte[] headers(int stream, boolean endsStream, byte[]... headers) {
        return frame(1, endsStream ? 5 : 4, stream, headers);
    }

    static byte[] get(int stream, String path, byte[]... more) {
        return headers(
                stream,
                true,
                header(":method", "GET"),
                header(":path", path),
                header(":authority", "Host.Example:8080"),
                join(more));
    }

    static byte[] ok(int stream, byte[]... more) {
        return headers(stream, false, header(":status", "200"), join(more));
    }

    static byte[] data(int stream, boolean endsStream, String text) {
        return frame(0, endsStream ? 1 : 0, stream, Talk.bytes(text));
    }
}
