package dev.winnow.protocol.http;

import dev.winnow.memory.ByteRange;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// A parameter of a header's value: `; name=token` or `; name="quoted \" text"` (RFC 9110, 5.6.6). Threading: any.
final class HeaderParameter {
    private HeaderParameter() {}

    /// Points `value`, which is at a header's value, at the value of its parameter `name`, backslashes included.
    ///
    /// @param name in lower case; letters of either case are found
    /// @return false if there is no such parameter, or it is empty; `value` is then as it was
    static boolean find(String name, ByteRange value) {
        MemorySegment memory = value.memory();
        long to = value.offset() + value.length();
        long at = value.offset();
        while (at < to) {
            long from = Ascii.skipSpace(memory, at, to);
            long end = segmentEnd(memory, from, to);
            long equal = from + name.length();
            if (equal < end && byteAt(memory, equal) == '=' && Ascii.startsWith(memory, from, end, name)) {
                return point(memory, equal + 1, end, value);
            }
            at = end + 1;
        }
        return false;
    }

    /// Where the parameter ends that begins at `from`: at a semicolon that is not in quotes.
    private static long segmentEnd(MemorySegment memory, long from, long to) {
        boolean quoted = false;
        long at = from;
        while (at < to && (quoted || byteAt(memory, at) != ';')) {
            byte value = byteAt(memory, at);
            if (quoted && value == '\\') {
                at++;
            } else if (value == '"') {
                quoted = !quoted;
            }
            at++;
        }
        return Math.min(at, to);
    }

    private static boolean point(MemorySegment memory, long from, long to, ByteRange value) {
        long start = from;
        long end = to;
        while (end > start && Ascii.isSpace(byteAt(memory, end - 1))) {
            end--;
        }
        if (end - start >= 2 && byteAt(memory, start) == '"' && byteAt(memory, end - 1) == '"') {
            start++;
            end--;
        }
        if (start == end) {
            return false;
        }
        value.set(memory, start, (int) (end - start));
        return true;
    }

    private static byte byteAt(MemorySegment memory, long at) {
        return memory.get(ValueLayout.JAVA_BYTE, at);
    }
}
