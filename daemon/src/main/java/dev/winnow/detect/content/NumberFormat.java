package dev.winnow.detect.content;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// How a number is written in the bytes. Immutable, any thread, allocates nothing.
sealed interface NumberFormat {
    /// What [#read] answers when there is no number.
    int NONE = -1;

    /// Most significant byte first, or last.
    enum Binary implements NumberFormat {
        BIG_ENDIAN,
        LITTLE_ENDIAN;

        private static final int MAX_COUNT = Long.BYTES;

        @Override
        public int read(Inspection in, int place, int count) {
            if (count > MAX_COUNT) {
                return NONE;
            }
            long number = 0;
            for (int i = 0; i < count; i++) {
                int next = this == BIG_ENDIAN ? i : count - 1 - i;
                number = number << Byte.SIZE | byteAt(in.memory, in.base + place + next);
            }
            in.number = number;
            return count;
        }
    }

    /// Digits, as C's `strtoull` reads them: after white space and a sign, up to what is no digit. A number that does
    /// not fit 64 bits is none.
    ///
    /// @param base 8, 10, 16, or 0 where a prefix `0x` or `0` tells
    record Text(int base) implements NumberFormat {
        /// As many as 64 bits take in base 8, and a prefix.
        private static final int MAX_COUNT = 23;

        @Override
        public int read(Inspection in, int place, int count) {
            if (count > MAX_COUNT) {
                return NONE;
            }
            long end = in.base + place + count;
            long at = skipSpace(in.memory, in.base + place, end);
            int sign = at < end ? byteAt(in.memory, at) : 0;
            if (sign == '-' || sign == '+') {
                at++;
            }
            int radix = radix(in.memory, at, end);
            long first = hasHexPrefix(in.memory, at, end) && radix == 16 ? at + 2 : at;
            long behind = digits(in, first, end, radix, sign == '-');
            return behind == first ? NONE : (int) (behind - in.base - place);
        }

        private static long skipSpace(MemorySegment memory, long from, long end) {
            long at = from;
            while (at < end
                    && (byteAt(memory, at) == ' ' || (byteAt(memory, at) >= '\t' && byteAt(memory, at) <= '\r'))) {
                at++;
            }
            return at;
        }

        private int radix(MemorySegment memory, long at, long end) {
            if (base != 0) {
                return base;
            }
            if (hasHexPrefix(memory, at, end)) {
                return 16;
            }
            return at < end && byteAt(memory, at) == '0' ? 8 : 10;
        }

        /// Without a digit behind it the prefix is a zero and something else.
        private static boolean hasHexPrefix(MemorySegment memory, long at, long end) {
            return at + 2 < end
                    && byteAt(memory, at) == '0'
                    && (byteAt(memory, at + 1) | 0x20) == 'x'
                    && Character.digit(byteAt(memory, at + 2), 16) >= 0;
        }

        /// @return the place behind the last digit; `from` where there is none, or the number is too large
        private static long digits(Inspection in, long from, long end, int radix, boolean negative) {
            long number = 0;
            long at = from;
            int digit = at < end ? Character.digit(byteAt(in.memory, at), radix) : -1;
            while (digit >= 0) {
                if (Long.compareUnsigned(number, Long.divideUnsigned(-1 - digit, radix)) > 0) {
                    return from;
                }
                number = number * radix + digit;
                at++;
                digit = at < end ? Character.digit(byteAt(in.memory, at), radix) : -1;
            }
            in.number = negative ? -number : number;
            return at;
        }
    }

    /// Reads the number in the `count` bytes at `place`, which are all there, into [Inspection#number].
    ///
    /// @return the bytes up to its end; [#NONE] if there is none, and then the number is undefined
    int read(Inspection in, int place, int count);

    private static int byteAt(MemorySegment memory, long offset) {
        return Byte.toUnsignedInt(memory.get(ValueLayout.JAVA_BYTE, offset));
    }
}
