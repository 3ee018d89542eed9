package dev.winnow.protocol.tls;

import dev.winnow.memory.BlockPool;
import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;

/// JA4: a client's hello in 36 characters, whatever order its ciphers and extensions come in, without GREASE.
///
/// ```
/// t13d1516h2_8daaf6152771_b186095e22b6
/// │││ │ │ │  │            └ SHA-256 of the sorted extensions but for name and ALPN, and the signature algorithms
/// │││ │ │ │  └ SHA-256 of the sorted ciphers
/// │││ │ │ └ first and last character of the first protocol of ALPN
/// │││ │ └ extensions
/// │││ └ ciphers
/// ││└ d with a server's name, i without
/// └┴ TCP, version
/// ```
///
/// See <https://github.com/FoxIO-LLC/ja4/blob/main/technical_details/JA4.md>; where it says nothing, and in an empty
/// list, it is as Suricata 7.0.10 has it. Reused. One thread.
final class Ja4 {
    private static final int MAX_LIST_BYTES = 1 << 18;
    private static final int MAX_NUMBERS = 1 << 15;
    private static final int MAX_COUNT = 99;
    private static final int DIGEST_OCTETS = 6;
    private static final int TLS_1_2 = 0x0303;
    private static final int NOTHING = 0;

    private final HexDigest sha256 = HexDigest.sha256();
    private final GrowingBytes list;
    private final Vector names = new Vector();
    private final Vector protocol = new Vector();
    private final int[] numbers = new int[MAX_NUMBERS];
    private int count;
    private int extensions;
    private boolean hasName;

    Ja4(BlockPool blocks) {
        list = new GrowingBytes(blocks, MAX_LIST_BYTES);
    }

    /// Appends what stands for the hello, which is whole.
    void append(ClientHello hello, GrowingBytes out) {
        readExtensions(hello);
        int extensionCount = extensions;
        out.append((byte) 't');
        version(hello, out);
        out.append((byte) (hasName ? 'd' : 'i'));
        twoDigits(cipherCount(hello), out);
        twoDigits(extensionCount, out);
        protocol(hello.bytes, out);
        out.append((byte) '_');
        appendExtensionsBehindCiphers(hello, out);
    }

    private void appendExtensionsBehindCiphers(ClientHello hello, GrowingBytes out) {
        readNumbers(hello.bytes, hello.ciphers);
        writeSorted();
        digest(out);
        out.append((byte) '_');
        readExtensions(hello);
        writeSorted();
        list.append((byte) '_');
        writeSignatures(hello);
        digest(out);
    }

    /// The first version of the extension counts where it is newer than TLS 1.2.
    private static void version(ClientHello hello, GrowingBytes out) {
        int version = hello.version() > TLS_1_2 ? hello.version() : hello.legacyVersion();
        boolean isTls = version > 0x0300 && version <= 0x0304;
        char first = version == 0x0300 ? 's' : isTls ? '1' : '0';
        char second = version == 0x0300 ? '3' : (char) (isTls ? '0' + version - 0x0301 : '0');
        out.append((byte) first);
        out.append((byte) second);
    }

    private static int cipherCount(ClientHello hello) {
        int ciphers = 0;
        for (int at = hello.ciphers.start(); at + 2 <= hello.ciphers.end(); at += 2) {
            ciphers += Grease.is(hello.bytes.u16(at)) ? 0 : 1;
        }
        return ciphers;
    }

    private static void twoDigits(int number, GrowingBytes out) {
        int shown = Math.min(number, MAX_COUNT);
        out.append((byte) ('0' + shown / 10));
        out.append((byte) ('0' + shown % 10));
    }

    /// Of a protocol that does not begin and end with a letter or a digit, the outer digits of its octets.
    private void protocol(Octets bytes, GrowingBytes out) {
        int first = protocol.length() == 0 ? '0' : bytes.u8(protocol.start());
        int last = protocol.length() == 0 ? '0' : bytes.u8(protocol.end() - 1);
        boolean isText = isAlphanumeric(first) && isAlphanumeric(last);
        out.append((byte) (isText ? first : Character.forDigit(first >>> 4, 16)));
        out.append((byte) (isText ? last : Character.forDigit(last & 0xF, 16)));
    }

    private static boolean isAlphanumeric(int letter) {
        int lower = letter | 0x20;
        return (letter >= '0' && letter <= '9') || (lower >= 'a' && lower <= 'z');
    }

    private void readNumbers(Octets bytes, Vector from) {
        count = 0;
        for (int at = from.start(); at + 2 <= from.end(); at += 2) {
            take(bytes.u16(at));
        }
    }

    private void take(int number) {
        if (!Grease.is(number) && count < MAX_NUMBERS) {
            numbers[count++] = number;
        }
    }

    /// Takes the extensions up to one that nobody can make sense of.
    private void readExtensions(ClientHello hello) {
        count = 0;
        extensions = 0;
        hasName = false;
        protocol.clear();
        hello.cursor.wrap(hello.bytes, hello.extensions);
        while (nextSound(hello)) {
            int type = hello.cursor.type();
            extensions += Grease.is(type) ? 0 : 1;
            if (type == Extensions.SERVER_NAME) {
                hasName = true;
            } else if (type == Extensions.PROTOCOL_NAMES) {
                readProtocol(hello.bytes, hello.cursor.data());
            } else {
                take(type);
            }
        }
    }

    private boolean nextSound(ClientHello hello) {
        if (!hello.cursor.next()) {
            return false;
        }
        int type = hello.cursor.type();
        Vector data = hello.cursor.data();
        boolean isList = type == Extensions.SIGNATURE_ALGORITHMS || type == Extensions.PROTOCOL_NAMES;
        boolean holds = !isList || data.length() == 0 || names.read(hello.bytes, data.start(), 2, data.end());
        return holds && hello.isSound(type, data);
    }

    private void readProtocol(Octets bytes, Vector data) {
        protocol.clear();
        if (names.read(bytes, data.start(), 2, data.end()) && names.length() > 0) {
            protocol.read(bytes, names.start(), 1, names.end());
        }
        if (protocol.length() == 2 && Grease.is(bytes.u16(protocol.start()))) {
            protocol.clear();
        }
    }

    /// In the order in which they are offered.
    private void writeSignatures(ClientHello hello) {
        int first = list.length();
        hello.cursor.wrap(hello.bytes, hello.extensions);
        while (nextSound(hello)) {
            Vector data = hello.cursor.data();
            if (hello.cursor.type() == Extensions.SIGNATURE_ALGORITHMS
                    && names.read(hello.bytes, data.start(), 2, data.end())) {
                for (int at = names.start(); at + 2 <= names.end(); at += 2) {
                    write(hello.bytes.u16(at), first);
                }
            }
        }
    }

    private void writeSorted() {
        sort();
        list.clear();
        for (int i = 0; i < count; i++) {
            write(numbers[i], NOTHING);
        }
    }

    private void write(int number, int first) {
        if (Grease.is(number)) {
            return;
        }
        if (list.length() > first) {
            list.append((byte) ',');
        }
        Hex.appendLower(list, number >>> 8);
        Hex.appendLower(list, number);
    }

    private void digest(GrowingBytes out) {
        sha256.appendStart(out, DIGEST_OCTETS, list.memory(), list.address(), list.length());
        list.clear();
    }

    /// Shell's sort: in place, and quick enough for as many numbers as fit into a hello.
    private void sort() {
        for (int gap = count / 2; gap > 0; gap /= 2) {
            for (int i = gap; i < count; i++) {
                insert(i, gap);
            }
        }
    }

    private void insert(int from, int gap) {
        int number = numbers[from];
        int at = from;
        while (at >= gap && numbers[at - gap] > number) {
            numbers[at] = numbers[at - gap];
            at -= gap;
        }
        numbers[at] = number;
    }
}
