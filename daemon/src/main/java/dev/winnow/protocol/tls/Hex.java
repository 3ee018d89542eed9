package dev.winnow.protocol.tls;

import dev.winnow.memory.GrowingBytes;

/// Bytes as two hexadecimal digits each.
final class Hex {
    private static final int LOWER = 'a' - 10;
    private static final int UPPER = 'A' - 10;

    private Hex() {}

    static void appendLower(GrowingBytes out, int octet) {
        append(out, octet, LOWER);
    }

    static void appendUpper(GrowingBytes out, int octet) {
        append(out, octet, UPPER);
    }

    private static void append(GrowingBytes out, int octet, int letters) {
        digit(out, (octet >>> 4) & 0xF, letters);
        digit(out, octet & 0xF, letters);
    }

    private static void digit(GrowingBytes out, int value, int letters) {
        out.append((byte) (value < 10 ? '0' + value : letters + value));
    }
}
