package dev.winnow.detect.content;

/// How much a byte tells: an estimate of how seldom it is in what servers receive. Text protocols dominate, so lower
/// case letters tell least, then padding, digits and spaces; bytes outside of text tell most.
public final class ByteRarity {
    private static final String FREQUENT_LETTERS = "etaoinsr";
    private static final int BYTES = 256;
    /// Asked for each byte of tens of thousands of literals.
    private static final byte[] RARITY = new byte[BYTES];

    static {
        for (char c = 0; c < BYTES; c++) {
            RARITY[c] = (byte) rarity(c);
        }
    }

    private ByteRarity() {}

    /// 1 (frequent) to 8 (rare).
    public static int of(byte value) {
        return RARITY[value & 0xFF];
    }

    private static int rarity(char c) {
        if (c == 0 || FREQUENT_LETTERS.indexOf(c) >= 0) {
            return 1;
        }
        if (isLower(c) || c == ' ' || c == 0xFF) {
            return 2;
        }
        if (isDigit(c) || c == '\r' || c == '\n' || c == '/' || c == '.') {
            return 3;
        }
        if ((c >= 'A' && c <= 'Z') || c == '-' || c == ':' || c == '=' || c == 1) {
            return 4;
        }
        return c > ' ' && c < 0x7F ? 6 : 8;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
