package dev.winnow.bindings.netlink;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Steps through netlink attributes where they lie: nothing is copied or allocated, and no bytes make it throw.
///
/// ```
///   0                   1                   2                   3
///   0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
///  +-------------------------------+-+-+---------------------------+
///  | length, header in, padding out|N|B|           type            |   host byte order
///  +-------------------------------+-+-+---------------------------+
///  | value, padded to a multiple of four bytes ...                 |
/// ```
///
/// N says that the value holds attributes again, B that it is in network order; both are advice that the kernel itself
/// seldom follows, so they are masked out.
///
/// Lifetime: borrows the wrapped segment; what the getters say holds until the next [#next] or [#wrap].
/// Threading: one thread. Source: linux/netlink.h, `struct nlattr`.
public final class AttributeCursor {
    /// Bytes of `struct nlattr`.
    public static final int HEADER_LENGTH = 4;

    /// What the number getters return where the value has another size than they read.
    public static final long NOT_A_NUMBER = -1;

    private static final int TYPE_OFFSET = 2;
    private static final int TYPE_MASK = 0x3FFF;
    private static final ValueLayout.OfShort HOST_U16 = JAVA_SHORT_UNALIGNED;
    private static final ValueLayout.OfShort NET_U16 = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NET_U32 = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NET_U64 = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private MemorySegment segment = MemorySegment.NULL;
    private long limit;
    private long nextOffset;
    private long payloadOffset;
    private int payloadLength;
    private int type;
    private boolean malformed;

    /// Puts the cursor before the first of the attributes that fill `length` bytes at `offset`.
    ///
    /// @return this
    public AttributeCursor wrap(MemorySegment segment, long offset, long length) {
        this.segment = segment;
        nextOffset = offset;
        limit = offset + length;
        payloadOffset = offset;
        payloadLength = 0;
        type = 0;
        malformed = false;
        return this;
    }

    /// Steps to the next attribute.
    ///
    /// @return false after the last one, and where the bytes are no attribute: [#malformed] tells the two apart
    public boolean next() {
        long remaining = limit - nextOffset;
        if (remaining < HEADER_LENGTH) {
            malformed |= remaining > 0;
            return false;
        }
        int length = Short.toUnsignedInt(segment.get(HOST_U16, nextOffset));
        if (length < HEADER_LENGTH || length > remaining) {
            malformed = true;
            nextOffset = limit;
            return false;
        }
        type = segment.get(HOST_U16, nextOffset + TYPE_OFFSET) & TYPE_MASK;
        payloadOffset = nextOffset + HEADER_LENGTH;
        payloadLength = length - HEADER_LENGTH;
        nextOffset = Math.min(limit, nextOffset + NetlinkHeader.align(length));
        return true;
    }

    /// Whether the walk ended early because an attribute was cut short or its length lied. Stays until [#wrap].
    public boolean malformed() {
        return malformed;
    }

    /// The current attribute's number, without the two flag bits.
    public int type() {
        return type;
    }

    /// Where the current value starts in the wrapped segment.
    public long payloadOffset() {
        return payloadOffset;
    }

    /// Bytes of the current value, without padding.
    public int payloadLength() {
        return payloadLength;
    }

    /// The value as one unsigned byte, or [#NOT_A_NUMBER].
    public long u8() {
        return payloadLength == Byte.BYTES ? Byte.toUnsignedLong(segment.get(JAVA_BYTE, payloadOffset)) : NOT_A_NUMBER;
    }

    /// The value as an unsigned 16-bit number in network order, or [#NOT_A_NUMBER].
    public long u16() {
        return payloadLength == Short.BYTES ? Short.toUnsignedLong(segment.get(NET_U16, payloadOffset)) : NOT_A_NUMBER;
    }

    /// The value as an unsigned 32-bit number in network order, or [#NOT_A_NUMBER].
    public long u32() {
        return payloadLength == Integer.BYTES
                ? Integer.toUnsignedLong(segment.get(NET_U32, payloadOffset))
                : NOT_A_NUMBER;
    }

    /// The value as a 64-bit number in network order; [#NOT_A_NUMBER] may also be the number itself.
    public long u64() {
        return payloadLength == Long.BYTES ? segment.get(NET_U64, payloadOffset) : NOT_A_NUMBER;
    }

    /// Wraps `child` around the current value, which holds attributes itself.
    ///
    /// @return `child`
    public AttributeCursor enter(AttributeCursor child) {
        return child.wrap(segment, payloadOffset, payloadLength);
    }
}
