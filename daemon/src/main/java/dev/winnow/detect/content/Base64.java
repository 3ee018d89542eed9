package dev.winnow.detect.content;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Decodes base64 (RFC 4648 section 4) as far as it goes, as Suricata 7.0.10 does: a byte that is neither digit nor
/// padding ends it, and makes a byte of one digit before it; padding may be anywhere in a group of four and takes a
/// byte from the group's end, but in a group
/// that is cut short it counts as a digit.
final class Base64 {
    private static final int GROUP = 4;
    private static final int GROUP_BYTES = 3;
    private static final int DIGIT_BITS = 6;

    private Base64() {}

    /// @param source not written to
    /// @param count bytes to decode
    /// @param target with room for `capacity` bytes
    /// @return how many bytes were written
    static int decode(MemorySegment source, long offset, int count, MemorySegment target, long to, int capacity) {
        int written = 0;
        int digits = 0;
        int padding = 0;
        int group = 0;
        boolean isStopped = false;
        for (int i = 0; i < count && written + GROUP_BYTES <= capacity; i++) {
            byte letter = source.get(ValueLayout.JAVA_BYTE, offset + i);
            int digit = letter == '=' ? 0 : digit(letter);
            if (digit < 0) {
                isStopped = true;
                break;
            }
            padding += letter == '=' ? 1 : 0;
            group = (group << DIGIT_BITS) | digit;
            if (++digits == GROUP) {
                written += write(group, GROUP_BYTES - padding, target, to + written);
                digits = 0;
                padding = 0;
            }
        }
        int missing = GROUP - digits;
        int bytes = isStopped && digits == 1 ? 1 : digits - 1;
        return written + write(group << (missing * DIGIT_BITS), bytes, target, to + written);
    }

    private static int write(int group, int count, MemorySegment target, long to) {
        for (int i = 0; i < count; i++) {
            target.set(ValueLayout.JAVA_BYTE, to + i, (byte) (group >> ((GROUP_BYTES - 1 - i) * Byte.SIZE)));
        }
        return Math.max(0, count);
    }

    private static int digit(byte letter) {
        if (letter >= 'A' && letter <= 'Z') {
            return letter - 'A';
        }
        if (letter >= 'a' && letter <= 'z') {
            return letter - 'a' + 26;
        }
        if (letter >= '0' && letter <= '9') {
            return letter - '0' + 52;
        }
        return letter == '+' ? 62 : letter == '/' ? 63 : -1;
    }
}
