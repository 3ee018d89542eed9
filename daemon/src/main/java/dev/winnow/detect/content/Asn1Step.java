package dev.winnow.detect.content;

import dev.winnow.rule.option.Asn1;
import java.lang.foreign.ValueLayout;

/// `asn1`: reads elements of ASN.1 (X.690) one behind the other, each with those inside it, until one cannot be
/// read. A sequence or set that is not whole counts for nothing, as in Suricata 7.0.10; what else is made of
/// elements may have anything inside.
final class Asn1Step implements Step {
    /// Deeper than certificates and management protocols go.
    private static final int MAX_DEPTH = 128;

    private static final int CONSTRUCTED = 0x20;
    private static final int CLASS_SHIFT = 6;
    private static final int NUMBER_MASK = 0x1F;
    private static final int LONG_FORM = 0x80;
    private static final int MAX_LENGTH_BYTES = 4;
    private static final int MAX_NUMBER_BYTES = 4;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int BIT_STRING = 3;
    private static final int REAL = 9;
    /// Of a real number's first byte: binary, or a special value; clear for decimal digits (X.690, 8.5.6).
    private static final int NOT_DECIMAL = 0xC0;
    /// The usual size of what decimal digits are read into.
    private static final int DIGITS_ROOM = 256;

    /// No element, or not a whole one.
    private static final long NONE = -1;
    /// Of an element that fulfils a condition, in the bit above its end.
    private static final long FOUND = 1L << 32;

    private final Asn1 option;
    private final long oversizeLength;
    private final Step next;

    Asn1Step(Asn1 option, Step next) {
        this.option = option;
        oversizeLength = option.oversizeLength().orElse(Long.MAX_VALUE);
        this.next = next;
    }

    @Override
    public boolean matches(Inspection in, int previousEnd) {
        int from = option.relative() ? previousEnd + option.offset() : option.offset();
        if (from < 0 || from >= in.length || !in.spend(in.length - from)) {
            return false;
        }
        long element = element(in, from, in.length, 0);
        while (element >= 0 && (element & FOUND) == 0) {
            element = element(in, (int) element, in.length, 0);
        }
        if (element == NONE || !next.matches(in, previousEnd)) {
            return false;
        }
        in.reach((int) element);
        return true;
    }

    /// Reads the element at `at`, which must end at `limit` or before.
    ///
    /// @return where it ends, with [#FOUND] if it or one inside fulfils a condition; or [#NONE]
    private long element(Inspection in, int at, int limit, int depth) {
        int lengthAt = behindTag(in, at, limit);
        if (lengthAt >= limit || depth == MAX_DEPTH) {
            return NONE;
        }
        int tag = u8(in, at);
        int first = u8(in, lengthAt);
        int lengthBytes = first < LONG_FORM ? 0 : first - LONG_FORM;
        int content = lengthAt + 1 + lengthBytes;
        boolean isConstructed = (tag & CONSTRUCTED) != 0;
        if (first == LONG_FORM) {
            return isConstructed ? children(in, content, limit, true, depth) : NONE;
        }
        if (lengthBytes > MAX_LENGTH_BYTES || content > limit) {
            return NONE;
        }
        long length = lengthBytes == 0 ? first : number(in, lengthAt + 1, lengthBytes);
        if (length > limit - content) {
            return NONE;
        }
        int end = content + (int) length;
        long inside = isConstructed ? children(in, content, end, false, depth) : end;
        if (inside == NONE && tag != SEQUENCE && tag != SET) {
            inside = end;
        }
        boolean isFound = length > oversizeLength || (!isConstructed && isOverflow(in, tag, content, end));
        return inside >= 0 && isFound ? inside | FOUND : inside;
    }

    /// Reads elements up to `end`; or, where that is not known, to the end-of-contents before it.
    private long children(Inspection in, int from, int end, boolean toEndOfContents, int depth) {
        long found = 0;
        long at = from;
        while (at >= 0 && (toEndOfContents || at < end)) {
            boolean isEnd = toEndOfContents && at + 1 < end && u8(in, (int) at) == 0 && u8(in, (int) at + 1) == 0;
            if (isEnd) {
                return at + 2 | found;
            }
            long child = element(in, (int) at, end, depth + 1);
            found |= child >= 0 ? child & FOUND : 0;
            at = child >= 0 ? child & ~FOUND : NONE;
        }
        return at >= 0 ? at | found : NONE;
    }

    private boolean isOverflow(Inspection in, int tag, int content, int end) {
        if (tag >> CLASS_SHIFT != 0 || content == end) {
            return false;
        }
        int first = u8(in, content);
        return switch (tag & NUMBER_MASK) {
            case BIT_STRING -> option.bitStringOverflow() && first > (end - content) * Byte.SIZE;
            case REAL -> option.doubleOverflow() && (first & NOT_DECIMAL) == 0 && end - content > DIGITS_ROOM;
            default -> false;
        };
    }

    /// Where the length begins, or `limit` if the tag does not end before.
    private static int behindTag(Inspection in, int at, int limit) {
        if (at >= limit) {
            return limit;
        }
        int behind = at + 1;
        if ((u8(in, at) & NUMBER_MASK) == NUMBER_MASK) {
            while (behind < limit && behind - at < MAX_NUMBER_BYTES && u8(in, behind) >= LONG_FORM) {
                behind++;
            }
            behind++;
        }
        return Math.min(behind, limit);
    }

    private static long number(Inspection in, int at, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << Byte.SIZE | u8(in, at + i);
        }
        return number;
    }

    private static int u8(Inspection in, int at) {
        return in.memory.get(ValueLayout.JAVA_BYTE, in.base + at) & 0xFF;
    }
}
