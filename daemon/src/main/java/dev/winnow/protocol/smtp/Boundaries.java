package dev.winnow.protocol.smtp;

import dev.winnow.protocol.Octets;

/// The boundaries of the multipart entities that a mail's reader is inside of (RFC 2046, section 5.1.1).
final class Boundaries {
    /// [#match]'s answer to a line that is no boundary.
    static final int NONE = -1;

    private static final int MAX_DEPTH = 8;
    /// RFC 2046 allows 70; mail programs take longer ones, and so does Suricata 7.0.10.
    private static final int MAX_LENGTH = 254;

    private final byte[][] texts = new byte[MAX_DEPTH][MAX_LENGTH];
    private final int[] lengths = new int[MAX_DEPTH];
    private int depth;

    void reset() {
        depth = 0;
    }

    /// Enters an entity; one that is nested too deep has no parts.
    void push(Octets from, int at, int length) {
        if (depth < MAX_DEPTH && length > 0 && length <= MAX_LENGTH) {
            for (int i = 0; i < length; i++) {
                texts[depth][i] = (byte) from.u8(at + i);
            }
            lengths[depth++] = length;
        }
    }

    /// The level of the boundary that the line is, or [#NONE]. The innermost comes first.
    int match(Octets line) {
        if (line.u8(0) != '-' || line.u8(1) != '-') {
            return NONE;
        }
        for (int level = depth - 1; level >= 0; level--) {
            if (isAt(line, level)) {
                return level;
            }
        }
        return NONE;
    }

    private boolean isAt(Octets line, int level) {
        for (int i = 0; i < lengths[level]; i++) {
            if (line.u8(2 + i) != (texts[level][i] & 0xFF)) {
                return false;
            }
        }
        return true;
    }

    /// Whether a line that is the boundary of `level` is the last one, and leaves the entities inside of it.
    boolean leave(Octets line, int level) {
        int behind = 2 + lengths[level];
        boolean isLast = line.u8(behind) == '-' && line.u8(behind + 1) == '-';
        depth = isLast ? level : level + 1;
        return isLast;
    }
}
