package dev.winnow.attack;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// As much of HTTP/1 (RFC 9112) as it takes to see that a request is begun, what it asks for, and that it ends.
/// A head is looked through once, in the packets it comes in; nothing is put together.
///
/// Threading: one thread.
final class RequestHead {
    /// The first bytes begin no request.
    static final int NO_REQUEST = 0;
    /// A method whose requests have no body as a rule.
    static final int BODILESS = 1;
    /// A method whose requests may have one.
    static final int MAY_HAVE_BODY = 2;

    /// The length of a body that is not told in bytes.
    static final int CHUNKED = Integer.MAX_VALUE;

    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfInt FOUR = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int END = 0x0D0A_0D0A;
    /// The URI begins behind the longest method that is known, at most.
    private static final int METHOD_MAX = 10;

    private static final int URI_MAX = 256;
    private static final int DIGITS_MAX = 9;
    private static final byte[] CONTENT_LENGTH = "content-length:".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] CHUNKS = "transfer-encoding:".getBytes(StandardCharsets.ISO_8859_1);

    private MemorySegment memory = MemorySegment.NULL;
    private long start;
    private long end;
    private long bodyStart;
    private int line;

    /// Looks at the bytes of a packet.
    RequestHead wrap(MemorySegment bytes, long offset, int length) {
        memory = bytes;
        start = offset;
        end = offset + length;
        bodyStart = end;
        line = 0;
        return this;
    }

    /// Which kind of method the bytes begin with. Fewer than four capital letters may become one.
    int method() {
        if (end - start < Integer.BYTES) {
            return areCapitals() ? BODILESS : NO_REQUEST;
        }
        return switch (memory.get(FOUR, start)) {
            case 0x47455420, 0x48454144, 0x4F505449, 0x44454C45, 0x54524143, 0x434F4E4E -> BODILESS;
            case 0x504F5354, 0x50555420, 0x50415443, 0x50524F50, 0x5245504F, 0x4D4B434F -> MAY_HAVE_BODY;
            default -> NO_REQUEST;
        };
    }

    private boolean areCapitals() {
        for (long at = start; at < end; at++) {
            byte letter = memory.get(BYTE, at);
            if (letter < 'A' || letter > 'Z') {
                return false;
            }
        }
        return end > start;
    }

    /// A hash of the path that is asked for, without what comes behind a question mark.
    int path() {
        long at = start;
        long limit = Math.min(end, start + METHOD_MAX);
        while (at < limit && memory.get(BYTE, at) != ' ') {
            at++;
        }
        int hash = 1;
        for (limit = Math.min(end, at + URI_MAX), at++; at < limit; at++) {
            byte letter = memory.get(BYTE, at);
            if (letter == ' ' || letter == '?' || letter == '\r') {
                break;
            }
            hash = 31 * hash + letter;
        }
        return hash;
    }

    /// Whether the head ends in these bytes.
    ///
    /// @param seen how much of an empty line the bytes before them ended with, 0 to 3
    boolean ends(int seen) {
        if (seen == 0 && end - start >= Integer.BYTES && memory.get(FOUR, end - Integer.BYTES) == END) {
            return true;
        }
        line = seen;
        for (long at = start; at < end; at++) {
            if (endsWith(memory.get(BYTE, at))) {
                bodyStart = at + 1;
                return true;
            }
        }
        return false;
    }

    /// Two line ends, each with or without a carriage return.
    private boolean endsWith(byte letter) {
        if (letter == '\n') {
            if (line >= 2) {
                return true;
            }
            line = 2;
        } else if (letter == '\r') {
            line = line >= 2 ? 3 : 1;
        } else {
            line = 0;
        }
        return false;
    }

    /// How much of an empty line the bytes end with, 0 to 3, where the head does not end in them.
    int line() {
        return line;
    }

    /// Bytes behind the head that ended.
    int bodyBytes() {
        return (int) (end - bodyStart);
    }

    /// The length of the body as this part of the head tells it; 0 where it does not.
    int bodyLength() {
        long at = find(CONTENT_LENGTH);
        if (at < 0) {
            return find(CHUNKS) < 0 ? 0 : CHUNKED;
        }
        while (at < end && memory.get(BYTE, at) == ' ') {
            at++;
        }
        int length = 0;
        for (int i = 0; i < DIGITS_MAX && at < end; i++, at++) {
            int digit = memory.get(BYTE, at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            length = length * 10 + digit;
        }
        return length;
    }

    /// Where the value of a header begins, or -1.
    private long find(byte[] name) {
        for (long at = start; at + name.length <= bodyStart; at++) {
            if (memory.get(BYTE, at) == '\n' && isAt(at + 1, name)) {
                return at + 1 + name.length;
            }
        }
        return -1;
    }

    private boolean isAt(long at, byte[] name) {
        if (at + name.length > end) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            byte letter = memory.get(BYTE, at + i);
            int lower = letter >= 'A' && letter <= 'Z' ? letter | 0x20 : letter;
            if (lower != name[i]) {
                return false;
            }
        }
        return true;
    }
}
