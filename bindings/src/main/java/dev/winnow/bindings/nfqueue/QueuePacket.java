package dev.winnow.bindings.nfqueue;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.winnow.bindings.netlink.AttributeCursor;
import dev.winnow.bindings.netlink.NetlinkHeader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Reads one datagram of an NFQUEUE socket where it lies: a queued packet, or the kernel's answer to a message of ours.
///
/// ```
///  +-----------------+------------------------+--------------------------------------------+
///  |    nlmsghdr     |        nfgenmsg        | NFQA_PACKET_HDR NFQA_MARK ... NFQA_PAYLOAD |
///  | 16 bytes, host  | family, version, queue | attributes, values in network order        |
///  +-----------------+------------------------+--------------------------------------------+
///
///  NFQA_PACKET_HDR   packet id u32 · EtherType u16 · hook u8
///  NFQA_TIMESTAMP    seconds u64 · microseconds u64
/// ```
///
/// The kernel writes the payload last, so a datagram that its slot cut short still says which packet needs a verdict:
/// [#hasPacketId] is true although [#malformed] is.
///
/// Lifetime: [#wrap] reads everything; only the payload is still in the slot afterwards. Threading: one thread.
/// No bytes make it throw or allocate.
public final class QueuePacket {
    /// `NFQA_SKB_CSUMNOTREADY`: the checksum is still to be filled in by the sender's hardware, and is not wrong.
    public static final int SKB_CHECKSUM_NOT_READY = 1;

    /// `NFQA_SKB_GSO`: several packets of a stream in one, longer than the link allows.
    public static final int SKB_GSO = 1 << 1;

    /// `NFQA_SKB_CSUM_NOTVERIFIED`: no hardware has checked the checksum.
    public static final int SKB_CHECKSUM_NOT_VERIFIED = 1 << 2;

    private static final int PACKET_HEADER_LENGTH = 7;
    private static final int PROTOCOL_OFFSET = 4;
    private static final int HOOK_OFFSET = 6;
    private static final int TIMESTAMP_LENGTH = 16;
    private static final long NS_PER_SECOND = 1_000_000_000L;
    private static final long NS_PER_MICROSECOND = 1_000L;
    private static final ValueLayout.OfShort NET_U16 = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NET_U32 = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NET_U64 = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final AttributeCursor attributes = new AttributeCursor();

    private MemorySegment segment = MemorySegment.NULL;
    private boolean malformed;
    private boolean error;
    private int errno;
    private boolean hasPacketId;
    private int queueNumber;
    private int packetId;
    private int hwProtocol;
    private int hook;
    private int mark;
    private int inDevice;
    private int outDevice;
    private int skbInfo;
    private long timestampNs;
    private long payloadOffset;
    private int payloadLength;
    private int originalLength;

    /// Reads the datagram of `length` bytes at `offset`.
    ///
    /// @return true where it is a whole packet; false where it [#isError], is [#malformed], or is a message of
    ///     another kind, which needs no answer
    public boolean wrap(MemorySegment segment, long offset, int length) {
        reset(segment, offset);
        if (length < NetlinkHeader.LENGTH) {
            malformed = true;
            return false;
        }
        long declared = Integer.toUnsignedLong(segment.get(JAVA_INT_UNALIGNED, offset + NetlinkHeader.LENGTH_OFFSET));
        malformed = declared > length || declared < NetlinkHeader.LENGTH;
        int available = Math.clamp(declared, NetlinkHeader.LENGTH, length) - NetlinkHeader.LENGTH;
        long content = offset + NetlinkHeader.LENGTH;
        return switch (segment.get(JAVA_SHORT_UNALIGNED, offset + NetlinkHeader.TYPE_OFFSET)) {
            case QueueProtocol.TYPE_PACKET -> readPacket(content, available);
            case NetlinkHeader.TYPE_ERROR -> readError(content, available);
            default -> false;
        };
    }

    private void reset(MemorySegment segment, long offset) {
        this.segment = segment;
        malformed = false;
        error = false;
        errno = 0;
        hasPacketId = false;
        queueNumber = 0;
        packetId = 0;
        hwProtocol = 0;
        hook = 0;
        mark = 0;
        inDevice = 0;
        outDevice = 0;
        skbInfo = 0;
        timestampNs = 0;
        payloadOffset = offset;
        payloadLength = 0;
        originalLength = 0;
    }

    private boolean readError(long content, int available) {
        if (available < Integer.BYTES) {
            malformed = true;
            return false;
        }
        error = true;
        errno = -segment.get(JAVA_INT_UNALIGNED, content);
        return false;
    }

    private boolean readPacket(long content, int available) {
        if (available < QueueProtocol.FAMILY_HEADER_LENGTH) {
            malformed = true;
            return false;
        }
        queueNumber = Short.toUnsignedInt(segment.get(NET_U16, content + QueueProtocol.RESOURCE_ID_OFFSET));
        attributes.wrap(
                segment,
                content + QueueProtocol.FAMILY_HEADER_LENGTH,
                (long) available - QueueProtocol.FAMILY_HEADER_LENGTH);
        while (attributes.next()) {
            readAttribute();
        }
        malformed |= attributes.malformed() || !hasPacketId;
        originalLength = Math.max(originalLength, payloadLength);
        return !malformed;
    }

    private void readAttribute() {
        switch (attributes.type()) {
            case QueueProtocol.NFQA_PACKET_HDR -> readPacketHeader();
            case QueueProtocol.NFQA_MARK -> mark = number();
            case QueueProtocol.NFQA_TIMESTAMP -> readTimestamp();
            case QueueProtocol.NFQA_IFINDEX_INDEV -> inDevice = number();
            case QueueProtocol.NFQA_IFINDEX_OUTDEV -> outDevice = number();
            case QueueProtocol.NFQA_CAP_LEN -> originalLength = number();
            case QueueProtocol.NFQA_SKB_INFO -> skbInfo = number();
            case QueueProtocol.NFQA_PAYLOAD -> {
                payloadOffset = attributes.payloadOffset();
                payloadLength = attributes.payloadLength();
            }
            default -> {
                // newer kernels may say more than is asked for here
            }
        }
    }

    private void readPacketHeader() {
        if (attributes.payloadLength() < PACKET_HEADER_LENGTH) {
            malformed = true;
            return;
        }
        long at = attributes.payloadOffset();
        packetId = segment.get(NET_U32, at);
        hwProtocol = Short.toUnsignedInt(segment.get(NET_U16, at + PROTOCOL_OFFSET));
        hook = Byte.toUnsignedInt(segment.get(JAVA_BYTE, at + HOOK_OFFSET));
        hasPacketId = true;
    }

    private void readTimestamp() {
        if (attributes.payloadLength() != TIMESTAMP_LENGTH) {
            malformed = true;
            return;
        }
        long at = attributes.payloadOffset();
        timestampNs =
                segment.get(NET_U64, at) * NS_PER_SECOND + segment.get(NET_U64, at + Long.BYTES) * NS_PER_MICROSECOND;
    }

    private int number() {
        long value = attributes.u32();
        malformed |= value == AttributeCursor.NOT_A_NUMBER;
        return (int) value;
    }

    /// Whether the bytes contradict themselves or end too early. A packet that [#hasPacketId] still needs a verdict.
    public boolean malformed() {
        return malformed;
    }

    /// Whether the kernel reports on a message of ours; see [#errno].
    public boolean isError() {
        return error;
    }

    /// The error number of the report: 0 for an acknowledgement. ENOENT: a verdict for a packet that is no longer
    /// queued. EINVAL: a verdict code that the kernel does not take. ENODEV: no such queue. EPERM: not our queue.
    public int errno() {
        return errno;
    }

    /// Whether [#packetId] was there.
    public boolean hasPacketId() {
        return hasPacketId;
    }

    /// The queue that the packet waits in, 0 to 65535.
    public int queueNumber() {
        return queueNumber;
    }

    /// What the verdict must name; unsigned, counted by queue, wraps around.
    public int packetId() {
        return packetId;
    }

    /// The EtherType of the packet, such as 0x0800; 0 where it has none.
    public int hwProtocol() {
        return hwProtocol;
    }

    /// `NF_INET_*`: 0 PRE_ROUTING, 1 LOCAL_IN, 2 FORWARD, 3 LOCAL_OUT, 4 POST_ROUTING.
    public int hook() {
        return hook;
    }

    /// The netfilter mark, 0 where none is set.
    public int mark() {
        return mark;
    }

    /// Index of the interface that the packet came in on, 0 for none.
    public int inDevice() {
        return inDevice;
    }

    /// Index of the interface that the packet leaves through, 0 for none.
    public int outDevice() {
        return outDevice;
    }

    /// When the packet arrived, in nanoseconds since 1970, to the microsecond; 0 where the kernel did not note it.
    public long timestampNs() {
        return timestampNs;
    }

    /// Where the packet starts, at its IP header, in the wrapped segment.
    public long payloadOffset() {
        return payloadOffset;
    }

    /// Bytes of the packet that are here.
    public int payloadLength() {
        return payloadLength;
    }

    /// Bytes of the packet on its way: more than [#payloadLength] where the copy range cut it.
    public int originalLength() {
        return originalLength;
    }

    /// `SKB_*` bits.
    public int skbInfo() {
        return skbInfo;
    }
}
