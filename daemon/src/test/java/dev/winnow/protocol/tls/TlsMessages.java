package dev.winnow.protocol.tls;

import dev.winnow.protocol.Talk;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// TLS messages, made byte by byte.
public final class TlsMessages {
    static final byte[] CHANGE_CIPHER_SPEC = record(20, bytes(1));
    static final byte[] FINISHED = record(22, text("y".repeat(40)));
    static final byte[] DATA = record(23, text("encrypted"));
    static final byte[] HELLO_DONE = record(22, message(14, bytes()));
    static final byte[] SERVER_KEY = record(22, message(12, text("key")));
    static final byte[] CLIENT_KEY = record(22, message(16, text("key")));

    private TlsMessages() {}

    static byte[] bytes(int... values) {
        byte[] all = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            all[i] = (byte) values[i];
        }
        return all;
    }

    static byte[] text(String text) {
        return Talk.bytes(text);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] u16(int... values) {
        byte[] all = new byte[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            all[2 * i] = (byte) (values[i] >>> 8);
            all[2 * i + 1] = (byte) values[i];
        }
        return all;
    }

    static byte[] vector8(byte[] content) {
        return join(bytes(content.length), content);
    }

    static byte[] vector16(byte[] content) {
        return join(u16(content.length), content);
    }

    static byte[] vector24(byte[] content) {
        return join(bytes(content.length >>> 16), u16(content.length), content);
    }

    static byte[] record(int type, byte[] content) {
        return join(bytes(type, 3, 1), vector16(content));
    }

    static byte[] message(int type, byte[] body) {
        return join(bytes(type), vector24(body));
    }

    static byte[] extension(int type, byte[] data) {
        return join(u16(type), vector16(data));
    }

    static byte[] serverName(int type, String name) {
        return extension(0, vector16(join(bytes(type), vector16(text(name)))));
    }

    static byte[] serverName(String name) {
        return serverName(0, name);
    }

    static byte[] groups(int... groups) {
        return extension(10, vector16(u16(groups)));
    }

    static byte[] pointFormats(int... formats) {
        return extension(11, vector8(bytes(formats)));
    }

    /// 32 bytes that count up from `first`.
    static byte[] random(int first) {
        byte[] random = new byte[32];
        for (int i = 0; i < random.length; i++) {
            random[i] = (byte) (first + i);
        }
        return random;
    }

    /// A ClientHello's message.
    static byte[] clientHello(int version, int[] ciphers, byte[]... extensions) {
        return clientHello(version, 0, ciphers, extensions);
    }

    private static byte[] clientHello(int version, int firstRandom, int[] ciphers, byte[]... extensions) {
        return message(
                1,
                join(
                        u16(version),
                        random(firstRandom),
                        vector8(bytes()),
                        vector16(u16(ciphers)),
                        vector8(bytes(0)),
                        vector16(join(extensions))));
    }

    static byte[] clientHello(byte[]... extensions) {
        return clientHello(0x0303, new int[] {0x1301, 0xC02F}, extensions);
    }

    static byte[] clientHelloRecord(byte[]... extensions) {
        return record(22, clientHello(extensions));
    }

    static byte[] serverHello(byte[]... extensions) {
        return serverHello(0x0303, extensions);
    }

    private static byte[] serverHello(int version, byte[]... extensions) {
        return record(
                22,
                message(
                        2,
                        join(
                                u16(version),
                                random(32),
                                vector8(bytes()),
                                u16(0xC02F),
                                bytes(0),
                                vector16(join(extensions)))));
    }

    /// A Certificate message.
    static byte[] certificates(byte[]... chain) {
        return message(
                11,
                vector24(join(Arrays.stream(chain).map(TlsMessages::vector24).toArray(byte[][]::new))));
    }

    /// A ClientHello's record.
    ///
    /// @param firstRandom the random bytes count up from here
    /// @param name null for none
    public static byte[] hello(int version, int firstRandom, String name) {
        int[] ciphers = {0x1301, 0xC02F};
        byte[][] extensions = name == null ? new byte[][] {} : new byte[][] {serverName(name)};
        return record(22, clientHello(version, firstRandom, ciphers, extensions));
    }

    /// A ServerHello's record.
    public static byte[] answer(int version) {
        return serverHello(version);
    }

    /// A Certificate message's record.
    ///
    /// @param subject the common name of each certificate of the chain
    /// @param from the year in which their time begins
    /// @param until the year in which it ends
    public static byte[] certificates(String subject, int serial, int chainLength, int from, int until) {
        byte[] certificate = DerMessages.certificate(DerMessages.commonName(subject), bytes(serial), from, until);
        byte[][] chain = new byte[chainLength][];
        Arrays.fill(chain, certificate);
        return record(22, certificates(chain));
    }

    /// Of a certificate whose time is from 2003 until 2050: SHA-1, in hexadecimal bytes between colons.
    public static String fingerprint(String subject, int serial) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest(DerMessages.certificate(DerMessages.commonName(subject), bytes(serial)));
            return HexFormat.ofDelimiter(":").formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] ssl2ClientHello(int version) {
        byte[] body = join(bytes(1), u16(version), u16(3, 0, 16), bytes(0, 0, 0x2F), new byte[16]);
        return join(u16(0x8000 | body.length), body);
    }
}
