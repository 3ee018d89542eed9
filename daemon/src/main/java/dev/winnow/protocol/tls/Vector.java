package dev.winnow.protocol.tls;

import dev.winnow.protocol.Octets;

/// A run of bytes behind its own length (RFC 8446, section 3.4), as indices into a message. Reused. One thread.
final class Vector {
    private int start;
    private int end;

    void clear() {
        set(0, 0);
    }

    void set(int newStart, int newEnd) {
        start = newStart;
        end = newEnd;
    }

    /// Reads a vector with a length of `lengthBytes`, 1 to 3, at `at`.
    ///
    /// @return false, and empty, if it does not end by `limit`
    boolean read(Octets bytes, int at, int lengthBytes, int limit) {
        int length = length(bytes, at, lengthBytes);
        int first = at + lengthBytes;
        if (length == Octets.OUTSIDE || length > limit - first) {
            clear();
            return false;
        }
        set(first, first + length);
        return true;
    }

    private static int length(Octets bytes, int at, int lengthBytes) {
        return switch (lengthBytes) {
            case 1 -> bytes.u8(at);
            case 2 -> bytes.u16(at);
            default -> bytes.u24(at);
        };
    }

    int start() {
        return start;
    }

    /// Behind the last byte.
    int end() {
        return end;
    }

    int length() {
        return end - start;
    }
}
