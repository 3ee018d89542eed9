package dev.winnow.protocol.tls;

import dev.winnow.protocol.Octets;

/// Walks DER elements that follow one another (X.690, sections 8.1 and 10.1). Reused. One thread.
///
/// ```
///  +-----------+----------------------+--------------+
///  | tag (1..) | length (1, or 2 to 9) | contents ... |
///  +-----------+----------------------+--------------+
/// ```
///
/// Bytes are hostile: whatever does not fit into the bytes around it ends the walk.
final class Der {
    static final int BIT_STRING = 0x03;
    static final int INTEGER = 0x02;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int CONTEXT_0 = 0xA0;
    /// A tag of more than one byte, whichever.
    static final int LONG_TAG = 0x1F;

    private static final int LONG_LENGTH = 0x80;
    private static final int MAX_LENGTH_BYTES = 8;

    private Octets bytes;
    private int next;
    private int limit;
    private int tag;
    private int start;
    private int end;

    /// Begins before the first element of the bytes from `from` to before `newLimit`.
    Der wrap(Octets newBytes, int from, int newLimit) {
        bytes = newBytes;
        next = from;
        limit = newLimit;
        return this;
    }

    /// Begins before the first element inside the element that `outer` is at.
    Der wrap(Der outer) {
        return wrap(outer.bytes, outer.start, outer.end);
    }

    /// Goes inside the element at hand.
    void enter() {
        next = start;
        limit = end;
    }

    /// Goes to the next element; false if there is no whole one.
    boolean next() {
        int at = afterTag();
        int first = at < limit ? bytes.u8(at) : Octets.OUTSIDE;
        if (first == Octets.OUTSIDE || first == LONG_LENGTH || first > LONG_LENGTH + MAX_LENGTH_BYTES) {
            return false;
        }
        start = at + 1 + (first < LONG_LENGTH ? 0 : first - LONG_LENGTH);
        long length = first < LONG_LENGTH ? first : longLength(at + 1, start);
        if (start > limit || length < 0 || length > limit - start) {
            return false;
        }
        end = start + (int) length;
        next = end;
        return true;
    }

    /// Goes to the next element, which has to have `wanted` for a tag.
    boolean next(int wanted) {
        return next() && tag == wanted;
    }

    private int afterTag() {
        if (next >= limit) {
            return limit;
        }
        tag = bytes.u8(next);
        int at = next + 1;
        if ((tag & LONG_TAG) == LONG_TAG) {
            tag = LONG_TAG;
            while (at < limit && (bytes.u8(at) & 0x80) != 0) {
                at++;
            }
            at++;
        }
        return at;
    }

    private long longLength(int from, int to) {
        long length = 0;
        for (int at = from; at < to; at++) {
            length = (length << 8) | (at < limit ? bytes.u8(at) : 0);
        }
        return length;
    }

    /// Whether nothing follows the element at hand.
    boolean isLast() {
        return next >= limit;
    }

    int tag() {
        return tag;
    }

    /// The index of the first byte of the contents.
    int start() {
        return start;
    }

    /// The index behind the last byte of the contents.
    int end() {
        return end;
    }
}
