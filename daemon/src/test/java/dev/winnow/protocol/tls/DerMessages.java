package dev.winnow.protocol.tls;

import static dev.winnow.protocol.tls.TlsMessages.bytes;
import static dev.winnow.protocol.tls.TlsMessages.join;
import static dev.winnow.protocol.tls.TlsMessages.text;
import static dev.winnow.protocol.tls.TlsMessages.u16;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// Certificates, made element by element.
public final class DerMessages {
    static final String COMMON_NAME = "2.5.4.3";

    private static final byte[] ALGORITHM = element(0x30, oid("1.2.840.113549.1.1.11"), bytes(5, 0));
    private static final byte[] KEY = element(0x30, ALGORITHM, element(3, bytes(0, 1, 2, 3)));

    private DerMessages() {}

    static byte[] element(int tag, byte[]... parts) {
        byte[] content = join(parts);
        byte[] length = content.length < 0x80
                ? bytes(content.length)
                : content.length < 0x100 ? bytes(0x81, content.length) : join(bytes(0x82), u16(content.length));
        return join(bytes(tag), length, content);
    }

    static byte[] oid(String dotted) {
        long[] arcs =
                Arrays.stream(dotted.split("\\.")).mapToLong(Long::parseLong).toArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        arcs[1] += 40 * arcs[0];
        for (int i = 1; i < arcs.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arcs[i] >>> shift != 0) {
                    out.write((int) (((arcs[i] >>> shift) & 0x7F) | 0x80));
                }
            }
            out.write((int) (arcs[i] & 0x7F));
        }
        return element(6, out.toByteArray());
    }

    static byte[] attribute(String oid, int tag, byte[] value) {
        return element(0x30, oid(oid), element(tag, value));
    }

    static byte[] attribute(String oid, String value) {
        return attribute(oid, 0x0C, text(value));
    }

    static byte[] relative(byte[]... attributes) {
        return element(0x31, attributes);
    }

    static byte[] name(byte[]... relatives) {
        return element(0x30, relatives);
    }

    static byte[] commonName(String value) {
        return name(relative(attribute(COMMON_NAME, value)));
    }

    static byte[] certificate(byte[] subject, byte[] serial) {
        return certificate(subject, serial, KEY);
    }

    static byte[] certificate(byte[] subject, byte[] serial, byte[] key) {
        return certificate(subject, serial, key, 2003, 2050);
    }

    /// @param from the year in which the certificate's time begins
    /// @param until the year in which it ends
    static byte[] certificate(byte[] subject, byte[] serial, int from, int until) {
        return certificate(subject, serial, KEY, from, until);
    }

    private static byte[] certificate(byte[] subject, byte[] serial, byte[] key, int from, int until) {
        byte[] begin = element(0x17, text("%02d0329005744Z".formatted(from % 100)));
        byte[] validity = element(0x30, begin, element(0x18, text(until + "0327005745Z")));
        byte[] content = element(
                0x30,
                element(0xA0, element(2, bytes(2))),
                element(2, serial),
                ALGORITHM,
                commonName("issuer"),
                validity,
                subject,
                key);
        return element(0x30, content, ALGORITHM, element(3, bytes(0, 9, 9)));
    }

    /// A certificate that is valid from 2003-03-29T00:57:44Z to 2050-03-27T00:57:45Z.
    public static byte[] certificate(String subject) {
        return certificate(commonName(subject), bytes(0x55));
    }
}
