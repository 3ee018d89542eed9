package dev.winnow.protocol.http;

import dev.winnow.memory.GrowingBytes;

/// Rewrites the parts of a request target in place as the most lenient servers read them, once: what is
/// encoded twice stays encoded once. The same as Suricata 7 makes of them under its personality IDS.
///
/// Threading: any.
final class UriNormalizer {
    private static final byte UNKNOWN = '?';
    private static final int LONG_ESCAPE_BYTES = 6;

    private UriNormalizer() {}

    /// Normalises the path that is all of `bytes`: escapes (`%41`, `%u0041`), backslashes, repeated slashes,
    /// UTF-8, and dots (RFC 3986, 5.2.4), in this order.
    static void path(GrowingBytes bytes) {
        decodePath(bytes);
        Utf8BestFit.decode(bytes);
        removeDots(bytes);
    }

    private static void decodePath(GrowingBytes bytes) {
        int length = bytes.length();
        int from = 0;
        int to = 0;
        boolean behindSlash = false;
        while (from < length) {
            byte value = bytes.at(from);
            int used = value == '%' ? escapeLength(bytes, from, true) : 1;
            if (used > 1) {
                value = decode(bytes, from, used);
            }
            from += Math.max(used, 1);
            value = value == '\\' ? (byte) '/' : value;
            if (value != '/' || !behindSlash) {
                bytes.set(to++, value);
            }
            behindSlash = value == '/';
        }
        bytes.truncate(to);
    }

    /// Decodes `%41` in all bytes from `start` on, the query or the host.
    static void query(GrowingBytes bytes, int start) {
        decode(bytes, start, false);
    }

    /// Decodes `%41` and `%u0041` in all bytes from `start` on.
    static void fragment(GrowingBytes bytes, int start) {
        decode(bytes, start, true);
    }

    private static void decode(GrowingBytes bytes, int start, boolean mayBeLong) {
        int length = bytes.length();
        int from = start;
        int to = start;
        while (from < length) {
            byte value = bytes.at(from);
            int used = value == '%' ? escapeLength(bytes, from, mayBeLong) : 1;
            bytes.set(to++, used > 1 ? decode(bytes, from, used) : value);
            from += Math.max(used, 1);
        }
        bytes.truncate(to);
    }

    /// How many bytes the escape at `at` has; 0 if it is none.
    private static int escapeLength(GrowingBytes bytes, int at, boolean mayBeLong) {
        int length = bytes.length();
        if (mayBeLong && at + 1 < length && (bytes.at(at + 1) | 0x20) == 'u') {
            return at + LONG_ESCAPE_BYTES <= length && areHex(bytes, at + 2, 4) ? LONG_ESCAPE_BYTES : 0;
        }
        return at + 3 <= length && areHex(bytes, at + 1, 2) ? 3 : 0;
    }

    private static boolean areHex(GrowingBytes bytes, int from, int count) {
        for (int i = 0; i < count; i++) {
            if (Ascii.hexDigit(bytes.at(from + i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte decode(GrowingBytes bytes, int at, int used) {
        int digits = used == LONG_ESCAPE_BYTES ? 4 : 2;
        int value = 0;
        for (int i = used - digits; i < used; i++) {
            value = value << 4 | Ascii.hexDigit(bytes.at(at + i));
        }
        return value < 0x100 ? (byte) value : Utf8BestFit.of(value, UNKNOWN);
    }

    /// Removes `.` and `..` segments. A slash that such a segment at the very end leaves behind goes with it.
    private static void removeDots(GrowingBytes bytes) {
        int length = bytes.length();
        int from = 0;
        int to = 0;
        boolean slash = false;
        while (from < length || slash) {
            if (!slash && from < length && bytes.at(from) == '/') {
                slash = true;
                from++;
            }
            int dots = dots(bytes, from);
            int next = from + dots;
            boolean ends = next == length;
            if (dots > 0 && (ends || bytes.at(next) == '/')) {
                to = dots == 2 && slash ? parent(bytes, to) : to;
                from = ends ? next : next + 1;
                slash = slash && !ends && from < length;
                continue;
            }
            to = copySegment(bytes, from, to, slash);
            from = segmentEnd(bytes, from);
            slash = false;
        }
        bytes.truncate(to);
    }

    private static int dots(GrowingBytes bytes, int from) {
        int count = 0;
        while (count < 3 && from + count < bytes.length() && bytes.at(from + count) == '.') {
            count++;
        }
        return count == 3 ? 0 : count;
    }

    private static int parent(GrowingBytes bytes, int to) {
        int parent = to;
        while (parent > 0 && bytes.at(parent - 1) != '/') {
            parent--;
        }
        return Math.max(parent - 1, 0);
    }

    private static int segmentEnd(GrowingBytes bytes, int from) {
        int end = from;
        while (end < bytes.length() && bytes.at(end) != '/') {
            end++;
        }
        return end;
    }

    private static int copySegment(GrowingBytes bytes, int from, int to, boolean slash) {
        int out = to;
        if (slash) {
            bytes.set(out++, (byte) '/');
        }
        int end = segmentEnd(bytes, from);
        for (int at = from; at < end; at++) {
            bytes.set(out++, bytes.at(at));
        }
        return out;
    }
}
