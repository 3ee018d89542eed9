package dev.winnow.packet;

import java.lang.foreign.MemorySegment;

/// IPv4 and TCP options have one shape: kind 0 ends the list, kind 1 is a lone byte, any other is followed by a length
/// that counts both bytes.
final class OptionWalk {
    private static final int END = 0;
    private static final int NO_OPERATION = 1;
    private static final int NOT_FOUND = -1;
    private static final int CONTRADICTION = -2;
    /// No option has this kind, so that looking for it walks the whole list.
    private static final int NO_KIND = -1;

    private OptionWalk() {}

    /// Where the first option of a kind starts, or a negative number.
    static long find(MemorySegment memory, long start, long end, int kind) {
        long at = start;
        while (at < end) {
            int found = Wire.u8(memory, at);
            if (found == kind) {
                return at;
            }
            if (found == END) {
                return NOT_FOUND;
            }
            if (found == NO_OPERATION) {
                at++;
                continue;
            }
            int length = at + 1 < end ? Wire.u8(memory, at + 1) : 0;
            if (length < 2 || length > end - at) {
                return CONTRADICTION;
            }
            at += length;
        }
        return NOT_FOUND;
    }

    /// Where an option of this kind and exactly this length starts, or a negative number.
    static long find(MemorySegment memory, long start, long end, int kind, int length) {
        long at = find(memory, start, end, kind);
        return at >= 0 && end - at >= length && Wire.u8(memory, at + 1) == length ? at : NOT_FOUND;
    }

    static boolean wellFormed(MemorySegment memory, long start, long end) {
        return find(memory, start, end, NO_KIND) != CONTRADICTION;
    }
}
