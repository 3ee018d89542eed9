package dev.winnow.bindings.netlink;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;

/// Steps through the netlink messages of one datagram; see [NetlinkHeader] for the layout.
///
/// Lifetime: borrows the wrapped segment; what the getters say holds until the next [#next] or [#wrap].
/// Threading: one thread. No bytes make it throw.
public final class MessageCursor {
    private MemorySegment segment = MemorySegment.NULL;
    private long limit;
    private long nextOffset;
    private long messageOffset;
    private int messageLength;
    private boolean malformed;

    /// Puts the cursor before the first of the messages that fill `length` bytes at `offset`.
    ///
    /// @return this
    public MessageCursor wrap(MemorySegment segment, long offset, long length) {
        this.segment = segment;
        nextOffset = offset;
        limit = offset + length;
        messageOffset = offset;
        messageLength = 0;
        malformed = false;
        return this;
    }

    /// Steps to the next message.
    ///
    /// @return false after the last one, and where the bytes are no message: [#malformed] tells the two apart
    public boolean next() {
        long remaining = limit - nextOffset;
        if (remaining < NetlinkHeader.LENGTH) {
            malformed |= remaining > 0;
            return false;
        }
        long length = Integer.toUnsignedLong(segment.get(JAVA_INT_UNALIGNED, nextOffset));
        if (length < NetlinkHeader.LENGTH || length > remaining) {
            malformed = true;
            nextOffset = limit;
            return false;
        }
        messageOffset = nextOffset;
        messageLength = (int) length;
        nextOffset = Math.min(limit, nextOffset + NetlinkHeader.align(length));
        return true;
    }

    /// Whether the walk ended early because a message was cut short or its length lied. Stays until [#wrap].
    public boolean malformed() {
        return malformed;
    }

    /// The segment that was wrapped.
    public MemorySegment segment() {
        return segment;
    }

    /// Where the current message's header starts.
    public long messageOffset() {
        return messageOffset;
    }

    /// Bytes of the current message, header included; 0 before the first [#next].
    public int messageLength() {
        return messageLength;
    }

    /// Where the current message's content starts.
    public long payloadOffset() {
        return messageOffset + NetlinkHeader.LENGTH;
    }

    /// Bytes of the current message's content.
    public int payloadLength() {
        return Math.max(0, messageLength - NetlinkHeader.LENGTH);
    }

    /// The current message's type: below 16 netlink's own, otherwise the family's.
    public int type() {
        return u16(NetlinkHeader.TYPE_OFFSET);
    }

    /// The current message's `NLM_F_*` bits.
    public int flags() {
        return u16(NetlinkHeader.FLAGS_OFFSET);
    }

    /// The sequence number of the request that this answers.
    public int sequence() {
        return u32(NetlinkHeader.SEQUENCE_OFFSET);
    }

    /// The port of the socket that the answer is for.
    public int portId() {
        return u32(NetlinkHeader.PORT_OFFSET);
    }

    /// Whether this is an error, or an acknowledgement.
    public boolean isError() {
        return type() == NetlinkHeader.TYPE_ERROR && payloadLength() >= Integer.BYTES;
    }

    /// Whether this ends a dump.
    public boolean isDone() {
        return type() == NetlinkHeader.TYPE_DONE;
    }

    /// Whether more messages of the same answer follow, up to one that [#isDone].
    public boolean isMulti() {
        return (flags() & NetlinkHeader.FLAG_MULTI) != 0;
    }

    /// What the kernel says to a request: 0 for done, else `-errno`.
    ///
    /// Meaningful where [#isError]; otherwise 0.
    public int result() {
        return isError() ? u32(NetlinkHeader.LENGTH) : 0;
    }

    /// Lends the attributes behind a family header of `familyHeaderLength` bytes to `attributes`.
    ///
    /// A message shorter than that has no attributes.
    ///
    /// @return `attributes`
    public AttributeCursor attributes(int familyHeaderLength, AttributeCursor attributes) {
        int skipped = Math.min(familyHeaderLength, payloadLength());
        return attributes.wrap(segment, payloadOffset() + skipped, (long) payloadLength() - skipped);
    }

    private int u16(int fieldOffset) {
        return messageLength == 0
                ? 0
                : Short.toUnsignedInt(segment.get(JAVA_SHORT_UNALIGNED, messageOffset + fieldOffset));
    }

    private int u32(int fieldOffset) {
        return messageLength == 0 ? 0 : segment.get(JAVA_INT_UNALIGNED, messageOffset + fieldOffset);
    }
}
