package dev.winnow.protocol.http2;

import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;

/// The Huffman code of HPACK (RFC 7541, appendix B), which is canonical: the lengths of the codes are all there is to
/// it.
final class Huffman {
    private static final int END_OF_STRING = 256;
    private static final int MAX_BITS = 30;
    private static final int MAX_PADDING_BITS = 7;

    /// The code length of each symbol, the end of the string last.
    private static final int[] LENGTHS = {
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28,
        28, 28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15,
        6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22,
        20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23,
        23, 24, 22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22,
        22, 22, 23, 22, 22, 23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26,
        27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27,
        26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26, 30
    };
    private static final int[] FIRST_CODES = new int[MAX_BITS + 1];
    private static final int[] FIRST_RANKS = new int[MAX_BITS + 1];
    private static final int[] COUNTS = new int[MAX_BITS + 1];
    private static final int[] SYMBOLS = new int[LENGTHS.length];

    static {
        int code = 0;
        int rank = 0;
        for (int bits = 1; bits <= MAX_BITS; bits++) {
            code <<= 1;
            FIRST_CODES[bits] = code;
            FIRST_RANKS[bits] = rank;
            for (int symbol = 0; symbol < LENGTHS.length; symbol++) {
                if (LENGTHS[symbol] == bits) {
                    SYMBOLS[rank++] = symbol;
                }
            }
            COUNTS[bits] = rank - FIRST_RANKS[bits];
            code += COUNTS[bits];
        }
    }

    private Huffman() {}

    /// Appends what the `length` bytes from `from` on stand for; false if they stand for nothing.
    static boolean decode(Octets bytes, int from, int length, GrowingBytes out) {
        int code = 0;
        int bits = 0;
        for (int at = from; at < from + length; at++) {
            int octet = bytes.u8(at);
            for (int bit = Byte.SIZE - 1; bit >= 0; bit--) {
                code = (code << 1) | ((octet >>> bit) & 1);
                bits++;
                int rank = code - FIRST_CODES[bits];
                if (rank >= 0 && rank < COUNTS[bits]) {
                    int symbol = SYMBOLS[FIRST_RANKS[bits] + rank];
                    if (symbol == END_OF_STRING) {
                        return false;
                    }
                    out.append((byte) symbol);
                    code = 0;
                    bits = 0;
                }
            }
        }
        return bits <= MAX_PADDING_BITS && code == (1 << bits) - 1;
    }
}
