package dev.winnow.protocol.tls;

import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;

/// JA3 and JA3S: the numbers in a hello as text, without GREASE.
///
/// `version,cipher-cipher,extension-extension,group-group,format-format` of a client, `version,cipher,extension-...` of
/// a server; numbers are decimal. See <https://github.com/salesforce/ja3>.
final class Ja3 {
    private static final byte COMMA = ',';
    private static final byte DASH = '-';

    private Ja3() {}

    static void of(ClientHello hello, GrowingBytes out) {
        Decimal.append(out, hello.legacyVersion());
        out.append(COMMA);
        list(hello.bytes, hello.ciphers, 2, out);
        out.append(COMMA);
        extensions(hello, out);
        out.append(COMMA);
        list(hello.bytes, hello.groups, 2, out);
        out.append(COMMA);
        list(hello.bytes, hello.pointFormats, 1, out);
    }

    static void of(ServerHello hello, GrowingBytes out) {
        Decimal.append(out, hello.legacyVersion());
        out.append(COMMA);
        number(Math.max(hello.cipher(), 0), out.length(), out);
        out.append(COMMA);
        int first = out.length();
        hello.cursor.wrap(hello.bytes, hello.extensions);
        while (hello.cursor.next()) {
            number(hello.cursor.type(), first, out);
        }
    }

    /// The list ends before an extension that nobody can make sense of.
    private static void extensions(ClientHello hello, GrowingBytes out) {
        int first = out.length();
        hello.cursor.wrap(hello.bytes, hello.extensions);
        while (hello.cursor.next() && hello.isSound(hello.cursor.type(), hello.cursor.data())) {
            number(hello.cursor.type(), first, out);
        }
    }

    private static void list(Octets bytes, Vector numbers, int size, GrowingBytes out) {
        int first = out.length();
        for (int at = numbers.start(); at + size <= numbers.end(); at += size) {
            number(size == 1 ? bytes.u8(at) : bytes.u16(at), first, out);
        }
    }

    private static void number(int value, int first, GrowingBytes out) {
        if (Grease.is(value)) {
            return;
        }
        if (out.length() > first) {
            out.append(DASH);
        }
        Decimal.append(out, value);
    }
}
