package dev.winnow.protocol.http;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Bytes as HTTP sees them, and searches over runs of them in off-heap memory, eight at a time.
final class Ascii {
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final long LANES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = LANES << 7;

    private Ascii() {}

    /// The first offset from `from` on, before `to`, that holds `value`; `to` if none does.
    static long find(MemorySegment memory, long from, long to, byte value) {
        long wanted = LANES * (value & 0xFF);
        long at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long difference = memory.get(WORD, at) ^ wanted;
            // A borrow can only mark lanes above a true hit, and the lowest mark is what counts.
            long hits = (difference - LANES) & ~difference & HIGH_BITS;
            if (hits != 0) {
                return at + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (at < to && memory.get(BYTE, at) != value) {
            at++;
        }
        return at;
    }

    /// The first offset from `from` on, before `to`, that holds white space; `to` if none does.
    static long findSpace(MemorySegment memory, long from, long to) {
        long at = from;
        while (at < to && !isSpace(memory.get(BYTE, at))) {
            at++;
        }
        return at;
    }

    /// The first offset from `from` on, before `to`, that holds no white space; `to` if none does.
    static long skipSpace(MemorySegment memory, long from, long to) {
        long at = from;
        while (at < to && isSpace(memory.get(BYTE, at))) {
            at++;
        }
        return at;
    }

    /// `to`, less the carriage returns and line feeds in front of it.
    static long chomp(MemorySegment memory, long from, long to) {
        long end = to;
        while (end > from && (memory.get(BYTE, end - 1) == '\n' || memory.get(BYTE, end - 1) == '\r')) {
            end--;
        }
        return end;
    }

    /// White space as C's isspace has it.
    static boolean isSpace(byte value) {
        return value == ' ' || (value >= '\t' && value <= '\r');
    }

    /// White space that may stand around a header's value.
    static boolean isBlank(byte value) {
        return value == ' ' || value == '\t';
    }

    static byte lower(byte value) {
        return value >= 'A' && value <= 'Z' ? (byte) (value | 0x20) : value;
    }

    /// The value of a hexadecimal digit, or -1.
    static int hexDigit(byte value) {
        return Character.digit(value, 16);
    }

    /// Whether the bytes are those of `word`, letter for letter.
    static boolean isExactly(MemorySegment memory, long from, long to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (memory.get(BYTE, from + i) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Whether the bytes are those of `word`, which is in lower case, in either case.
    static boolean is(MemorySegment memory, long from, long to, String word) {
        return to - from == word.length() && startsWith(memory, from, to, word);
    }

    /// Whether the bytes begin with `word`, which is in lower case, in either case.
    static boolean startsWith(MemorySegment memory, long from, long to, String word) {
        if (to - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (lower(memory.get(BYTE, from + i)) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Where `word`, which is in lower case, begins in either case; -1 if it does not occur.
    static long indexOf(MemorySegment memory, long from, long to, String word) {
        for (long at = from; at <= to - word.length(); at++) {
            if (startsWith(memory, at, to, word)) {
                return at;
            }
        }
        return -1;
    }
}
