package dev.winnow.bindings.nfqueue;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.winnow.bindings.ffm.ErrnoCapture;
import dev.winnow.bindings.libc.Sockets;
import dev.winnow.bindings.netlink.AttributeCursor;
import dev.winnow.bindings.netlink.NetlinkHeader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Gathers verdicts, one message each, and sends them in one call.
///
/// ```
///  +----------------+----------------+------------------------------+---------------------+
///  |    nlmsghdr    |    nfgenmsg    | NFQA_VERDICT_HDR: verdict u32| NFQA_MARK: mark u32 |
///  |    16 bytes    | queue, 4 bytes | packet id u32, 12 bytes      | 8 bytes, where given|
///  +----------------+----------------+------------------------------+---------------------+
/// ```
///
/// Each names its own packet, so they may be in any order; `NFQNL_MSG_VERDICT_BATCH` is never used, because it covers
/// every packet with a smaller id, whoever still judges it. What the kernel refuses comes back on the socket as
/// [QueuePacket#isError].
///
/// Lifetime: its memory is the arena's. Threading: one thread. Nothing allocates after construction.
public final class VerdictWriter {
    private static final int VERDICT_OFFSET = NetlinkHeader.LENGTH + QueueProtocol.FAMILY_HEADER_LENGTH;
    private static final int VERDICT_ATTRIBUTE_LENGTH = AttributeCursor.HEADER_LENGTH + 2 * Integer.BYTES;
    private static final int MARK_OFFSET = VERDICT_OFFSET + VERDICT_ATTRIBUTE_LENGTH;
    private static final int MARK_ATTRIBUTE_LENGTH = AttributeCursor.HEADER_LENGTH + Integer.BYTES;
    private static final int MAX_MESSAGE_LENGTH = MARK_OFFSET + MARK_ATTRIBUTE_LENGTH;
    private static final ValueLayout.OfShort NET_U16 = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NET_U32 = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private final MemorySegment buffer;
    private final ErrnoCapture errno;
    private final int capacity;
    private int pending;
    private long length;

    /// @param capacity verdicts that one call sends, up to 2,000 within the usual send buffer
    public VerdictWriter(Arena arena, int capacity) {
        this.capacity = capacity;
        buffer = arena.allocate((long) capacity * MAX_MESSAGE_LENGTH, Long.BYTES);
        errno = new ErrnoCapture(arena);
    }

    /// Adds a verdict. There must be room: see [#isFull].
    ///
    /// @param queue the packet's queue
    /// @param packetId the packet's number there
    /// @param verdict a code of [NetfilterVerdict]
    public void add(int queue, int packetId, int verdict) {
        length += writeVerdict(queue, packetId, verdict, MARK_OFFSET);
        pending++;
    }

    /// Adds a verdict that also sets the packet's netfilter mark. There must be room: see [#isFull].
    ///
    /// @param queue the packet's queue
    /// @param packetId the packet's number there
    /// @param verdict a code of [NetfilterVerdict]
    /// @param mark any 32 bits
    public void addMarked(int queue, int packetId, int verdict, int mark) {
        long at = length + MARK_OFFSET;
        buffer.set(JAVA_SHORT_UNALIGNED, at, (short) MARK_ATTRIBUTE_LENGTH);
        buffer.set(JAVA_SHORT_UNALIGNED, at + Short.BYTES, (short) QueueProtocol.NFQA_MARK);
        buffer.set(NET_U32, at + AttributeCursor.HEADER_LENGTH, mark);
        length += writeVerdict(queue, packetId, verdict, MAX_MESSAGE_LENGTH);
        pending++;
    }

    private int writeVerdict(int queue, int packetId, int verdict, int messageLength) {
        long at = length;
        buffer.set(JAVA_INT_UNALIGNED, at + NetlinkHeader.LENGTH_OFFSET, messageLength);
        buffer.set(JAVA_SHORT_UNALIGNED, at + NetlinkHeader.TYPE_OFFSET, (short) QueueProtocol.TYPE_VERDICT);
        buffer.set(JAVA_SHORT_UNALIGNED, at + NetlinkHeader.FLAGS_OFFSET, (short) NetlinkHeader.FLAG_REQUEST);
        buffer.set(JAVA_LONG_UNALIGNED, at + NetlinkHeader.SEQUENCE_OFFSET, 0L);
        long family = at + NetlinkHeader.LENGTH;
        buffer.set(JAVA_SHORT_UNALIGNED, family, (short) 0);
        buffer.set(NET_U16, family + QueueProtocol.RESOURCE_ID_OFFSET, (short) queue);
        long attribute = at + VERDICT_OFFSET;
        buffer.set(JAVA_SHORT_UNALIGNED, attribute, (short) VERDICT_ATTRIBUTE_LENGTH);
        buffer.set(JAVA_SHORT_UNALIGNED, attribute + Short.BYTES, (short) QueueProtocol.NFQA_VERDICT_HDR);
        buffer.set(NET_U32, attribute + AttributeCursor.HEADER_LENGTH, verdict);
        buffer.set(NET_U32, attribute + AttributeCursor.HEADER_LENGTH + Integer.BYTES, packetId);
        return messageLength;
    }

    /// Verdicts that wait for [#flush].
    public int pending() {
        return pending;
    }

    /// Whether [#flush] must come before the next [#add].
    public boolean isFull() {
        return pending == capacity;
    }

    /// Sends all verdicts in one call. The kernel takes a netlink datagram as a whole or not at all, and has carried
    /// out the verdicts when this returns.
    ///
    /// @param fd of [QueueSocket#fd]
    /// @return verdicts sent, 0 where there were none; or `-errno`: EAGAIN, ENOBUFS, ENOMEM, EINTR, after which
    ///     they still wait and the next call tries again
    public int flush(int fd) {
        if (pending == 0) {
            return 0;
        }
        long sent = Sockets.send(errno, fd, buffer, length, 0);
        if (sent < 0) {
            return (int) sent;
        }
        int flushed = pending;
        clear();
        return flushed;
    }

    /// Forgets the verdicts that wait.
    public void clear() {
        pending = 0;
        length = 0;
    }

    /// What [#flush] would send; valid until the next [#add] or [#clear].
    public MemorySegment pendingMessages() {
        return buffer.asSlice(0, length);
    }
}
