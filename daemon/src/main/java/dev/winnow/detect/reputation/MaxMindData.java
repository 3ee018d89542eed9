package dev.winnow.detect.reputation;

import java.nio.charset.StandardCharsets;

/// A data section of a MaxMind DB file (MaxMind DB File Format Specification 2.0, "Data Section Separator" and "Output
/// Data Section"): maps, texts and numbers, each behind a byte with its type and size. Reading past the end throws
/// [IndexOutOfBoundsException]. One thread.
final class MaxMindData {
    /// There is no such value.
    static final int ABSENT = -1;

    private static final int POINTER = 1;
    private static final int TEXT = 2;
    private static final int MAP = 7;
    private static final int ARRAY = 11;
    private static final int BOOLEAN = 14;
    private static final int FIRST_EXTENDED = 7;
    private static final int MAX_DEPTH = 32;

    private final byte[] bytes;
    private final int start;
    private int type;
    private int size;

    /// @param start where the section begins in `bytes`
    MaxMindData(byte[] bytes, int start) {
        this.bytes = bytes;
        this.start = start;
    }

    /// Where the value of `key` is in the map at `offset`, from the section's start; [#ABSENT] if there is none, or no
    /// map.
    int find(int offset, String key) {
        int at = content(offset);
        if (type != MAP) {
            return ABSENT;
        }
        for (int left = size; left > 0; left--) {
            int value = skip(at, 0);
            if (key.equals(text(at))) {
                return value;
            }
            at = skip(value, 0);
        }
        return ABSENT;
    }

    /// The text at `offset`, or an empty one where there is something else.
    String text(int offset) {
        int at = content(offset);
        return type == TEXT ? new String(bytes, start + at, size, StandardCharsets.UTF_8) : "";
    }

    /// The unsigned number at `offset`.
    long number(int offset) {
        int at = content(offset);
        return unsigned(at, size);
    }

    /// Reads type and size of the value at `offset`, behind pointers if it is one.
    ///
    /// @return where its bytes begin
    private int content(int offset) {
        int at = offset;
        for (int depth = 0; depth < MAX_DEPTH; depth++) {
            int content = control(at);
            if (type != POINTER) {
                return content;
            }
            at = target(at);
        }
        throw new IndexOutOfBoundsException("pointers to pointers");
    }

    private int control(int offset) {
        int at = offset;
        int control = at(at++);
        type = control >>> 5;
        size = control & 0x1F;
        if (type == POINTER) {
            return at + 1 + (size >>> 3);
        }
        if (type == 0) {
            type = FIRST_EXTENDED + at(at++);
        }
        int more = Math.max(0, size - 28);
        if (more > 0) {
            int base = more == 1 ? 29 : more == 2 ? 285 : 65_821;
            size = base + (int) unsigned(at, more);
        }
        return at + more;
    }

    private int target(int offset) {
        int control = at(offset);
        int low = control & 0x7;
        return switch (control >>> 3 & 0x3) {
            case 0 -> low << 8 | at(offset + 1);
            case 1 -> (low << 16 | (int) unsigned(offset + 1, 2)) + 2_048;
            case 2 -> (low << 24 | (int) unsigned(offset + 1, 3)) + 526_336;
            default -> (int) unsigned(offset + 1, 4);
        };
    }

    /// Where the value at `offset` ends.
    private int skip(int offset, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IndexOutOfBoundsException("maps in maps");
        }
        int at = control(offset);
        int values = type == MAP ? 2 * size : type == ARRAY ? size : 0;
        boolean isPlain = values == 0 && type != POINTER && type != BOOLEAN && type != MAP && type != ARRAY;
        at += isPlain ? size : 0;
        for (int left = values; left > 0; left--) {
            at = skip(at, depth + 1);
        }
        return at;
    }

    private long unsigned(int offset, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << Byte.SIZE | at(offset + i);
        }
        return value;
    }

    private int at(int offset) {
        return Byte.toUnsignedInt(bytes[start + offset]);
    }
}
