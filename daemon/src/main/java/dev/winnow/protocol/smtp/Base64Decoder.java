package dev.winnow.protocol.smtp;

import dev.winnow.protocol.CarriedFile;
import dev.winnow.protocol.Octets;
import java.util.Arrays;

/// Decodes base64 (RFC 2045, section 6.8) as it comes; other letters are passed over, as mail programs do.
final class Base64Decoder {
    private static final byte[] VALUES = values();
    private static final byte OTHER = -1;

    private int bits;
    private int count;

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, OTHER);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }

    void reset() {
        bits = 0;
        count = 0;
    }

    void decode(Octets text, CarriedFile to) {
        for (int i = 0; i < text.length(); i++) {
            int letter = text.u8(i);
            if (letter == '=') {
                finish(to);
            } else if (VALUES[letter] != OTHER) {
                add(VALUES[letter], to);
            }
        }
    }

    private void add(int value, CarriedFile to) {
        bits = bits << 6 | value;
        if (++count == 4) {
            to.append(bits >> 16);
            to.append(bits >> 8);
            to.append(bits);
            reset();
        }
    }

    /// Writes the bytes of a group that is not whole.
    void finish(CarriedFile to) {
        if (count == 3) {
            to.append(bits >> 10);
            to.append(bits >> 2);
        } else if (count == 2) {
            to.append(bits >> 4);
        }
        reset();
    }
}
