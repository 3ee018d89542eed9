package dev.winnow.detect.content;

import dev.winnow.rule.option.Bytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// A run of bytes to look for in off-heap memory. Immutable, any thread, allocates nothing.
///
/// The search runs over places of the literal's rarest byte, eight at a time, and compares the rest where it is found.
public final class Literal {
    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long LANES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = LANES << 7;
    private static final int CASE_BIT = 0x20;

    private final byte[] pattern;
    private final boolean noCase;
    private final int anchor;
    private final long anchorLanes;
    private final long foldLanes;

    /// @param noCase ASCII letters match in either case
    public Literal(Bytes bytes, boolean noCase) {
        this.pattern = bytes.toArray();
        this.noCase = noCase;
        if (noCase) {
            fold(pattern);
        }
        anchor = rarest(pattern);
        byte rare = pattern[anchor];
        anchorLanes = LANES * (rare & 0xFF);
        foldLanes = noCase && rare >= 'a' && rare <= 'z' ? LANES * CASE_BIT : 0;
    }

    /// How many bytes there are.
    public int length() {
        return pattern.length;
    }

    /// The first place at or after `from` where the literal lies wholly before `to`.
    ///
    /// @param base where in `memory` place 0 is
    /// @param from 0 or more
    /// @param to at most what `memory` holds from `base` on
    /// @return the place, or -1
    public int find(MemorySegment memory, long base, int from, int to) {
        int last = to - pattern.length;
        int at = from;
        long anchorBase = base + anchor;
        while (at <= last - 7) {
            int found = findAmongEight(memory, base, at, memory.get(WORD, anchorBase + at));
            if (found >= 0) {
                return found;
            }
            at += 8;
        }
        while (at <= last) {
            if (isAt(memory, base + at)) {
                return at;
            }
            at++;
        }
        return -1;
    }

    /// @param eight the bytes where the rarest byte must be for the places `at` to `at + 7`
    private int findAmongEight(MemorySegment memory, long base, int at, long eight) {
        long difference = (eight | foldLanes) ^ anchorLanes;
        // The lowest marked lane is a hit; a borrow may mark lanes above a hit falsely, and isAt sorts those out.
        long hits = (difference - LANES) & ~difference & HIGH_BITS;
        while (hits != 0) {
            int place = at + (Long.numberOfTrailingZeros(hits) >>> 3);
            if (isAt(memory, base + place)) {
                return place;
            }
            hits &= hits - 1;
        }
        return -1;
    }

    /// Whether the literal is at `offset`, from where `memory` holds at least [#length] bytes.
    public boolean isAt(MemorySegment memory, long offset) {
        return noCase ? isFoldedAt(memory, offset) : isExactAt(memory, offset);
    }

    private boolean isExactAt(MemorySegment memory, long offset) {
        for (int i = 0; i < pattern.length; i++) {
            if (memory.get(ValueLayout.JAVA_BYTE, offset + i) != pattern[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isFoldedAt(MemorySegment memory, long offset) {
        for (int i = 0; i < pattern.length; i++) {
            if (lower(memory.get(ValueLayout.JAVA_BYTE, offset + i)) != pattern[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte lower(byte value) {
        return value >= 'A' && value <= 'Z' ? (byte) (value | CASE_BIT) : value;
    }

    private static void fold(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = lower(bytes[i]);
        }
    }

    private static int rarest(byte[] bytes) {
        int rarest = 0;
        for (int i = 1; i < bytes.length; i++) {
            if (ByteRarity.of(bytes[i]) > ByteRarity.of(bytes[rarest])) {
                rarest = i;
            }
        }
        return rarest;
    }
}
