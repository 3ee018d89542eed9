package dev.winnow.bindings.netlink;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Writes netlink messages one behind the other into a buffer that is used again and again.
///
/// Lengths and padding are filled in as the message grows, so what stands before [#length] is whole at any time between
/// two calls. Attribute numbers are written in network order, as netfilter wants them.
///
/// Ownership: the buffer is the caller's. Threading: one thread. A message that outgrows the buffer is the caller's
/// mistake and throws [IndexOutOfBoundsException].
public final class MessageBuilder {
    private static final int NESTED = 0x8000;
    private static final ValueLayout.OfShort NET_U16 = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NET_U32 = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NET_U64 = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment buffer;
    private long messageOffset;
    private long length;
    private int sequence;

    /// @param buffer where messages go, from its first byte
    public MessageBuilder(MemorySegment buffer) {
        this.buffer = buffer;
    }

    /// Forgets all messages.
    ///
    /// @return this
    public MessageBuilder reset() {
        messageOffset = 0;
        length = 0;
        return this;
    }

    /// Starts a message behind those already written.
    ///
    /// @param type netlink's own, or the family's
    /// @param flags `NLM_F_*`
    /// @param sequence comes back in the answer
    /// @return this
    public MessageBuilder begin(int type, int flags, int sequence) {
        messageOffset = length;
        this.sequence = sequence;
        buffer.set(JAVA_SHORT_UNALIGNED, messageOffset + NetlinkHeader.TYPE_OFFSET, (short) type);
        buffer.set(JAVA_SHORT_UNALIGNED, messageOffset + NetlinkHeader.FLAGS_OFFSET, (short) flags);
        buffer.set(JAVA_INT_UNALIGNED, messageOffset + NetlinkHeader.SEQUENCE_OFFSET, sequence);
        buffer.set(JAVA_INT_UNALIGNED, messageOffset + NetlinkHeader.PORT_OFFSET, 0);
        grow(NetlinkHeader.LENGTH);
        return this;
    }

    /// Writes netfilter's family header, `struct nfgenmsg` of linux/netfilter/nfnetlink.h.
    ///
    /// @param family `AF_*`, 0 for any
    /// @param resourceId what the message is about: a queue number for NFQUEUE
    /// @return this
    public MessageBuilder netfilterHeader(int family, int resourceId) {
        long at = length;
        buffer.set(JAVA_BYTE, at, (byte) family);
        buffer.set(JAVA_BYTE, at + 1, (byte) 0);
        buffer.set(NET_U16, at + 2, (short) resourceId);
        grow(Integer.BYTES);
        return this;
    }

    /// Writes an attribute of one byte.
    public MessageBuilder u8(int type, int value) {
        long at = attribute(type, Byte.BYTES);
        buffer.set(JAVA_BYTE, at, (byte) value);
        return this;
    }

    /// Writes an attribute of 16 bits in network order.
    public MessageBuilder u16(int type, int value) {
        long at = attribute(type, Short.BYTES);
        buffer.set(NET_U16, at, (short) value);
        return this;
    }

    /// Writes an attribute of 32 bits in network order.
    public MessageBuilder u32(int type, int value) {
        long at = attribute(type, Integer.BYTES);
        buffer.set(NET_U32, at, value);
        return this;
    }

    /// Writes an attribute of 64 bits in network order.
    public MessageBuilder u64(int type, long value) {
        long at = attribute(type, Long.BYTES);
        buffer.set(NET_U64, at, value);
        return this;
    }

    /// Writes an attribute whose value is `value`, byte for byte.
    public MessageBuilder bytes(int type, MemorySegment value) {
        long at = attribute(type, Math.toIntExact(value.byteSize()));
        MemorySegment.copy(value, 0, buffer, at, value.byteSize());
        return this;
    }

    /// Starts an attribute that holds attributes; all that follow belong to it until [#endNested].
    ///
    /// @return what [#endNested] wants
    public long beginNested(int type) {
        long at = length;
        attribute(type | NESTED, 0);
        return at;
    }

    /// Ends the attribute that `nested` stands for.
    ///
    /// @return this
    public MessageBuilder endNested(long nested) {
        buffer.set(JAVA_SHORT_UNALIGNED, nested, checkedLength(length - nested));
        return this;
    }

    /// The sequence number of the message begun last.
    public int sequence() {
        return sequence;
    }

    /// Bytes written so far, padding included.
    public long length() {
        return length;
    }

    /// The buffer given to the constructor.
    public MemorySegment buffer() {
        return buffer;
    }

    /// Writes header and padding of an attribute, and says where its value goes.
    private long attribute(int type, int valueLength) {
        long at = length;
        int attributeLength = AttributeCursor.HEADER_LENGTH + valueLength;
        short lengthField = checkedLength(attributeLength);
        int padded = NetlinkHeader.align(attributeLength);
        buffer.asSlice(at + attributeLength, (long) padded - attributeLength).fill((byte) 0);
        buffer.set(JAVA_SHORT_UNALIGNED, at, lengthField);
        buffer.set(JAVA_SHORT_UNALIGNED, at + Short.BYTES, (short) type);
        grow(padded);
        return at + AttributeCursor.HEADER_LENGTH;
    }

    private static short checkedLength(long attributeLength) {
        if (attributeLength > 0xFFFF) {
            throw new IndexOutOfBoundsException("an attribute of " + attributeLength + " bytes exceeds 65535");
        }
        return (short) attributeLength;
    }

    private void grow(int byteCount) {
        length += byteCount;
        buffer.set(JAVA_INT_UNALIGNED, messageOffset, (int) (length - messageOffset));
    }
}
