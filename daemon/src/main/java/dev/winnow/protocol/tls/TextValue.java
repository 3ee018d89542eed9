package dev.winnow.protocol.tls;

import dev.winnow.memory.GrowingBytes;
import dev.winnow.protocol.Octets;

/// The value of an attribute as UTF-8: strings as they are, BMPString from UTF-16, anything else in hexadecimal.
final class TextValue {
    private static final int BMP_STRING = 0x1E;
    private static final int REPLACEMENT_LIMIT = 0x110000;

    private TextValue() {}

    /// @return false if it is a string that holds no text
    static boolean append(GrowingBytes out, Octets bytes, Der value) {
        if (isString(value.tag())) {
            return appendUtf8(out, bytes, value.start(), value.end());
        }
        if (value.tag() == BMP_STRING) {
            return appendUtf16(out, bytes, value.start(), value.end());
        }
        for (int at = value.start(); at < value.end(); at++) {
            Hex.appendUpper(out, bytes.u8(at));
        }
        return true;
    }

    /// UTF8String, NumericString, PrintableString, TeletexString, VideotexString, IA5String, GraphicString,
    /// VisibleString, GeneralString.
    private static boolean isString(int tag) {
        return switch (tag) {
            case 0x0C, 0x12, 0x13, 0x14, 0x15, 0x16, 0x19, 0x1A, 0x1B -> true;
            default -> false;
        };
    }

    private static boolean appendUtf8(GrowingBytes out, Octets bytes, int from, int to) {
        for (int at = from; at < to; ) {
            int length = utf8Length(bytes, at, to);
            if (length == 0) {
                return false;
            }
            out.append(bytes.memory(), bytes.offset(at), length);
            at += length;
        }
        return true;
    }

    /// The bytes of the character at `at` (RFC 3629, section 4), or 0 if there is none.
    private static int utf8Length(Octets bytes, int at, int to) {
        int first = bytes.u8(at);
        if (first < 0x80) {
            return 1;
        }
        int length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (first < 0xC2 || first > 0xF4 || length > to - at) {
            return 0;
        }
        int character = first & (0x7F >>> length);
        for (int i = 1; i < length; i++) {
            int octet = bytes.u8(at + i);
            if ((octet & 0xC0) != 0x80) {
                return 0;
            }
            character = character << 6 | (octet & 0x3F);
        }
        return isCharacter(character) && length == encodedLength(character) ? length : 0;
    }

    private static boolean isCharacter(int character) {
        return character < REPLACEMENT_LIMIT && (character < 0xD800 || character > 0xDFFF);
    }

    private static int encodedLength(int character) {
        return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }

    private static boolean appendUtf16(GrowingBytes out, Octets bytes, int from, int to) {
        for (int at = from; at + 1 < to; at += 2) {
            int unit = bytes.u16(at);
            if (isHighSurrogate(unit) && at + 3 < to) {
                int low = bytes.u16(at + 2);
                unit = isLowSurrogate(low) ? 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00) : unit;
                at += 2;
            }
            if (!isCharacter(unit)) {
                return false;
            }
            appendCharacter(out, unit);
        }
        return true;
    }

    private static boolean isHighSurrogate(int unit) {
        return (unit & 0xFC00) == 0xD800;
    }

    private static boolean isLowSurrogate(int unit) {
        return (unit & 0xFC00) == 0xDC00;
    }

    private static void appendCharacter(GrowingBytes out, int character) {
        int length = encodedLength(character);
        if (length == 1) {
            out.append((byte) character);
            return;
        }
        int shift = 6 * (length - 1);
        out.append((byte) (((0xF00 >>> length) & 0xFF) | (character >>> shift)));
        while (shift > 0) {
            shift -= 6;
            out.append((byte) (0x80 | ((character >>> shift) & 0x3F)));
        }
    }
}
