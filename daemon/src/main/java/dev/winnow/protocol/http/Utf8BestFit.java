package dev.winnow.protocol.http;

import dev.winnow.memory.GrowingBytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// Characters turned into the single bytes that servers take for them, because that is how filters are passed
/// by: the full-width slash becomes a slash. Overlong forms (RFC 3629, 10) count as what they stand for.
///
/// Threading: any.
final class Utf8BestFit {
    private static final byte UNKNOWN = '?';
    private static final int FULL_WIDTH_FIRST = 0xFF01;
    private static final int FULL_WIDTH_LAST = 0xFF5E;
    private static final int FULL_WIDTH_DISTANCE = 0xFEE0;
    private static final byte[] BYTES = table();

    private Utf8BestFit() {}

    private static byte[] table() {
        byte[] bytes = new byte[1 << 16];
        try (InputStream in = Utf8BestFit.class.getResourceAsStream("best-fit.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(line, bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int character = FULL_WIDTH_FIRST; character <= FULL_WIDTH_LAST; character++) {
            bytes[character] = (byte) (character - FULL_WIDTH_DISTANCE);
        }
        return bytes;
    }

    private static void add(String line, byte[] bytes) {
        String[] words = line.split(" ", -1);
        for (int i = 1; i < words.length; i++) {
            bytes[HexFormat.fromHexDigits(words[i])] = (byte) HexFormat.fromHexDigits(words[0]);
        }
    }

    /// The byte for a character, U+0100 or above; `unknown` if there is none.
    static byte of(int character, byte unknown) {
        return character < BYTES.length && BYTES[character] != 0 ? BYTES[character] : unknown;
    }

    /// Turns each UTF-8 sequence in `bytes` into one byte, and each run of bytes that is none into a question
    /// mark.
    static void decode(GrowingBytes bytes) {
        int length = bytes.length();
        int from = 0;
        while (from < length && bytes.at(from) >= 0) {
            from++;
        }
        int to = from;
        while (from < length) {
            byte first = bytes.at(from);
            if (first >= 0) {
                bytes.set(to++, first);
                from++;
                continue;
            }
            int wanted = sequenceLength(first);
            int present = present(bytes, from, wanted);
            boolean isWhole = wanted > 0 && present == wanted;
            if (isWhole || wanted == 0 || from + present < length) {
                bytes.set(to++, isWhole ? decode(bytes, from, wanted) : UNKNOWN);
            }
            from += Math.max(present, 1);
        }
        bytes.truncate(to);
    }

    /// How many bytes a sequence has that begins so; 0 if none does.
    private static int sequenceLength(byte first) {
        int value = first & 0xFF;
        if (value < 0xC0 || value > 0xF4) {
            return 0;
        }
        return value < 0xE0 ? 2 : value < 0xF0 ? 3 : 4;
    }

    /// How many of a sequence's bytes are there.
    private static int present(GrowingBytes bytes, int from, int wanted) {
        int count = 1;
        while (count < wanted && from + count < bytes.length() && continues(bytes, from, count)) {
            count++;
        }
        return wanted == 0 ? 0 : count;
    }

    /// Surrogates and what lies above U+10FFFF are no characters (RFC 3629, 3).
    private static boolean continues(GrowingBytes bytes, int from, int index) {
        int value = bytes.at(from + index) & 0xFF;
        int first = bytes.at(from) & 0xFF;
        boolean isForbidden = index == 1 && ((first == 0xED && value > 0x9F) || (first == 0xF4 && value > 0x8F));
        return (value & 0xC0) == 0x80 && !isForbidden;
    }

    private static byte decode(GrowingBytes bytes, int from, int length) {
        int character = bytes.at(from) & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            character = (character << 6) | (bytes.at(from + i) & 0x3F);
        }
        return character < 0x100 ? (byte) character : of(character, UNKNOWN);
    }
}
