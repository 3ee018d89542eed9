package dev.winnow.protocol.tls;

import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The names of the attributes in distinguished names, as Suricata prints them.
///
/// To add one, add its object identifier and its name to the table.
final class ObjectIdentifier {
    private static final String[][] NAMES = {
        {"2.5.4.3", "CN"},
        {"2.5.4.6", "C"},
        {"2.5.4.7", "L"},
        {"2.5.4.8", "ST"},
        {"2.5.4.10", "O"},
        {"2.5.4.11", "OU"},
        {"1.2.840.113549.1.9.1", "Email"},
        {"2.5.4.0", "objectClass"},
        {"2.5.4.1", "aliasedEntryName"},
        {"2.5.4.2", "knowledgeInformation"},
        {"2.5.4.4", "surname"},
        {"2.5.4.5", "serialNumber"},
        {"2.5.4.9", "streetAddress"},
        {"2.5.4.12", "title"},
        {"2.5.4.13", "description"},
        {"2.5.4.14", "searchGuide"},
        {"2.5.4.15", "businessCategory"},
        {"2.5.4.16", "postalAddress"},
        {"2.5.4.17", "postalCode"},
        {"2.5.4.41", "name"},
        {"2.5.4.42", "givenName"},
        {"2.5.4.43", "initials"},
        {"2.5.4.44", "generationQualifier"},
        {"2.5.4.45", "uniqueIdentifier"},
        {"2.5.4.46", "dnQualifier"},
        {"0.9.2342.19200300.100.1.1", "uid"},
        {"0.9.2342.19200300.100.1.25", "DC"},
        {"1.2.840.113549.1.9.2", "unstructuredName"},
        {"1.2.840.113549.1.9.3", "contentType"},
        {"1.2.840.113549.1.9.4", "id-messageDigest"},
        {"1.2.840.113549.1.9.5", "signing-time"},
        {"1.2.840.113549.1.9.7", "challengePassword"},
        {"1.2.840.113549.1.9.14", "extensionRequest"},
        {"1.2.840.113549.1.9.15", "smimeCapabilities"},
        {"1.2.840.113549.1.9.20", "friendlyName"},
        {"1.3.6.1.4.1.311.60.2.1.1", "msJurisdictionLocality"},
        {"1.3.6.1.4.1.311.60.2.1.2", "msJurisdictionStateOrProvince"},
        {"1.3.6.1.4.1.311.60.2.1.3", "msJurisdictionCountry"},
    };
    private static final byte[][] OIDS =
            Arrays.stream(NAMES).map(row -> encode(row[0])).toArray(byte[][]::new);
    private static final byte[][] TEXTS = Arrays.stream(NAMES)
            .map(row -> row[1].getBytes(StandardCharsets.US_ASCII))
            .toArray(byte[][]::new);
    private static final byte[] UNKNOWN = {'O', 'I', 'D', '('};

    private ObjectIdentifier() {}

    /// The contents of the element for a dotted identifier (X.690, section 8.19).
    private static byte[] encode(String dotted) {
        int[] arcs =
                Arrays.stream(dotted.split("\\.")).mapToInt(Integer::parseInt).toArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        encode(arcs[0] * 40 + arcs[1], out);
        for (int i = 2; i < arcs.length; i++) {
            encode(arcs[i], out);
        }
        return out.toByteArray();
    }

    private static void encode(int arc, ByteArrayOutputStream out) {
        int groups = Math.max(0, (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(arc)) / 7);
        for (int shift = groups * 7; shift > 0; shift -= 7) {
            out.write((arc >>> shift) | 0x80);
        }
        out.write(arc & 0x7F);
    }

    /// Appends the name of the identifier at `from` to before `to`; `OID(1.2.3)` if it has none.
    static void append(GrowingBytes out, Octets bytes, int from, int to) {
        for (int i = 0; i < OIDS.length; i++) {
            if (equal(OIDS[i], bytes, from, to)) {
                append(out, TEXTS[i]);
                return;
            }
        }
        append(out, UNKNOWN);
        appendDotted(out, bytes, from, to);
        out.append((byte) ')');
    }

    private static boolean equal(byte[] known, Octets bytes, int from, int to) {
        if (known.length != to - from) {
            return false;
        }
        for (int i = 0; i < known.length; i++) {
            if ((known[i] & 0xFF) != bytes.u8(from + i)) {
                return false;
            }
        }
        return true;
    }

    private static void append(GrowingBytes out, byte[] text) {
        for (byte letter : text) {
            out.append(letter);
        }
    }

    private static void appendDotted(GrowingBytes out, Octets bytes, int from, int to) {
        long arc = 0;
        for (int at = from; at < to; at++) {
            int octet = bytes.u8(at);
            arc = at == from ? octet : ((arc << 7) | (octet & 0x7F)) & Long.MAX_VALUE;
            if (octet < 0x80 || at == from || at == to - 1) {
                appendArc(out, arc, at == from);
                arc = 0;
            }
        }
    }

    /// The first two arcs are one number, which Suricata takes for a single byte.
    private static void appendArc(GrowingBytes out, long arc, boolean isFirst) {
        if (isFirst) {
            Decimal.append(out, arc / 40);
            out.append((byte) '.');
            Decimal.append(out, arc % 40);
        } else {
            out.append((byte) '.');
            Decimal.append(out, arc);
        }
    }
}
